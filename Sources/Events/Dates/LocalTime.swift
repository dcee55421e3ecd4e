/// A time of day, without a time zone.
public struct LocalTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Since midnight by the clock: 0…86 400, where 86 400 (`24:00`) is only good as the end of a window.
    public let secondsSinceMidnight: Int

    /// A time that exists, or nil; `24:00` is let in.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            hour < 24 || (minute == 0 && second == 0)
        else { return nil }
        secondsSinceMidnight = hour * 3600 + minute * 60 + second
    }

    init(secondsSinceMidnight: Int) {
        self.secondsSinceMidnight = secondsSinceMidnight
    }

    /// `00:00`.
    public static let midnight = LocalTime(secondsSinceMidnight: 0)
    /// `24:00`.
    public static let endOfDay = LocalTime(secondsSinceMidnight: 86_400)

    /// The hour, 0…24.
    public var hour: Int { secondsSinceMidnight / 3600 }
    /// The minute, 0…59.
    public var minute: Int { secondsSinceMidnight / 60 % 60 }
    /// The second, 0…59.
    public var second: Int { secondsSinceMidnight % 60 }

    /// `10:00`, with seconds only where there are some.
    public var description: String {
        "\(padded(hour, 2)):\(padded(minute, 2))" + (second == 0 ? "" : ":" + padded(second, 2))
    }

    /// Earlier in the day.
    public static func < (a: LocalTime, b: LocalTime) -> Bool {
        a.secondsSinceMidnight < b.secondsSinceMidnight
    }
}

/// A day and a time of day, without a time zone.
public struct LocalDateTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The day.
    public let date: LocalDate
    /// The time of day.
    public let time: LocalTime

    /// A day with a time.
    public init(_ date: LocalDate, _ time: LocalTime) {
        self.date = date
        self.time = time
    }

    /// As `2026-11-28T10:00`.
    public var description: String { "\(date)T\(time)" }

    /// Earlier by the calendar and clock.
    public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool {
        (a.date, a.time) < (b.date, b.time)
    }
}
