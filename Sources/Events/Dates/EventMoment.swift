public import Foundation

/// When something of an event is: a day whose hours are not known yet, or a day and an hour in the event's zone.
public enum EventMoment: Sendable, Hashable, CustomStringConvertible {
    case date(LocalDate)
    case dateTime(LocalDateTime)

    /// The day in the event's zone.
    public var date: LocalDate {
        switch self {
        case .date(let date): date
        case .dateTime(let moment): moment.date
        }
    }

    /// The hour in the event's zone; nil: not known yet.
    public var time: LocalTime? {
        switch self {
        case .date: nil
        case .dateTime(let moment): moment.time
        }
    }

    /// The hours are known.
    public var hasTime: Bool { time != nil }

    /// The instant, where the hour is known.
    public func instant(in zone: TimeZone) -> Date? {
        switch self {
        case .date: nil
        case .dateTime(let moment): zone.instant(of: moment)
        }
    }

    /// The first instant that it can mean: midnight where only the day is known.
    public func earliest(in zone: TimeZone) -> Date {
        zone.instant(of: LocalDateTime(date, time ?? .midnight))
    }

    /// The last instant that it can mean: the end of the day where only the day is known.
    public func latest(in zone: TimeZone) -> Date {
        switch self {
        case .date(let date): zone.instant(of: LocalDateTime(date.adding(days: 1), .midnight))
        case .dateTime(let moment): zone.instant(of: moment)
        }
    }

    /// The first local time that it can mean.
    var firstLocal: LocalDateTime { LocalDateTime(date, time ?? .midnight) }

    /// The last local time that it can mean.
    var lastLocal: LocalDateTime { LocalDateTime(date, time ?? .endOfDay) }

    /// As it is written in `event.json5`.
    public var description: String {
        switch self {
        case .date(let date): date.description
        case .dateTime(let moment): moment.description
        }
    }
}
