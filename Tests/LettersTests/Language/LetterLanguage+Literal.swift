@testable public import Letters

/// Tests name a language by its code.
extension LetterLanguage: ExpressibleByStringLiteral {
    /// The language of a code, English where there is none.
    public init(stringLiteral code: String) { self = LetterLanguages.builtIn[code] }
}
