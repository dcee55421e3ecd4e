import Foundation

/// Moments of rows in words, by the event's clock; many rows came to be in the same minute.
final class MomentNames {
    private let zone: TimeZone
    private var known: [String: String?] = [:]

    /// For an event in this zone.
    init(zone: TimeZone) { self.zone = zone }

    /// The words for a column's moment; nil for what is none.
    func words(_ text: String, language: String) -> String? {
        // Of `2026-10-05T10:15:30.123Z` the words tell the minute.
        let key = language + (text.utf8.count == 24 ? text.prefix(16) : text[...])
        if let found = known[key] { return found }
        let words = PersonNames.instant(text).map { ClockWording.moment($0, in: zone, language: language) }
        if known.count >= 1_000 { known.removeAll(keepingCapacity: true) }
        known[key] = words
        return words
    }
}
