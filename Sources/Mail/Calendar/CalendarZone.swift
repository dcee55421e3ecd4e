/// A stretch of a zone's history with one offset: RFC 5545 §3.6.5 `STANDARD` and `DAYLIGHT`.
public struct Observance: Sendable, Hashable {
    /// Whether it is summer time.
    public let isDaylight: Bool
    /// Its beginning, on the clock that it replaces.
    public let start: CivilTime
    /// Offset from UTC in seconds, east positive, before the beginning.
    public let offsetFrom: Int
    /// Offset from UTC in seconds, east positive, from the beginning on.
    public let offsetTo: Int
    /// The zone's short name then (`MSK`); nil for none.
    public let name: String?
    /// How the beginning repeats, as the value of `RRULE` (RFC 5545 §3.3.10); nil for once.
    public let rule: String?

    /// A stretch with one offset; see the properties.
    public init(
        isDaylight: Bool,
        start: CivilTime,
        offsetFrom: Int,
        offsetTo: Int,
        name: String?,
        rule: String? = nil
    ) {
        self.isDaylight = isDaylight
        self.start = start
        self.offsetFrom = offsetFrom
        self.offsetTo = offsetTo
        self.name = name
        self.rule = rule
    }
}

/// A time zone as a calendar object carries it: its `VTIMEZONE` is written once and kept.
public struct CalendarZone: Sendable, Hashable {
    /// The IANA name (`Europe/Moscow`).
    public let identifier: String
    /// The `VTIMEZONE`.
    let bytes: [UInt8]

    /// A zone of the given observances, oldest first; without any it is UTC.
    public init(identifier: String, observances: [Observance]) {
        let safe = identifier.unicodeScalars.filter {
            33...126 ~= $0.value && !":;,\"\\".unicodeScalars.contains($0)
        }
        self.identifier = String(String.UnicodeScalarView(safe))
        var writer = CalendarWriter()
        writer.line("BEGIN:VTIMEZONE")
        writer.line("TZID:\(self.identifier)")
        let epoch = CivilTime(CivilDate(year: 1970, month: 1, day: 1), hour: 0, minute: 0)
        // RFC 5545 §3.6.5: one observance at least.
        let utc = Observance(isDaylight: false, start: epoch, offsetFrom: 0, offsetTo: 0, name: "UTC")
        for observance in observances.isEmpty ? [utc] : observances {
            Self.write(observance, to: &writer)
        }
        writer.line("END:VTIMEZONE")
        bytes = writer.bytes
    }

    private static func write(_ observance: Observance, to writer: inout CalendarWriter) {
        let kind = observance.isDaylight ? "DAYLIGHT" : "STANDARD"
        writer.line("BEGIN:\(kind)")
        writer.line("DTSTART:\(CalendarWriter.text(observance.start))")
        writer.line("TZOFFSETFROM:\(offset(observance.offsetFrom))")
        writer.line("TZOFFSETTO:\(offset(observance.offsetTo))")
        if let rule = observance.rule { writer.line("RRULE:\(HeaderText.safe(rule))") }
        writer.text("TZNAME", observance.name)
        writer.line("END:\(kind)")
    }

    /// RFC 5545 §3.3.14: `+0300`, with seconds where they are not zero.
    private static func offset(_ seconds: Int) -> String {
        let bounded = min(max(seconds, -86_399), 86_399)
        let size = abs(bounded)
        let text = (bounded < 0 ? "-" : "+") + MailDate.two(size / 3600) + MailDate.two(size / 60 % 60)
        return size % 60 == 0 ? text : text + MailDate.two(size % 60)
    }
}
