public import Foundation
import Settings

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
    static func hint(for name: String) -> String {
        let folded = name.lowercased().replacing(" ", with: "_")
        let known = TimeZone.knownTimeZoneIdentifiers
        if let same = known.first(where: { $0.lowercased() == folded }) { return "did you mean \"\(same)\"?" }
        if !folded.isEmpty, let city = known.first(where: { $0.lowercased().hasSuffix("/" + folded) }) {
            return "did you mean \"\(city)\"?"
        }
        if let near = nearest(to: name, among: known) { return "did you mean \"\(near)\"?" }
        return "expected an IANA name, as \"Europe/Moscow\" or \"Asia/Novosibirsk\""
    }
}

extension Reading where Value == TimeZone {
    /// An IANA time zone.
    static var timeZone: Reading {
        Reading<String>.string("a time zone").map {
            "there is no time zone \"\($0)\"; \(Zones.hint(for: $0))"
        } transform: {
            Zones.zone(named: $0)
        }
    }
}
