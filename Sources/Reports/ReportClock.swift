package import Events
package import Foundation
import Store
package import Wording

/// The one clock by which a report or a story tells all its times: the event's, else the machine's own.
package struct ReportClock {
    package let zone: TimeZone
    /// Whether it is the event's; else it is the machine's.
    package let isEvents: Bool

    /// The clock of these events, where all of them have the same; else that of the machine.
    package init(_ events: [Event]) {
        let zones = Set(events.map(\.timeZone))
        isEvents = zones.count == 1
        zone = (zones.count == 1 ? zones.first : nil) ?? .current
    }

    /// A zone's.
    package init(zone: TimeZone) {
        self.zone = zone
        isEvents = false
    }

    /// The zone's name, and how far it is from UTC at a moment: «Europe/Moscow, UTC+03:00».
    package func zoneName(at milliseconds: Int64) -> String {
        let (name, offset) = names(at: milliseconds)
        return name == offset ? name : "\(name), \(offset)"
    }

    /// The machine's own.
    package static var machine: Self { Self([]) }

    /// `2026-11-28 10:00:00`.
    package func text(_ milliseconds: Int64) -> String { LocalTime.text(milliseconds, zone: zone) }

    /// A column's moment, RFC 3339; what is none stays as it is.
    package func text(column: String) -> String {
        guard let date = Self.date(column) else { return column }
        return text(Int64((date.timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// «28.11.2026, 10:00», “28 November 2026, 10:00”.
    package func shown(_ milliseconds: Int64) -> Wording { ReportWords.moment(text(milliseconds)) }

    /// RFC 3339 with the zone's offset.
    package func rfc3339(_ milliseconds: Int64) -> String { OffsetTime.rfc3339(milliseconds, zone) }

    /// Whose clock it is, and how far it is from UTC at a moment.
    package func named(at milliseconds: Int64) -> Wording {
        let (name, offset) = names(at: milliseconds)
        return ReportWords.clock(name, offset: offset, isEvents: isEvents)
    }

    /// The same behind a title that says that it is about times.
    package func shortlyNamed(at milliseconds: Int64) -> Wording {
        let (name, offset) = names(at: milliseconds)
        return ClockWords.by(name == offset ? name : "\(name) (\(offset))", isEvents: isEvents)
    }

    private func names(at milliseconds: Int64) -> (zone: String, offset: String) {
        let offset = String(OffsetTime.shown(milliseconds, zone).split(separator: " ").last ?? "")
        let name = zone.identifier == "GMT" ? "UTC" : zone.identifier
        return (name, offset == "+00:00" ? "UTC" : "UTC\(offset)")
    }

    private static func date(_ text: String) -> Date? {
        guard text.hasSuffix("Z") else { return nil }
        let whole = Date.ISO8601FormatStyle()
        return (try? whole.parse(text))
            ?? (try? whole.year().month().day()
                .time(includingFractionalSeconds: true).parse(text))
    }
}
