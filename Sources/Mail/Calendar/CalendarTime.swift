/// A day of the Gregorian calendar.
public struct CivilDate: Sendable, Hashable, Comparable {
    /// Year 1–9999.
    public let year: Int
    /// Month 1–12.
    public let month: Int
    /// Day 1–31.
    public let day: Int

    /// A day; values outside their ranges are cut to them.
    public init(year: Int, month: Int, day: Int) {
        self.year = min(max(year, 1), 9999)
        self.month = min(max(month, 1), 12)
        self.day = min(max(day, 1), 31)
    }

    /// The day so many days later, or earlier if negative.
    public func adding(days: Int) -> CivilDate {
        MailDate.date(daysSince1970: MailDate.days(self) + days)
    }

    /// Whether one day lies before the other.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

/// A time of day on a day, as a clock on the wall shows it.
public struct CivilTime: Sendable, Hashable, Comparable {
    /// The day.
    public let date: CivilDate
    /// Hour 0–23.
    public let hour: Int
    /// Minute 0–59.
    public let minute: Int
    /// Second 0–59.
    public let second: Int

    /// A time; values outside their ranges are cut to them.
    public init(_ date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
        self.date = date
        self.hour = min(max(hour, 0), 23)
        self.minute = min(max(minute, 0), 59)
        self.second = min(max(second, 0), 59)
    }

    /// The time on a clock at an offset from UTC, both in seconds (1970 UTC; east positive).
    public init(secondsSince1970 seconds: Int64, offset: Int = 0) {
        self = MailDate.civil(seconds, offset: Int64(min(max(offset, -86_400), 86_400)))
    }

    /// Whether one time lies before the other on the same clock.
    public static func < (left: CivilTime, right: CivilTime) -> Bool {
        (left.date, left.hour, left.minute, left.second) < (
            right.date, right.hour, right.minute, right.second
        )
    }
}
