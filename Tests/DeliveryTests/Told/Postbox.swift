import Foundation
import Mail
import TestSupport

/// What a person has got: the letters in the order of their arrival, and a calendar as a mail program keeps it.
struct Postbox {
    /// A letter as its reader sees it.
    struct Letter {
        /// What stands in its subject, cut at the bars.
        let words: [String]
        /// What it asks of the calendar.
        let entry: Entry?

        /// The kind of letter: the first word.
        var kind: String { words.first ?? "" }
    }

    /// A calendar object as it came (RFC 5545, RFC 5546).
    struct Entry: Equatable {
        var method = ""
        var uid = ""
        var sequence = 0
        var start = ""
        var answer = ""

        init?(_ text: String) {
            guard text.contains("BEGIN:VEVENT") else { return nil }
            // RFC 5545 §3.1: a line that begins with a blank goes on with the one before it.
            let lines = text.replacing("\r\n ", with: "").replacing("\r\n\t", with: "").split(
                separator: "\r\n"
            )
            var isEvent = false
            for line in lines {
                if line == "BEGIN:VEVENT" { isEvent = true }
                if line == "END:VEVENT" { isEvent = false }
                guard let colon = line.lastIndex(of: ":") else { continue }
                let value = String(line[line.index(after: colon)...])
                let name = line.prefix { $0 != ":" && $0 != ";" }
                switch name {
                case "METHOD": method = value
                case "UID" where isEvent: uid = String(line.dropFirst(4))
                case "SEQUENCE" where isEvent: sequence = Int(value) ?? -1
                case "DTSTART" where isEvent: start = value
                case "ATTENDEE" where isEvent:
                    answer = line.firstMatch(of: /PARTSTAT=([A-Z-]+)/).map { String($0.1) } ?? ""
                default: break
                }
            }
        }
    }

    private(set) var letters: [Letter] = []
    /// What the calendar holds, by UID.
    private(set) var calendar: [String: Entry] = [:]
    /// The highest SEQUENCE of each UID that was ever seen.
    private var newest: [String: Int] = [:]

    /// Reads what servers have taken for a person.
    init(of person: String, in messages: [ReceivedMessage]) {
        for message in messages
        where message.recipients.contains(where: { Address.identity(of: $0.path) == person }) {
            let subject = Self.decoded(message.header("Subject") ?? "")
            let entry = Self.calendarPart(message.text).flatMap(Entry.init)
            letters.append(
                Letter(
                    words: subject.split(separator: "|", omittingEmptySubsequences: false).map(String.init),
                    entry: entry
                )
            )
            if let entry { apply(entry) }
        }
    }

    /// RFC 2047: encoded words in UTF-8, no-break spaces as blanks.
    private static func decoded(_ header: String) -> String {
        let parted = header.replacing(/\?=\s+=\?/, with: "?==?")
        return parted.replacing(/=\?UTF-8\?([QB])\?([^?]*)\?=/) { word -> String in
            let text = String(word.2)
            guard word.1 == "Q" else {
                return Data(base64Encoded: text).map { String(decoding: $0, as: UTF8.self) } ?? text
            }
            return quotedPrintable(text.replacing("_", with: " "))
        }.replacing("\u{A0}", with: " ")
    }

    /// RFC 5546 §2.1.5: a lower SEQUENCE is out of date; a CANCEL takes the entry away.
    private mutating func apply(_ entry: Entry) {
        guard entry.sequence >= newest[entry.uid] ?? -1 else { return }
        newest[entry.uid] = entry.sequence
        calendar[entry.uid] = entry.method == "CANCEL" ? nil : entry
    }

    /// The letters about the registration itself.
    var told: [Letter] { letters.filter { $0.kind != "reminder" && $0.kind != "invitation" } }

    private static func calendarPart(_ text: String) -> String? {
        guard let type = text.range(of: "Content-Type: text/calendar", options: .caseInsensitive),
            let begin = text.range(of: "\r\n\r\n", range: type.upperBound..<text.endIndex)
        else { return nil }
        let end =
            text.range(of: "\r\n--", range: begin.upperBound..<text.endIndex)?.lowerBound ?? text.endIndex
        let head = text[type.lowerBound..<begin.lowerBound].lowercased()
        let body = String(text[begin.upperBound..<end])
        if head.contains("base64") {
            return Data(base64Encoded: body, options: .ignoreUnknownCharacters).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        guard head.contains("quoted-printable") else { return body }
        return quotedPrintable(body)
    }

    private static func quotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\r\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
