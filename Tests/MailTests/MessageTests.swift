import Testing

@testable import Mail

@Suite("Messages")
struct MessageTests {
    private func serialize(_ body: BodyPart, seed: String = "<1@example.org>") -> [UInt8] {
        var out: [UInt8] = []
        Message(headers: [.subject("S")], body: body, seed: seed).serialize(into: &out)
        return out
    }

    @Test("a text alone is a message of one part")
    func onePart() {
        #expect(
            string(serialize(.letter(text: Array("Hi\n".utf8)))) == """
                Subject: S\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: 7bit\r
                \r
                Hi\r\n
                """
        )
    }

    @Test("text and HTML are alternatives, the plainest first")
    func alternative() {
        let text = string(serialize(.letter(text: Array("Hi".utf8), html: Array("<p>Hi".utf8))))
        #expect(text.contains("Content-Type: multipart/alternative;\r\n boundary="))
        #expect(!text.contains("mixed") && !text.contains("related"))
        #expect(
            text.firstRange(of: "text/plain").map(\.lowerBound) ?? text.endIndex < text.firstRange(
                of: "text/html"
            ).map(\.lowerBound) ?? text.startIndex
        )
    }

    @Test("a calendar is the last alternative within the first child of mixed, and a file besides")
    func calendar() {
        let text = string(serialize(.letter(text: [65], html: [66], calendar: ([67], "CANCEL"))))
        let order = [
            "multipart/mixed", "multipart/alternative", "text/plain", "text/html",
            "text/calendar; charset=utf-8; method=CANCEL", "application/ics; name=\"cancellation.ics\"",
        ]
        var rest = text[...]
        for type in order {
            guard let range = rest.firstRange(of: type) else { Issue.record("\(type) is missing"); return }
            rest = rest[range.upperBound...]
        }
    }

    @Test("the same inputs give the same bytes, another seed other boundaries")
    func reproducible() {
        let body = BodyPart.letter(text: Array("Привет".utf8), html: Array("<p>".utf8))
        #expect(serialize(body) == serialize(body))
        #expect(serialize(body) != serialize(body, seed: "<2@example.org>"))
    }

    @Test("no part can hold a boundary, not even one that was guessed")
    func boundaries() {
        var names = Boundaries(seed: "<1@example.org>")
        let guessed = (0..<3).map { _ in "--" + string(names.next()) }
        let body = BodyPart.letter(
            text: Array(guessed.joined(separator: "\n").utf8),
            html: Array(guessed.joined(separator: "\n").utf8),
            calendar: (Array(guessed.joined(separator: "\r\n").utf8), "PUBLISH")
        )
        let lines = crlfLines(serialize(body)).map { string($0) }
        #expect(lines.count { $0 == guessed[0] } == 2)
        #expect(lines.count { $0 == guessed[0] + "--" } == 1)
        #expect(lines.count { $0 == guessed[1] } == 3)
        #expect(!lines.contains(guessed[2]))
    }

    @Test("boundaries of a message differ, have one length and at most 70 characters")
    func boundaryShape() {
        var boundaries = Boundaries(seed: "")
        let all = (0..<1100).map { _ in string(boundaries.next()) }
        #expect(Set(all).count == 1100)
        #expect(Set(all.map(\.count)).count == 1 && all[0].count <= 70)
    }

    @Test("lines of any message are within 78 octets, ASCII only, CRLF only")
    func lineLengths() throws {
        var random = SeededGenerator(seed: 5322)
        for _ in 0..<60 {
            let body = BodyPart.letter(
                text: Array(random.text(upTo: 3000).utf8),
                html: Array(random.text(upTo: 3000).utf8),
                calendar: (Array(random.text(upTo: 500).utf8), random.text(upTo: 5)),
                attachments: [
                    Attachment(fileName: random.text(upTo: 200), type: random.text(upTo: 9), bytes: [1])
                ]
            )
            let lines = crlfLines(serialize(body, seed: random.text(upTo: 20)))
            #expect(lines.allSatisfy { $0.count <= 78 && $0.allSatisfy { $0 < 0x80 } })
        }
    }

    @Test("a strange subtype cannot break out of its header field")
    func subtype() {
        let text = string(serialize(.text([65], subtype: "x\r\nBcc: y")))
        #expect(!text.contains("Bcc"))
    }

    @Test("an attachment says its name in two ways and its type by its ending")
    func attachment() {
        let file = Attachment(fileName: "../Письмо.PDF\u{7}", bytes: [1])
        #expect(file.fileName == ".._Письмо.PDF_")
        let plain = string(Attachment(fileName: "letter.pdf", bytes: [1, 2, 3]).headers)
        #expect(
            plain == """
                Content-Type: application/pdf;\r
                 name="letter.pdf"\r
                Content-Transfer-Encoding: base64\r
                Content-Disposition: attachment;\r
                 filename="letter.pdf"\r
                \r\n
                """
        )
        let picture = Attachment(fileName: "герб.png", bytes: [], contentID: "crest>\r\nX: y@example.org")
        #expect(string(picture.headers).contains("Content-Disposition: inline;\r\n filename*=UTF-8''%D0%B3"))
        #expect(string(picture.headers).contains("Content-ID: <crest---X--y@example.org>\r\n"))
        #expect(Attachment(fileName: "", bytes: []).fileName == "attachment")
        #expect(
            string(Attachment(fileName: "x.bin", type: "text/x; a=b", bytes: []).headers).contains(
                "application/octet-stream"
            )
        )
    }
}
