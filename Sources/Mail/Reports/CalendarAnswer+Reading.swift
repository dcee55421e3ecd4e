extension CalendarAnswer {
    /// The answer in a mail, as calendar programs form it: a part of iCalendar (RFC 5545) whose METHOD is REPLY, or
    /// COUNTER, which answers with another proposal (RFC 5546 §3.2.7).
    init?(_ mail: ReceivedPart, _ limits: ReadingLimits) {
        let parts = mail.parts.filter { part in
            ["text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"].contains(
                part.type.name
            ) || Self.isCalendarFile(part)
        }
        for part in parts.prefix(5) {
            let method = part.type.parameters["method"]?.lowercased()
            let text = TextReading.text(
                UnifiedLines.of(part.content(limit: limits.textBytes)[...]),
                charset: part.type.parameters["charset"]
            )
            if let answer = CalendarAnswer(calendar: text, method: method) {
                self = answer
                return
            }
        }
        return nil
    }

    /// Whether it is attached as a file of any type whose name says what it is, as programs of the web do.
    private static func isCalendarFile(_ part: ReceivedPart) -> Bool {
        guard ["application/octet-stream", "text/plain"].contains(part.type.name) else { return false }
        let names = [
            part.type.parameters["name"],
            part.header.raw("content-disposition").flatMap { ContentType($0).parameters["filename"] },
        ]
        return names.contains { $0?.lowercased().hasSuffix(".ics") ?? false }
    }

    /// The answer of a calendar; nil where its METHOD is no answer.
    init?(calendar text: String, method told: String?) {
        var method = told
        var isInEvent = false
        var hasEvent = false
        for line in Self.lines(text) {
            switch line.name {
            case "METHOD": method = line.value.lowercased()
            case "BEGIN": isInEvent = isInEvent || ["VEVENT", "VTODO"].contains(line.value.uppercased())
            case "END" where ["VEVENT", "VTODO"].contains(line.value.uppercased()):
                // The first entry is the one that is answered; those behind it are instances of it.
                hasEvent = true
                isInEvent = false
            case _ where !isInEvent || hasEvent: continue
            case "UID": uid = String(line.value.prefix(500))
            case "SEQUENCE": sequence = min(max(Int(line.value) ?? 0, 0), 1 << 30)
            case "COMMENT": comment = String(DiagnosticText.line(Self.unescaped(line.value)).prefix(500))
            case "ATTENDEE": take(line)
            default: continue
            }
        }
        guard method == "reply" || method == "counter", !uid.isEmpty || !attendee.isEmpty else { return nil }
    }

    /// An attendee; where several stand, the one who has answered.
    private mutating func take(_ line: Line) {
        let told = line.parameters["PARTSTAT"]?.uppercased() ?? ""
        let answer = Self.participations[told] ?? .undecided
        guard attendee.isEmpty || participation == .undecided && answer != .undecided else { return }
        participation = answer
        let text = line.value.lowercased().hasPrefix("mailto:") ? String(line.value.dropFirst(7)) : line.value
        // Exchange names people by paths of its own and writes the address beside it.
        attendee =
            ReportedAddress.first(in: text) ?? line.parameters["EMAIL"].flatMap {
                ReportedAddress.first(in: $0)
            } ?? ""
    }

    private static let participations: [String: Participation] = [
        "ACCEPTED": .accepted, "DECLINED": .declined, "TENTATIVE": .tentative, "DELEGATED": .delegated,
    ]

    /// A line of content: RFC 5545 §3.1.
    private struct Line {
        var name: String
        var parameters: [String: String] = [:]
        var value: String
    }

    /// The lines, unfolded; at most 2,000 of them.
    private static func lines(_ text: String) -> [Line] {
        var unfolded: [String] = []
        for line in text.split(separator: "\n").prefix(4000) {
            if line.first == " " || line.first == "\t", !unfolded.isEmpty {
                if unfolded[unfolded.count - 1].utf8.count < 8192 {
                    unfolded[unfolded.count - 1] += line.dropFirst()
                }
            } else {
                unfolded.append(String(line.prefix(8192)))
            }
        }
        return unfolded.prefix(2000).compactMap(line)
    }

    /// `NAME;KEY="VALUE":VALUE`; a colon between quotation marks ends nothing.
    private static func line(_ text: String) -> Line? {
        var fields: [String] = [""]
        var isQuoted = false
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case "\"": isQuoted.toggle()
            case ";" where !isQuoted && fields.count < 30: fields.append("")
            case ":" where !isQuoted:
                var line = Line(name: fields[0].uppercased(), value: String(rest).trimmed)
                for field in fields.dropFirst() {
                    let halves = field.split(separator: "=", maxSplits: 1)
                    if halves.count == 2 { line.parameters[halves[0].uppercased()] = String(halves[1]) }
                }
                return line
            default: fields[fields.count - 1].append(character)
            }
        }
        return nil
    }

    /// RFC 5545 §3.3.11.
    private static func unescaped(_ text: String) -> String {
        text.replacing("\\n", with: " ").replacing("\\N", with: " ").replacing("\\,", with: ",").replacing(
            "\\;",
            with: ";"
        )
        .replacing("\\\\", with: "\\")
    }
}
