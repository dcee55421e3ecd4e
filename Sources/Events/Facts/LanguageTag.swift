import Foundation

/// Languages of readers and of texts, by the tags of BCP 47 as people and programs write them.
public enum LanguageTag {
    /// The tag in one form: `pt-br` of `pt-BR`, `pt_BR`, ` PT-br `; nil of nothing.
    public static func tidy(_ text: String?) -> String? {
        guard let text else { return nil }
        if isTidy(text) { return text }
        var tag = text.lowercased().filter { !$0.isWhitespace }
        tag = tag.replacing("_", with: "-")
        // `ru_RU.UTF-8`, `de@euro`: of POSIX.
        tag = String(tag.prefix { $0 != "." && $0 != "@" })
        return tag.isEmpty ? nil : tag
    }

    /// Whether a tag stands in that form already, as it does in nearly every row.
    private static func isTidy(_ text: String) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == hyphen }
    }

    /// The primary subtag: `ru` of `ru-RU`.
    public static func primary(_ tag: String) -> String { String(tag.prefix { $0.isLetter }) }

    /// Which of the languages that there are a reader gets: the one function that decides it.
    ///
    /// Their own, be it by the primary subtag alone (`pt` for `pt-BR`, `pt-br` for `pt`); else the event's; else English,
    /// which more strangers read than any other; else the first by name. Letter, texts, dates, changes and calendar all
    /// ask for the language that the letter has got, so that no letter holds two.
    ///
    /// - Parameters:
    ///   - reader: the reader's tag as it stands in the row; nil or blank: they have none.
    ///   - event: the event's own language.
    ///   - available: the tags to choose from.
    /// - Returns: nil where there are none.
    public static func choose(
        reader: String?,
        event: String,
        among available: some Collection<String>
    ) -> String? {
        if let wanted = tidy(reader), let found = match(wanted, among: available) { return found }
        if let wanted = tidy(event), let found = match(wanted, among: available) { return found }
        return match("en", among: available) ?? available.min()
    }

    /// The available tag for a wanted one: the same, or of the same primary subtag.
    public static func match(_ wanted: String, among available: some Collection<String>) -> String? {
        if let same = available.first(where: { $0 == wanted }) { return same }
        let primary = primary(wanted)
        if primary.isEmpty { return nil }
        if let bare = available.first(where: { $0 == primary }) { return bare }
        return available.filter { Self.primary($0) == primary }.min()
    }

    /// The code of a language by its name in Russian, English or its own words: `pt` of «португальский», “Portuguese”,
    /// «português»; nil for other texts.
    public static func named(_ text: String) -> String? { codes[text.lowercased()] }

    private static let codes: [String: String] = {
        var found: [String: String] = [:]
        for language in Locale.LanguageCode.isoLanguageCodes where language.identifier.count == 2 {
            let code = language.identifier
            for reader in ["ru", "en", code] {
                guard let name = Locale(identifier: reader).localizedString(forLanguageCode: code) else {
                    continue
                }
                if name != code { found[name.lowercased()] = found[name.lowercased()] ?? code }
            }
        }
        return found
    }()
}
