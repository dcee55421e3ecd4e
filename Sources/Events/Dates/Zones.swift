public import Foundation
import Settings
import Wording

/// Time zones by their IANA names.
public enum Zones {
    /// The zone of an IANA name, as `Asia/Novosibirsk` or `UTC`.
    ///
    /// - Returns: nil for a name that the time zone database does not have, abbreviations and offsets included.
    public static func zone(named name: String) -> TimeZone? {
        // Foundation also takes "EST" and "GMT+3", which say nothing about summer time.
        guard name == "UTC" || (name.contains("/") && !name.hasPrefix("Etc/") && !name.hasPrefix("/")) else {
            return nil
        }
        return TimeZone(identifier: name)
    }

    /// What to write instead of a name that is not known, as a sentence's end.
    static func hint(for name: String) -> Wording {
        let folded = name.lowercased().replacing(" ", with: "_")
        let known = TimeZone.knownTimeZoneIdentifiers
        if let same = known.first(where: { $0.lowercased() == folded }) { return FaultWords.didYouMean(same) }
        if !folded.isEmpty, let city = known.first(where: { $0.lowercased().hasSuffix("/" + folded) }) {
            return FaultWords.didYouMean(city)
        }
        if let near = nearest(to: name, among: known) { return FaultWords.didYouMean(near) }
        return Wording(
            ru: "ожидается имя IANA, например \"Europe/Moscow\" или \"Asia/Novosibirsk\"",
            en: "expected an IANA name, as \"Europe/Moscow\" or \"Asia/Novosibirsk\""
        )
    }
}

extension Reading where Value == TimeZone {
    /// An IANA time zone.
    static var timeZone: Reading {
        Reading<String>.string(Wording(ru: "часовой пояс", en: "a time zone")).map {
            Wording(ru: "часового пояса \"\($0)\" нет; ", en: "there is no time zone \"\($0)\"; ")
                + Zones.hint(for: $0)
        } transform: {
            Zones.zone(named: $0)
        }
    }
}
