public import Foundation

/// A stretch of a zone's history with one offset: RFC 5545 §3.6.5 `STANDARD` and `DAYLIGHT`.
public struct Observance: Sendable, Hashable {
    /// Whether it is summer time.
    public let isDaylight: Bool
    /// Its beginning, on the clock that it replaces.
    public let start: CivilTime
    /// Offsets from UTC in seconds, east positive, before and after the beginning.
    public let offsetFrom: Int, offsetTo: Int
    /// The zone's short name then (`MSK`), nil for none.
    public let name: String?

    /// A stretch with one offset.
    public init(isDaylight: Bool, start: CivilTime, offsetFrom: Int, offsetTo: Int, name: String?) {
        self.isDaylight = isDaylight
        self.start = start
        self.offsetFrom = offsetFrom
        self.offsetTo = offsetTo
        self.name = name
    }
}

/// A time zone as a calendar object carries it: its `VTIMEZONE` is written once and kept.
public struct CalendarZone: Sendable, Hashable {
    /// The IANA name (`Europe/Moscow`).
    public let identifier: String
    let bytes: [UInt8]

    /// A zone of the given observances, oldest first.
    public init(identifier: String, observances: [Observance]) {
        self.identifier = identifier
        bytes = []
    }

    /// The zone with what is in force from `start` to `end`, and the change before and after.
    public init(_ zone: TimeZone, from start: Date, to end: Date) {
        self.init(identifier: zone.identifier, observances: [])
    }
}
