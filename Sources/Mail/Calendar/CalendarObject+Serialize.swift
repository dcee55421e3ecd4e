extension CalendarObject {
    /// Appends the object: UTF-8, CRLF, lines folded at 75 octets.
    ///
    /// There is no VALARM: clients ignore or resent alarms in what others send.
    public func serialize(into out: inout [UInt8]) {
        let text = CalendarForm(self).filled(
            uid: uid,
            sequence: sequence,
            stamp: stamp,
            attendee: method.attendee?.name,
            wire: method.attendee?.address.wire
        )
        out += text.bytes
    }

    /// The runs of lines that do not tell what or whom the entry is for: before ``uid``, before the attendee, and
    /// behind.
    fileprivate var shared: [[UInt8]] {
        var before = CalendarWriter()
        before.raw(Self.head)
        before.line("METHOD:\(method.name)")
        if case .hours(_, _, let zone) = span { before.raw(zone.bytes) }
        before.line("BEGIN:VEVENT")
        var event = CalendarWriter()
        time(&event)
        event.text("SUMMARY", summary)
        event.text("LOCATION", location)
        event.text("DESCRIPTION", description)
        if let url, let safe = Self.uri(url) { event.line("URL:\(safe)") }
        event.person("ORGANIZER", name: organizer.name, wire: organizer.address.wire)
        var after = CalendarWriter()
        after.line("STATUS:\(method.isCancellation ? "CANCELLED" : "CONFIRMED")")
        after.line("TRANSP:OPAQUE")
        after.line("END:VEVENT")
        after.line("END:VCALENDAR")
        return [before.bytes, event.bytes, after.bytes]
    }

    private static let head = Array(
        "BEGIN:VCALENDAR\r\nPRODID:-//Vestnik//Event mail//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n".utf8
    )

    private func time(_ writer: inout CalendarWriter) {
        switch span {
        case .days(let first, let last):
            writer.day("DTSTART", first)
            // RFC 5545 §3.6.1: the end is the first day after.
            writer.day("DTEND", max(first, last).adding(days: 1))
        case .hours(let start, let end, let zone):
            writer.time("DTSTART", start, zone: zone.identifier)
            // RFC 5545 §3.8.2.2: the end must be later than the start.
            if end > start { writer.time("DTEND", end, zone: zone.identifier) }
        }
    }

    private static func uri(_ text: String) -> String? {
        let safe = Percent.encode(text) { 33...126 ~= $0 && $0 != UInt8(ascii: "\"") }
        return safe.contains(":") ? safe : nil
    }
}

extension CalendarObject.Method {
    fileprivate var attendee: Mailbox? {
        switch self {
        case .request(let attendee): attendee
        case .publish: nil
        case .cancel(let attendee): attendee
        }
    }

    fileprivate var isCancellation: Bool {
        if case .cancel = self { true } else { false }
    }
}

/// A calendar entry of which all is written that is the same for everyone who is told of an event in one language and
/// by one method.
public final class CalendarForm: Sendable {
    /// The name for `Content-Type`.
    public let method: String
    private let text: TextForm
    private let isCancellation: Bool
    private let isAccepted: Bool

    /// The form of an entry and of all that differ from it in UID, sequence, stamp and attendee alone.
    public init(_ object: CalendarObject) {
        text = TextForm(object.shared)
        method = object.method.name
        isCancellation = object.method.isCancellation
        isAccepted = object.isAccepted
    }

    /// An entry.
    /// - Parameters:
    ///   - uid: see ``CalendarObject/uid``.
    ///   - sequence: see ``CalendarObject/sequence``.
    ///   - stamp: see ``CalendarObject/stamp``.
    ///   - attendee: the name of whom it is for; nil or empty for none.
    ///   - wire: the address of whom it is for; nil for nobody (RFC 5546 §3.2.1: PUBLISH has no ATTENDEE).
    /// - Returns: the object.
    public func filled(
        uid: String,
        sequence: Int,
        stamp: Int64,
        attendee: String?,
        wire: String?
    ) -> FilledText {
        var writer = CalendarWriter(room: 512)
        writer.text("UID", uid)
        writer.stamp(CivilTime(secondsSince1970: stamp))
        writer.sequence(max(0, sequence))
        let end = writer.bytes.count
        guard let wire else { return FilledText(text, own: writer.bytes, ends: [end, end]) }
        // Whoever has registered on the site is entered as one who comes (RFC 5546 §3.2.2 lets the organiser set
        // PARTSTAT). No answer is asked for: a registration is made and changed on the site, not here.
        if isCancellation {
            writer.person("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT", name: attendee, wire: wire)
        } else {
            let property: StaticString =
                isAccepted
                ? "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"
                : "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
            writer.person(property, name: attendee, wire: wire)
        }
        return FilledText(text, own: writer.bytes, ends: [end, writer.bytes.count])
    }
}
