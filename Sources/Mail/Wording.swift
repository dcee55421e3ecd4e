/// One sentence for people, in the two languages that Vestnik speaks.
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

    /// The sentence for a language code: `"ru"` (also `"ru-RU"`) gives Russian, anything else English.
    public func text(in language: String) -> String {
        language.lowercased().hasPrefix("ru") ? ru : en
    }
}
