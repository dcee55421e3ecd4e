/// Signs that Russian typography wants and no keyboard has.
enum SignWording {
    /// U+00A0: every mail client draws it, unlike U+202F.
    static let noBreakSpace = "\u{A0}"
    /// A number with its sign and a no-break space: «№ 5» in Russian.
    static func number(_ number: some CustomStringConvertible, language: LetterLanguage) -> String {
        language.numberSign + noBreakSpace + number.description
    }
}
