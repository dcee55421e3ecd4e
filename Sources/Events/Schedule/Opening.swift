public import Foundation
import Regions

extension Schedule {
    /// Whether timed mail may go at this instant.
    ///
    /// - Parameters:
    ///   - instant: now, or when something is planned.
    ///   - window: nil: any hour.
    ///   - zone: the recipient's.
    ///   - calendar: which days are worked.
    ///   - region: the recipient's, for holidays of its own.
    /// - Returns: whether the recipient's clock stands within the window, on a day that it lets in.
    public static func isOpen(
        _ instant: Date,
        window: Window?,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Bool {
        guard let window else { return true }
        let local = zone.local(instant)
        return window.from <= local.time && local.time < window.to
            && (window.days == .all || calendar.isWorking(local.date, region: calendar.code(of: region)))
    }

    /// This instant if timed mail may go then, or else the next opening of the window.
    ///
    /// - Parameters:
    ///   - instant: the earliest that will do.
    ///   - window: nil: any hour.
    ///   - zone: the recipient's.
    ///   - calendar: which days are worked.
    ///   - region: the recipient's, for holidays of its own.
    /// - Returns: `Date.distantFuture` where no day of the next year is worked.
    public static func opening(
        from instant: Date,
        window: Window?,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Date {
        guard let window else { return instant }
        let code = calendar.code(of: region)
        let first = zone.local(instant).date
        for offset in 0...366 {
            let date = first.adding(days: offset)
            if window.days == .working, !calendar.isWorking(date, region: code) { continue }
            if let opening = opening(on: date, from: instant, window, zone) { return opening }
        }
        return .distantFuture
    }

    /// The first instant of that day, not before `instant`, when the clock stands within the window.
    private static func opening(
        on date: LocalDate,
        from instant: Date,
        _ window: Window,
        _ zone: TimeZone
    ) -> Date? {
        var candidate = max(instant, zone.instant(of: LocalDateTime(date, window.from)))
        // Twice at most: clocks put back can take the hand out of the window once more.
        for _ in 0..<3 {
            let local = zone.local(candidate)
            guard local.date == date, local.time < window.to else { return nil }
            if local.time >= window.from { return candidate }
            let missing = window.from.secondsSinceMidnight - local.time.secondsSinceMidnight
            candidate.addTimeInterval(Double(missing))
        }
        return nil
    }
}
