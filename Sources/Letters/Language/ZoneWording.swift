import Events
import Foundation
import Regions

/// Time zones as letters name them.
///
/// The long names of CLDR are unusable here («Саратов, летнее время»).
enum ZoneWording {
    /// The name: «МСК», «МСК+4 (UTC+7)»; “Moscow time (UTC+3)”, “UTC+7”.
    ///
    /// Zones outside Russia go by UTC alone.
    static func name(of zone: TimeZone, at instant: Date, language: LetterLanguage) -> String {
        let parts = parts(of: zone, at: instant, language: language)
        return parts.utc.map { "\(parts.name) (\($0))" } ?? parts.name
    }

    /// The same for use inside brackets: «МСК+4, UTC+7».
    static func inner(of zone: TimeZone, at instant: Date, language: LetterLanguage) -> String {
        let parts = parts(of: zone, at: instant, language: language)
        return parts.utc.map { "\(parts.name), \($0)" } ?? parts.name
    }

    /// The name, and the distance from UTC where that helps.
    private static func parts(
        of zone: TimeZone,
        at instant: Date,
        language: LetterLanguage
    ) -> (name: String, utc: String?) {
        let seconds = zone.secondsFromGMT(for: instant)
        let utc = offset(seconds, from: "UTC")
        guard russian.contains(zone.identifier) else { return (utc, nil) }
        let beyondMoscow = seconds - moscow.secondsFromGMT(for: instant)
        let moscow = language.zones.moscow
        if language.zones.countsFromMoscow {
            return beyondMoscow == 0 ? (moscow, nil) : (offset(beyondMoscow, from: moscow), utc)
        }
        return beyondMoscow == 0 ? (moscow, utc) : (utc, nil)
    }

    /// `UTC+5:30`, `МСК+4`, `МСК−1`; the bare base when there is no difference.
    static func offset(_ seconds: Int, from base: String) -> String {
        let minutes = abs(seconds) / 60
        guard minutes > 0 else { return base }
        let rest = minutes % 60
        let fraction = rest == 0 ? "" : ":" + twoDigits(rest)
        return base + (seconds < 0 ? "−" : "+") + "\(minutes / 60)" + fraction
    }

    /// `07` for 7.
    static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static let moscow =
        TimeZone(identifier: "Europe/Moscow") ?? TimeZone(secondsFromGMT: 10_800) ?? .gmt

    private static let russian: Set<String> = {
        var zones: Set<String> = []
        for region in Regions.all {
            zones.insert(region.timeZone)
            zones.formUnion(region.otherTimeZones)
        }
        return zones
    }()
}
