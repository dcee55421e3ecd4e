extension CalendarObject {
    /// Appends the object: UTF-8, CRLF, lines folded at 75 octets.
    ///
    /// There is no VALARM: clients ignore or resent alarms in what others send.
    public func serialize(into out: inout [UInt8]) {
        out += filled(form).bytes
    }

    /// The lines that tell when, where and what: the same for everyone who is told of an event in one language and way.
    public var form: TextForm {
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
        event.person("ORGANIZER", organizer)
        var after = CalendarWriter()
        after.line("STATUS:\(method.isCancellation ? "CANCELLED" : "CONFIRMED")")
        after.line("TRANSP:OPAQUE")
        after.line("END:VEVENT")
        after.line("END:VCALENDAR")
        return TextForm([before.bytes, event.bytes, after.bytes])
    }

    /// The object with its own lines in a form: its own, or that of another object of the same event, language and method.
    public func filled(_ form: TextForm) -> FilledText {
        var text = FilledText(form)
        var writer = CalendarWriter()
        writer.text("UID", uid)
        writer.line("DTSTAMP:\(CalendarWriter.text(CivilTime(secondsSince1970: stamp)))Z")
        writer.line("SEQUENCE:\(max(0, sequence))")
        text.own += writer.bytes
        text.endGap()
        writer.clear()
        // RFC 5546 §3.2.1: PUBLISH has no ATTENDEE.
        if let attendee = method.attendee {
            writer.person("ATTENDEE", attendee, parameters: method.participation)
        }
        text.own += writer.bytes
        text.endGap()
        return text
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

    /// The person has registered on the site, so the organiser enters them as one who comes (RFC 5546 §3.2.2 lets
    /// the organiser set PARTSTAT) and asks for no answer: the registration is changed on the site, not here.
    fileprivate var participation: String {
        ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT" + (isCancellation ? "" : ";PARTSTAT=ACCEPTED;RSVP=FALSE")
    }
}
