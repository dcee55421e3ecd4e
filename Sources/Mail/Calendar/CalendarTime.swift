/// A day of the Gregorian calendar.
public struct CivilDate: Sendable, Hashable {
    /// Year 1–9999, month 1–12, day 1–31.
    public let year: Int, month: Int, day: Int
    /// A day; values outside their ranges are cut to them.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}

/// A time of day on a day, as a clock on the wall shows it.
public struct CivilTime: Sendable, Hashable {
    /// The day.
    public let date: CivilDate
    /// Hour 0–23, minute 0–59, second 0–59.
    public let hour: Int, minute: Int, second: Int
    /// A time; values outside their ranges are cut to them.
    public init(_ date: CivilDate, hour: Int, minute: Int, second: Int = 0) {
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }
}
