package import Foundation
import Store
package import Terminal
package import Wording

/// A value of a report, in the form that each way of writing it needs.
package enum Cell {
    case text(String?)
    case integer(Int64?)
    /// Milliseconds since 1970 UTC.
    case moment(Int64?)
    /// A share or a rate.
    case number(Double?)

    package static func count(_ value: Int?) -> Cell { .integer(value.map { Int64($0) }) }

    /// For files and pipes.
    package var plain: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): number.map { String($0) }
        case .moment(let moment): moment.map { Timestamp.text($0) }
        case .number(let number): number.map { String($0) }
        }
    }

    /// For a person at a terminal: moments by a clock, which is named beside them.
    package func shown(by clock: ReportClock) -> String {
        if case .moment(let moment?) = self { return clock.text(moment) }
        return plain ?? ""
    }

    package func add(to line: inout JSONLine, _ key: String) {
        switch self {
        case .text(let text): line.add(key, text)
        case .integer(let number): line.add(key, number)
        case .moment: line.add(key, plain)
        case .number(let number): line.add(key, number)
        }
    }
}

/// Moments for people: `2026-11-28 10:00:00` in the machine's zone.
package enum LocalTime {
    package static func text(_ milliseconds: Int64, zone: TimeZone = .current) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let offset = Int64(zone.secondsFromGMT(for: date)) * 1000
        let text = Timestamp.text(milliseconds + offset)
        return String(text.prefix(19)).replacing("T", with: " ")
    }

    /// How long ago, in the largest unit that fits: «5 мин», “5 min”.
    package static func span(_ milliseconds: Int64) -> Wording {
        let seconds = max(0, milliseconds / 1000)
        return switch seconds {
        case ..<120: Wording(ru: "\(seconds) с", en: "\(seconds) s")
        case ..<7200: Wording(ru: "\(seconds / 60) мин", en: "\(seconds / 60) min")
        case ..<172_800: Wording(ru: "\(seconds / 3600) ч", en: "\(seconds / 3600) h")
        default: Wording(ru: "\(seconds / 86_400) дн.", en: "\(seconds / 86_400) d")
        }
    }
}
