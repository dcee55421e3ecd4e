package import Foundation
import Store

/// Moments by the clock of a zone, with the zone's offset from UTC.
package enum OffsetTime {
    /// RFC 3339 with an offset: `2026-11-21T10:00:00+07:00`.
    package static func rfc3339(_ milliseconds: Int64, _ zone: TimeZone) -> String {
        String(local(milliseconds, zone).prefix(19)) + offset(milliseconds, zone)
    }

    /// For people: `2026-11-21 10:00 +07:00`.
    package static func shown(_ milliseconds: Int64, _ zone: TimeZone) -> String {
        String(local(milliseconds, zone).prefix(16)).replacing("T", with: " ") + " "
            + offset(milliseconds, zone)
    }

    private static func local(_ milliseconds: Int64, _ zone: TimeZone) -> String {
        Timestamp.text(milliseconds + Int64(seconds(milliseconds, zone)) * 1000)
    }

    private static func offset(_ milliseconds: Int64, _ zone: TimeZone) -> String {
        let minutes = seconds(milliseconds, zone) / 60
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(minutes < 0 ? "-" : "+")\(padded(abs(minutes) / 60)):\(padded(abs(minutes) % 60))"
    }

    private static func seconds(_ milliseconds: Int64, _ zone: TimeZone) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }
}
