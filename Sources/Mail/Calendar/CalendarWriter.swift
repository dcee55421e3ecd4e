/// Writes content lines: RFC 5545 §3.1.
struct CalendarWriter {
    private(set) var bytes: [UInt8] = []
    private var line: [UInt8] = []

    /// Whole lines as they are.
    mutating func raw(_ lines: [UInt8]) { bytes += lines }

    /// Begins anew.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// A line of ASCII as it is.
    mutating func line(_ text: String) {
        line += text.utf8
        end()
    }

    /// `NAME:value` with a value of type TEXT (§3.3.11); nothing for an empty value.
    mutating func text(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        line += name.utf8
        line.append(UInt8(ascii: ":"))
        escape(value)
        end()
    }

    /// A person: `ORGANIZER;CN="…":mailto:…` (§3.3.3, §3.8.4).
    mutating func person(_ name: String, _ mailbox: Mailbox, parameters: String = "") {
        line += name.utf8
        line += parameters.utf8
        if let shown = mailbox.name.map(HeaderText.safe), !shown.isEmpty {
            line += ";CN=\"".utf8
            // §3.2: a quoted value cannot hold a quotation mark, and the escape of RFC 6868 is little known.
            for byte in shown.utf8 { line.append(byte == UInt8(ascii: "\"") ? UInt8(ascii: "'") : byte) }
            line += "\"".utf8
        }
        line += ":mailto:".utf8
        // RFC 6068 §2: what a mailto URI cannot hold is percent-encoded, UTF-8 too.
        line +=
            Percent.encode(mailbox.address.wire) { byte in
                ByteClass.isAlphanumeric(byte) || "@.-_~+!$'*".utf8.contains(byte)
            }.utf8
        end()
    }

    /// `NAME;VALUE=DATE:20261128`.
    mutating func day(_ name: String, _ date: CivilDate) {
        line("\(name);VALUE=DATE:\(Self.text(date))")
    }

    /// `NAME;TZID=Europe/Moscow:20261128T100000`.
    mutating func time(_ name: String, _ time: CivilTime, zone: String) {
        line("\(name);TZID=\(zone):\(Self.text(time))")
    }

    static func text(_ date: CivilDate) -> String {
        MailDate.four(date.year) + MailDate.two(date.month) + MailDate.two(date.day)
    }

    static func text(_ time: CivilTime) -> String {
        text(time.date) + "T" + MailDate.two(time.hour) + MailDate.two(time.minute)
            + MailDate.two(time.second)
    }

    private mutating func escape(_ value: String) {
        var afterReturn = false
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
                line.append(UInt8(ascii: "\\"))
                line.append(byte)
            case UInt8(ascii: "\n") where afterReturn: break
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                line += "\\n".utf8
            case 0..<0x20 where byte != UInt8(ascii: "\t"), 0x7F: break
            default: line.append(byte)
            }
            afterReturn = byte == UInt8(ascii: "\r")
        }
    }

    /// Ends the line, folded at 75 octets between characters.
    private mutating func end() {
        var start = 0
        var room = 75
        while line.count - start > room {
            var cut = start + room
            while cut > start + 1, line[cut] & 0xC0 == 0x80 { cut -= 1 }
            bytes += line[start..<cut]
            bytes += "\r\n ".utf8
            start = cut
            room = 74
        }
        bytes += line[start...]
        bytes += "\r\n".utf8
        line.removeAll(keepingCapacity: true)
    }
}
