/// One sentence for people, in all the languages that the programs speak: Russian and English.
///
/// It cannot be made without one of them. What is inserted into it is inserted into both.
public struct Wording: Sendable, Hashable {
    /// The Russian sentence.
    public let ru: String
    /// The English sentence.
    public let en: String

    /// A sentence in both languages.
    public init(ru: String, en: String) {
        self.ru = ru
        self.en = en
    }

    /// A text that is the same in every language: a path, an address, a state, another program's words.
    public init(verbatim text: String) { self.init(ru: text, en: text) }

    /// The sentence for a language code: `"ru"` (also `"ru-RU"`) gives Russian, anything else English.
    public func text(in language: String) -> String {
        language.lowercased().hasPrefix("ru") ? ru : en
    }

    /// Nothing to say.
    public static let nothing = Wording(verbatim: "")

    /// Whether there is nothing to say.
    public var isEmpty: Bool { ru.isEmpty && en.isEmpty }

    /// One text behind the other.
    public static func + (first: Wording, second: Wording) -> Wording {
        Wording(ru: first.ru + second.ru, en: first.en + second.en)
    }

    /// A text that is the same in every language behind another.
    public static func + (first: Wording, second: String) -> Wording { first + Wording(verbatim: second) }

    /// A text that is the same in every language before another.
    public static func + (first: String, second: Wording) -> Wording { Wording(verbatim: first) + second }
}

extension DefaultStringInterpolation {
    /// A sentence has no place in a text before its language is known.
    @available(*, deprecated, message: "say it by text(in:), or put it into a Wording by +")
    public mutating func appendInterpolation(_ wording: Wording) { appendLiteral(wording.en) }

    /// Nor has one that may not be there.
    @available(*, deprecated, message: "say it by text(in:), or put it into a Wording by +")
    public mutating func appendInterpolation(_ wording: Wording?) { appendLiteral(wording?.en ?? "") }
}

extension Sequence where Element == Wording {
    /// The texts behind each other, with the same separator in every language between them.
    public func joined(separator: String = "") -> Wording {
        Wording(
            ru: map(\.ru).joined(separator: separator),
            en: map(\.en).joined(separator: separator)
        )
    }
}
