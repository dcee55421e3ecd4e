import Testing

@testable import Mail

@Suite("Header fields")
struct HeaderFieldTests {
    private func value(_ field: HeaderField) -> String {
        String(string(field.bytes).dropFirst(field.name.count + 2)).replacing("\r\n", with: "")
    }

    @Test("plain ASCII goes as it is")
    func plain() {
        #expect(
            string(HeaderField.subject("Annual meeting, hall 2").bytes)
                == "Subject: Annual meeting, hall 2\r\n"
        )
        #expect(string(HeaderField.subject("").bytes) == "Subject:\r\n")
    }

    @Test("long ASCII is folded at blanks, and the blanks stay")
    func folded() {
        let text = String(repeating: "twelve words ", count: 20) + "end"
        let field = HeaderField.subject(text)
        #expect(crlfLines(field.bytes).count > 2)
        #expect(crlfLines(field.bytes).allSatisfy { $0.count <= 78 })
        #expect(value(field) == text)
    }

    @Test("Cyrillic goes in base64, a few marks among ASCII in Q, by what is shorter")
    func encodings() {
        #expect(
            string(HeaderField.subject("Совещание").bytes)
                == "Subject: =?UTF-8?B?0KHQvtCy0LXRidCw0L3QuNC1?=\r\n"
        )
        #expect(
            string(HeaderField.subject("28–29 November").bytes)
                == "Subject: =?UTF-8?Q?28=E2=80=9329_November?=\r\n"
        )
    }

    @Test("each encoded word holds whole characters, at most 75 octets, on lines of at most 76")
    func wordLengths() {
        let field = HeaderField.subject(
            String(repeating: "федеральных и центральных региональных библиотек 📚 ", count: 9)
        )
        let lines = crlfLines(field.bytes)
        #expect(lines.count > 5)
        for (index, line) in lines.enumerated() {
            #expect(line.count <= 76)
            let word = index == 0 ? line.dropFirst("Subject: ".count) : line.dropFirst()
            #expect(word.count <= 75 && !word.contains(32))
            let bytes = word.dropFirst(10).dropLast(2)
            #expect(bytes.count.isMultiple(of: 4))
        }
    }

    @Test(
        "what would be lost or misread is encoded",
        arguments: [
            " leading", "trailing ", "two  blanks", "=?UTF-8?Q?fake?=", "tab\there",
            String(repeating: "x", count: 90),
            "a =?b", String(repeating: "y", count: 1500),
        ]
    )
    func misreadable(text: String) {
        let field = HeaderField.subject(text)
        #expect(string(field.bytes).contains("=?UTF-8?"))
        #expect(crlfLines(field.bytes).allSatisfy { $0.count <= 76 })
    }

    @Test("no value can begin another field")
    func injection() throws {
        let evil = "Hello\r\nBcc: victim@example.org\r\n\r\nbody\u{0}\u{B}\u{85}end"
        let encoded = "Subject: =?UTF-8?Q?Hello_Bcc=3A_victim=40example=2Eorg__body__end?=\r\n"
        #expect(string(HeaderField.subject(evil).bytes) == encoded)
        let mailbox = Mailbox(name: evil, address: try address("a@example.org"))
        for field in [
            HeaderField.to(mailbox), .listID(phrase: evil, label: evil, domain: evil), .messageID(evil),
            .references([evil, evil]), .contentLanguage(evil), .text("X\r\nBcc", evil),
        ] {
            let lines = crlfLines(field.bytes)
            #expect(lines.dropFirst().allSatisfy { $0.first == 32 }, "\(field)")
        }
        #expect(HeaderField.text("X\r\nBcc: x", "y").name == "XBccx")
    }

    @Test("a date has the weekday, two digits of time and the numeric zone")
    func dates() {
        let field = HeaderField.date(1_795_849_200, offset: 10_800)
        #expect(string(field.bytes) == "Date: Sat, 28 Nov 2026 10:00:00 +0300\r\n")
        #expect(MailDate.text(0, offset: 0) == "Thu, 1 Jan 1970 00:00:00 +0000")
        #expect(MailDate.text(951_782_400, offset: -12_600) == "Mon, 28 Feb 2000 20:30:00 -0330")
        #expect(MailDate.text(1_709_164_800, offset: 43_200) == "Thu, 29 Feb 2024 12:00:00 +1200")
        #expect(MailDate.text(-1, offset: 0) == "Wed, 31 Dec 1969 23:59:59 +0000")
        #expect(MailDate.text(.max, offset: .max).hasSuffix("+2359"))
        #expect(MailDate.text(.min, offset: .min).hasSuffix("-2359"))
    }

    @Test("days and dates are each other's inverse")
    func civil() {
        var random = SeededGenerator(seed: 1582)
        for _ in 0..<2000 {
            let day = Int.random(in: -700_000...2_900_000, using: &random)
            #expect(MailDate.days(MailDate.date(daysSince1970: day)) == day)
        }
    }

    @Test("identifiers of the thread stand in angle brackets, folded between them")
    func references() {
        let identifiers = (1...6).map { messageID(left: "invitation.\($0)", domain: "mailer.example.org") }
        let field = HeaderField.references(identifiers)
        #expect(value(field) == identifiers.joined(separator: " "))
        #expect(crlfLines(field.bytes).allSatisfy { $0.count <= 78 })
    }

    @Test("a Message-ID is made of what it may hold")
    func messageIDs() {
        #expect(messageID(left: "17.confirmation", domain: "example.org") == "<17.confirmation@example.org>")
        #expect(messageID(left: "..a b>@", domain: "") == "<-.a-b--@->")
        #expect(messageID(left: "a.", domain: "пр.рф").utf8.allSatisfy { $0 < 0x80 })
    }

    @Test("List-Unsubscribe has a line for each address, HTTPS first, and knows no plain HTTP")
    func unsubscribe() {
        let token = String(repeating: "t", count: 120)
        let both = HeaderField.listUnsubscribe(
            https: "https://mail.example.org/u/\(token)",
            mailto: "unsubscribe@example.org?subject=a b"
        )
        #expect(
            both.map { string($0.bytes) }
                == "List-Unsubscribe: <https://mail.example.org/u/\(token)>,\r\n <mailto:unsubscribe@example.org?subject=a%20b>\r\n"
        )
        #expect(HeaderField.listUnsubscribe(https: "http://example.org/", mailto: nil) == nil)
        #expect(HeaderField.listUnsubscribe(https: nil, mailto: "") == nil)
        #expect(
            string(HeaderField.listUnsubscribePost.bytes)
                == "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        )
        let evil = HeaderField.listUnsubscribe(https: "https://x/>\r\nBcc: y", mailto: nil)
        #expect(evil.map { crlfLines($0.bytes).count } == 1)
    }

    @Test("List-Id has a phrase and a stable identifier")
    func listID() {
        #expect(
            string(
                HeaderField.listID(phrase: "Annual meeting", label: "annual-meeting", domain: "example.org")
                    .bytes
            )
                == "List-Id: Annual meeting <annual-meeting.example.org>\r\n"
        )
        #expect(
            string(HeaderField.listID(phrase: nil, label: "a", domain: "example.org").bytes)
                == "List-Id: <a.example.org>\r\n"
        )
    }

    @Test("fields of class have their fixed values")
    func classes() {
        #expect(string(HeaderField.autoGenerated.bytes) == "Auto-Submitted: auto-generated\r\n")
        #expect(string(HeaderField.precedenceBulk.bytes) == "Precedence: bulk\r\n")
        #expect(
            string(HeaderField.suppressAutoResponses.bytes)
                == "X-Auto-Response-Suppress: OOF, AutoReply, DR, RN, NRN\r\n"
        )
    }
}

@Suite("Lines with encoded words")
struct EncodedLineTests {
    @Test("a line with an encoded word has at most 76 characters, whatever stands behind it")
    func width() throws {
        for length in 1...60 {
            let name = String(repeating: "я", count: length)
            for host in ["example.org", "a-host-of-some-length.example.org"] {
                let mailbox = Mailbox(name: name, address: try address("director@\(host)"))
                let fields: [HeaderField] = [
                    .to(mailbox), .mailboxes("Reply-To", [mailbox, mailbox]),
                    .listID(phrase: name, label: "annual-meeting", domain: host),
                ]
                for line in fields.flatMap({ crlfLines($0.bytes) }) where string(line).contains("=?") {
                    #expect(line.count <= 76, "\(string(line))")
                }
            }
        }
    }

    @Test("lists of differently named folders have different identifiers")
    func lists() {
        let labels = ["встреча", "собрание", "Annual meeting", "annual-meeting", "annual_meeting"]
        let fields = labels.map {
            string(HeaderField.listID(phrase: nil, label: $0, domain: "example.org").bytes)
        }
        #expect(Set(fields.map { $0.lowercased() }).count == labels.count)
        #expect(fields.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    }
}
