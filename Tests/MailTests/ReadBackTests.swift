import Foundation
import Testing

@testable import Mail

/// What we write, read by Python's email package: other people's understanding of the same standards.
@Suite("Read back by another implementation", .enabled(if: Python.path != nil, "python3 is not installed"))
struct ReadBackTests {
    private func message(_ headers: [HeaderField], _ body: BodyPart = .text([], subtype: "plain")) -> [UInt8]
    {
        var out: [UInt8] = []
        Message(headers: headers, body: body, seed: "seed").serialize(into: &out)
        return out
    }

    /// Equality of code points; Swift's own is equality of what the eye sees.
    private func expectSame(_ read: [String], _ written: [String]) {
        #expect(read.count == written.count)
        for (left, right) in zip(read, written) {
            #expect(Array(left.unicodeScalars) == Array(right.unicodeScalars), "\(right.debugDescription)")
        }
    }

    @Test("any string survives as a subject")
    func subjects() throws {
        var random = SeededGenerator(seed: 2047)
        let texts = (0..<1500).map { _ in HeaderText.safe(random.text(upTo: 90)) }
        let read = try Python.read(
            texts.map { message([.subject($0)]) },
            as: String.self,
            """
            field = email.message_from_bytes(raw)['Subject']
            answer = str(email.header.make_header(email.header.decode_header(field.replace('\\r\\n', '')))) if field else ''
            """
        )
        expectSame(read, texts)
    }

    @Test("any name survives beside the address, and the address beside it")
    func names() throws {
        var random = SeededGenerator(seed: 5322)
        let texts = (0..<1500).map { _ in HeaderText.safe(random.text(upTo: 60)) }
        let fields = try texts.map {
            HeaderField.to(Mailbox(name: $0, address: try address("a.b@example.org")))
        }
        let read = try Python.read(
            fields.map { message([$0]) },
            as: [String].self,
            """
            name, address = email.utils.parseaddr(email.message_from_bytes(raw)['To'].replace('\\r\\n', ''))
            answer = [str(email.header.make_header(email.header.decode_header(name))) if name else '', address]
            """
        )
        expectSame(read.map { $0[0] }, texts)
        #expect(read.allSatisfy { $0[1] == "a.b@example.org" })
    }

    @Test("any file name survives, for readers of RFC 2231 and for those of encoded words")
    func fileNames() throws {
        var random = SeededGenerator(seed: 2231)
        let files = (0..<1000).map { _ in
            Attachment(fileName: random.text(upTo: 60) + "я.pdf", bytes: [1, 2, 3])
        }
        let body = """
            part = email.message_from_bytes(raw)
            strict = email.message_from_bytes(raw, policy=email.policy.default)
            name = email.utils.collapse_rfc2231_value(part.get_param('name')).replace('\\r\\n', '')
            disposition = 'content-disposition'
            wide = email.utils.collapse_rfc2231_value(part.get_param('filename', header=disposition))
            answer = [wide, strict[disposition].params['filename'],
                str(email.header.make_header(email.header.decode_header(name))), part.get_content_type()]
            """
        let read = try Python.read(files.map { message([], .attachment($0)) }, as: [String].self, body)
        for index in 0..<2 { expectSame(read.map { $0[index] }, files.map(\.fileName)) }
        expectSame(read.map { $0[2] }, files.map(\.fileName))
        #expect(read.allSatisfy { $0[3] == "application/pdf" })
    }

    @Test("any text survives as a body, whatever encoding was the shortest")
    func bodies() throws {
        var random = SeededGenerator(seed: 2045)
        var texts: [String] = [
            "", "\r\n", "a", "From me\r\n.\r\n..x \r\n", "--=_Vestnik_x\r\n", "é\r\n", "a=b\r\n",
        ]
        for _ in 0..<400 {
            let lines = (0..<Int.random(in: 1...30, using: &random)).map { _ -> String in
                let ascii = Bool.random(using: &random)
                return ascii
                    ? String(repeating: "plain text. ", count: Int.random(in: 0...12, using: &random))
                    : random.text(upTo: 150)
            }
            texts.append(lines.joined(separator: "\n"))
        }
        let read = try Python.read(
            texts.map { message([], .text(Array($0.utf8), subtype: "plain")) },
            as: String.self,
            "answer = email.message_from_bytes(raw).get_payload(decode=True).decode()"
        )
        for (left, right) in zip(read, texts) {
            var wanted = string(LineEnds.canonical(Array(right.utf8)))
            if left.utf8.count > wanted.utf8.count { wanted += "\r\n" }
            #expect(Array(left.utf8) == Array(wanted.utf8), "\(right.debugDescription)")
        }
    }

    @Test("the tree of a full letter is understood without a complaint")
    func tree() throws {
        let crest = Attachment(fileName: "crest.png", bytes: [0x89, 0x50], contentID: "crest@example.org")
        let letter = Attachment(fileName: "Письмо министерства.pdf", bytes: (0...255).map { $0 })
        let body = BodyPart.letter(
            text: Array("Привет\n".utf8),
            html: Array("<p>Привет</p>\n".utf8),
            images: [crest],
            calendar: (Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8), "REQUEST"),
            attachments: [letter]
        )
        struct Node: Decodable {
            let types: [String], defects: Int, method: String, cid: String, size: Int, language: String
        }
        let headers: [HeaderField] = [
            .from(Mailbox(name: "Библиотека", address: try address("meeting@example.org"))), .subject("Тема"),
            .date(1_795_849_200, offset: 10_800), .messageID("<a@example.org>"), .autoGenerated,
            .contentLanguage("ru"),
        ]
        let read = try Python.read(
            [message(headers, body)],
            as: Node.self,
            """
            m = email.message_from_bytes(raw, policy=email.policy.default)
            parts = list(m.walk())
            answer = {'types': [p.get_content_type() for p in parts],
                'defects': sum(len(p.defects) for p in parts) + sum(len(v.defects) for k, v in m.items()),
                'method': parts[6].get_param('method'), 'cid': parts[5]['Content-ID'],
                'size': len(parts[8].get_payload(decode=True)), 'language': m['Content-Language']}
            """
        )
        let node = try #require(read.first)
        #expect(
            node.types == [
                "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html",
                "image/png",
                "text/calendar", "application/ics", "application/pdf",
            ]
        )
        #expect(node.defects == 0)
        #expect(node.method == "REQUEST")
        #expect(node.cid == "<crest@example.org>")
        #expect(node.size == 256)
        #expect(node.language == "ru")
    }

    @Test("dates are read as the same instant")
    func dates() throws {
        var random = SeededGenerator(seed: 3339)
        let instants = (0..<300).map { _ in
            (
                Int64.random(in: -1_000_000_000...9_000_000_000, using: &random),
                Int.random(in: -720...840, using: &random) * 60
            )
        }
        let read = try Python.read(
            instants.map { message([.date($0.0, offset: $0.1)]) },
            as: [Int64].self,
            """
            d = email.message_from_bytes(raw, policy=email.policy.default)['Date']
            answer = [int(d.datetime.timestamp()), int(d.datetime.utcoffset().total_seconds()), len(d.defects)]
            """
        )
        for (answer, instant) in zip(read, instants) { #expect(answer == [instant.0, Int64(instant.1), 0]) }
    }
}
