import Mail
import Wording

/// What a registration must be looked at for before a letter carries it to anyone.
public enum Suspicion {
    /// Longer than this no name, post or organisation is, in characters.
    public static let longest = 200
    /// Nor in bytes: one character may have marks without end.
    static let longestBytes = 5 * longest

    /// Why a person must look first, as a sentence in `language`; nil where nothing is suspicious.
    ///
    /// Suspicious are links, line breaks and great length in name, post, organisation and region.
    public static func reason(_ person: Person, language: String = "ru") -> String? {
        for text in [person.name, person.organization, person.position, person.region] {
            guard let text else { continue }
            if isLong(text) {
                return Wording(
                    ru: "Имя, должность или организация длиннее \(longest) знаков. Посмотрите сами.",
                    en:
                        "The name, post or organisation is longer than \(longest) characters. Look for yourself."
                ).text(in: language)
            }
            if let reason = SuspiciousName.reason(in: text) { return reason.text(in: language) }
        }
        return nil
    }

    /// Counting characters is slow, and octets are never fewer.
    private static func isLong(_ text: String) -> Bool {
        let bytes = text.utf8.count
        return bytes > longest && (bytes > longestBytes || text.count > longest)
    }
}
