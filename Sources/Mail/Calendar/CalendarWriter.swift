/// Writes content lines: RFC 5545 §3.1.
struct CalendarWriter {
    private(set) var bytes: [UInt8] = []
    /// Where the line begins that is being written.
    private var start = 0

    /// A writer that has room for so many octets from the beginning.
    init(room: Int = 0) { bytes.reserveCapacity(room) }

    /// Whole lines as they are.
    mutating func raw(_ lines: [UInt8]) {
        bytes += lines
        start = bytes.count
    }

    /// A line of ASCII as it is.
    mutating func line(_ text: String) {
        bytes += text.utf8
        end()
    }

    /// `SEQUENCE:1`.
    mutating func sequence(_ number: Int) {
        bytes.append("SEQUENCE:")
        bytes.append(number, digits: 1)
        end()
    }

    /// `DTSTAMP:20261128T100000Z`.
    mutating func stamp(_ time: CivilTime) {
        bytes.append("DTSTAMP:")
        bytes.append(time.date.year, digits: 4)
        bytes.append(time.date.month, digits: 2)
        bytes.append(time.date.day, digits: 2)
        bytes.append("T")
        bytes.append(time.hour, digits: 2)
        bytes.append(time.minute, digits: 2)
        bytes.append(time.second, digits: 2)
        bytes.append("Z")
        end()
    }

    /// `NAME:value` with a value of type TEXT (§3.3.11); nothing for an empty value.
    mutating func text(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        bytes += name.utf8
        bytes.append(UInt8(ascii: ":"))
        escape(value)
        end()
    }

    /// A person: `ORGANIZER;CN="…":mailto:…` (§3.3.3, §3.8.4).
    mutating func person(_ property: StaticString, name: String?, wire: String) {
        bytes.append(property)
        if let shown = name.map(HeaderText.safe), !shown.isEmpty {
            bytes.append(";CN=\"")
            // §3.2: a quoted value cannot hold a quotation mark, and the escape of RFC 6868 is little known.
            let from = bytes.count
            bytes += shown.utf8
            for place in from..<bytes.count where bytes[place] == UInt8(ascii: "\"") {
                bytes[place] = UInt8(ascii: "'")
            }
            bytes.append("\"")
        }
        bytes.append(":mailto:")
        // RFC 6068 §2: what a mailto URI cannot hold is percent-encoded, UTF-8 too.
        for byte in wire.utf8 {
            if ByteClass.isMailbox(byte) { bytes.append(byte) } else { Percent.append(byte, to: &bytes) }
        }
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
        // Most texts hold nothing to be escaped.
        var value = value
        let isPlain = value.withUTF8 { text in
            var marks: UInt8 = 0
            // Without branches, so that many octets are looked at together.
            for byte in text {
                marks |= (byte == 0x5C ? 1 : 0) | (byte == 0x3B ? 1 : 0) | (byte == 0x2C ? 1 : 0)
                marks |= (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0)
            }
            if marks == 0 { bytes.append(contentsOf: text) }
            return marks == 0
        }
        if isPlain { return }
        var afterReturn = false
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n") where afterReturn: break
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                bytes.append("\\n")
            case 0..<0x20 where byte != UInt8(ascii: "\t"), 0x7F: break
            default: bytes.append(byte)
            }
            afterReturn = byte == UInt8(ascii: "\r")
        }
    }

    /// Ends the line, folded at 75 octets between characters.
    private mutating func end() {
        if bytes.count - start > 75 { fold() }
        bytes.append("\r\n")
        start = bytes.count
    }

    private mutating func fold() {
        let line = Array(bytes[start...])
        bytes.removeSubrange(start...)
        var start = 0
        var room = 75
        while line.count - start > room {
            var cut = start + room
            while cut > start + 1, line[cut] & 0xC0 == 0x80 { cut -= 1 }
            bytes += line[start..<cut]
            bytes.append("\r\n ")
            start = cut
            room = 74
        }
        bytes += line[start...]
    }
}
