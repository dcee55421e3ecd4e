package import Foundation

/// The hour of the digest, by the administrators' clock.
package struct DigestHour: Sendable {
    private let minutes: Int
    private let zone: TimeZone

    /// An hour in minutes since midnight.
    package init(minutes: Int, zone: TimeZone) {
        self.minutes = minutes
        self.zone = zone
    }

    /// The day of the digest that is due now, counted from 1970 by the administrators' calendar; nil while today's hour has
    /// not struck.
    ///
    /// A clock that is put forward over the hour strikes it at once, one that is put back strikes it once: a day has one digest.
    package func dayDue(at milliseconds: Int64) -> Int? {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
        let local = milliseconds / 1000 + Int64(offset)
        let day = Int((Double(local) / 86_400).rounded(.down))
        return local - Int64(day) * 86_400 >= Int64(minutes) * 60 ? day : nil
    }
}
