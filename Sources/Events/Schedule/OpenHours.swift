public import Foundation
import Regions

/// The hours in which timed mail may go to a recipient: a window of the recipient's own clock, on days that it lets in.
///
/// Pure: the same arguments give the same instants.
public struct OpenHours: Sendable {
    private let window: Window?
    private let zone: TimeZone
    private let calendar: ProductionCalendar
    /// A subject code, for holidays of its own.
    private let region: String?

    /// The hours of a recipient.
    ///
    /// - Parameters:
    ///   - window: nil: any hour.
    ///   - zone: the recipient's.
    ///   - calendar: which days are worked.
    ///   - region: the recipient's, written in any way.
    public init(window: Window?, zone: TimeZone, calendar: ProductionCalendar, region: String? = nil) {
        self.window = window
        self.zone = zone
        self.calendar = calendar
        self.region = window == nil ? nil : calendar.code(of: region)
    }

    /// Whether the recipient's clock stands within the window, on a day that it lets in.
    public func isOpen(_ instant: Date) -> Bool {
        guard let window else { return true }
        let local = zone.local(instant)
        return window.from <= local.time && local.time < window.to && letsIn(local.date, window)
    }

    /// This instant if timed mail may go then, or else the next opening of the window.
    ///
    /// - Parameter instant: the earliest that will do.
    /// - Returns: `Date.distantFuture` where no day of the next year is worked.
    public func opening(from instant: Date) -> Date {
        guard let window else { return instant }
        let first = zone.local(instant).date
        for offset in 0...Self.longestClosed {
            let date = first.adding(days: offset)
            guard letsIn(date, window) else { continue }
            if let opening = opening(on: date, from: instant, window) { return opening }
        }
        return .distantFuture
    }

    /// The beginning of the last open hour before an instant: there is an hour's time to send in, or as much as is
    /// open.
    ///
    /// - Parameters:
    ///   - instant: no later than this.
    ///   - earliest: no sooner than this: the letter was not planned yet.
    /// - Returns: nil where there is no open hour in between.
    public func lastHour(before instant: Date, since earliest: Date = .distantPast) -> Date? {
        guard window != nil else { return instant > earliest ? max(earliest, instant - 3600) : nil }
        let last = zone.local(instant).date
        for offset in 0...Self.longestClosed {
            guard let span = span(on: last.adding(days: -offset)) else { continue }
            let end = min(span.end, instant)
            guard span.start < end else { continue }
            guard earliest < end else { return nil }
            // Clocks that are put forward or back within the window can leave that hour closed.
            let wish = max(span.start, end - 3600, earliest)
            return isOpen(wish) ? wish : max(span.start, earliest)
        }
        return nil
    }

    /// The instant by which so many seconds were open.
    ///
    /// - Parameters:
    ///   - seconds: how many open seconds are counted.
    ///   - start: from when on.
    ///   - limit: the last instant of interest.
    /// - Returns: no later than the limit.
    public func end(ofOpen seconds: Int, from start: Date, limit: Date = .distantFuture) -> Date {
        var left = Double(seconds)
        guard window != nil else { return min(limit, start + left) }
        let first = zone.local(start).date
        for offset in 0...Self.longestCount {
            guard let span = span(on: first.adding(days: offset)) else { continue }
            let from = max(span.start, start)
            if from >= limit { return limit }
            guard from < span.end else { continue }
            let room = span.end.timeIntervalSince(from)
            if left <= room { return min(limit, from + left) }
            left -= room
        }
        return limit
    }

    /// How many days are looked through for one that is open.
    private static let longestClosed = 366
    /// How many days are counted through: what lies beyond is as good as never too late.
    private static let longestCount = 1500

    private func letsIn(_ date: LocalDate, _ window: Window) -> Bool {
        window.days == .all || calendar.isWorking(date, region: region)
    }

    /// From when to when that day is open; nil where it is not.
    private func span(on date: LocalDate) -> (start: Date, end: Date)? {
        guard let window, letsIn(date, window) else { return nil }
        let from = zone.instant(of: LocalDateTime(date, window.from))
        guard let start = opening(on: date, from: from, window) else { return nil }
        let end = zone.instant(of: LocalDateTime(date, window.to))
        return start < end ? (start, end) : nil
    }

    /// The first instant of that day, not before `instant`, when the clock stands within the window.
    private func opening(on date: LocalDate, from instant: Date, _ window: Window) -> Date? {
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
