import Testing

@testable import Mail

@Suite("Mail as it was received")
struct ReceivedPartTests {
    private func read(_ text: String, _ limits: ReadingLimits = ReadingLimits()) -> ReceivedPart {
        ReceivedPart.mail(Array(text.utf8), limits)
    }

    @Test("fields are unfolded, found without case, and end at the first empty line")
    func fields() {
        let mail = read(
            "From x Tue Nov 24 10:00:00 2026\nSUBJECT: a\n b\n\tc\nX : d\nno field\nX-Last: e\n\nTo: body"
        )
        #expect(mail.header.first("subject") == "a b c")
        #expect(mail.header.first("x") == "d")
        #expect(mail.header.first("x-last") == "e")
        #expect(mail.header.first("to") == nil)
        #expect(String(decoding: mail.body, as: UTF8.self) == "To: body")
    }

    @Test("a mail without fields is all body, and empty lines before the first field are none of it")
    func noFields() {
        #expect(
            String(decoding: read("no field here\n\nx: y").body, as: UTF8.self) == "no field here\n\nx: y"
        )
        #expect(read("\n \t\nSubject: a\n\nb").header.first("subject") == "a")
    }

    @Test(
        "encoded words are read as people meant them",
        arguments: [
            ("=?utf-8?B?0J/QuNGB0YzQvNC+?=", "Письмо"), ("=?koi8-r?Q?=F0=C9=D3=D8=CD=CF?= 17", "Письмо 17"),
            // Blanks between two words are not of the text, those beside a word are.
            ("a =?utf-8?Q?b?= =?utf-8?Q?c_d?= e", "a bc d e"),
            // A character that a program split between two words.
            ("=?utf-8?B?0J/Q?=\n =?utf-8?B?uNGB?=", "Пис"),
            // RFC 2231 §5: a language behind the charset.
            ("=?utf-8*ru?Q?=D0=AF?=", "Я"),
            // Charsets that nobody knows, and wrong ones: the bytes speak for themselves.
            ("=?x-unknown?B?0J/QuNGB0YzQvNC+?=", "Письмо"), ("=?us-ascii?Q?=CF=E8=F1=FC=EC=EE?=", "Письмо"),
            // No word: text.
            ("=?utf-8?B?0J/Q", "=?utf-8?B?0J/Q"), ("1=?2 ?=", "1=?2 ?="), ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
            // Eight bits where none should be.
            ("Тема", "Тема"),
        ]
    )
    func words(written: String, meant: String) {
        #expect(EncodedWordReading.text(Array(written.utf8)[...]) == meant)
    }

    @Test(
        "text is read in every charset that Russian and European mail has",
        arguments: [
            ("koi8-r", [0xF0, 0xC9, 0xD3, 0xD8, 0xCD, 0xCF], "Письмо"),
            ("windows-1251", [0xCF, 0xE8, 0xF1, 0xFC, 0xEC, 0xEE], "Письмо"),
            ("CP866", [0x8F, 0xA8, 0xE1, 0xEC, 0xAC, 0xAE], "Письмо"),
            ("iso-8859-5", [0xBF, 0xD8, 0xE1, 0xEC, 0xDC, 0xDE], "Письмо"),
            ("x-mac-cyrillic", [0x8F, 0xE8, 0xF1, 0xFC, 0xEC, 0xEE], "Письмо"), ("ISO-8859-1", [0xFC], "ü"),
            ("iso-8859-15", [0xA4], "€"),
            ("windows-1250", [0xB3], "ł"), ("iso-8859-2", [0xB3], "ł"), ("utf-16le", [0x1F, 0x04], "П"),
            ("UTF-16", [0xFE, 0xFF, 0x04, 0x1F], "П"),
            ("utf-8", [0xD0, 0x9F], "П"),
            // A name that is wrong: UTF-8 proves itself.
            ("iso-8859-1", [0xD0, 0x9F, 0xD0, 0xB8], "Пи"),
            ("us-ascii", [0xCF, 0xE8, 0xF1, 0xFC, 0xEC, 0xEE], "Письмо"),
        ] as [(String, [UInt8], String)]
    )
    func charsets(name: String, bytes: [UInt8], text: String) {
        #expect(TextReading.text(bytes, charset: name) == text)
    }

    @Test(
        "transfer encodings are read from those who keep no rules, too",
        arguments: [
            ("base64", "YWJj\n ZGU=", "abcde"), ("base64", "YWJj!!ZGVm", "abcdef"),
            ("base64", "YQ==YmM=", "abc"), ("base64", "YWJ", "ab"),
            ("quoted-printable", "a=3Db=\nc=e9", "a=bc\u{FFFD}"), ("quoted-printable", "a= \nb", "ab"),
            ("quoted-printable", "50 = x=zz=", "50 = x=zz"),
            ("7bit", "a=3D", "a=3D"), ("x-unknown", "a", "a"),
        ]
    )
    func encodings(name: String, body: String, meant: String) {
        let bytes = TransferDecoding.bytes(of: Array(body.utf8)[...], encoded: name, limit: 1000)
        #expect(String(decoding: bytes, as: UTF8.self) == meant)
    }

    private static let nested = """
        Content-Type: multipart/mixed; boundary="a b"

        before
        --a b
        Content-Type: multipart/alternative; boundary=inner

        --inner

        one
        --inner
        Content-Type: text/html

        <p>two &amp; a<br>b</p>
        --inner--
        --a b
        Content-Type: message/rfc822

        Subject: letter

        text
        --a b--
        behind
        """

    @Test("parts stand in their order, with the message within apart from them")
    func parts() {
        let mail = read(Self.nested)
        #expect(
            mail.parts.map(\.type.name) == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "message/rfc822",
            ]
        )
        #expect(mail.parts[2].text(limit: 100) == "one")
        #expect(mail.parts[3].text(limit: 100).trimmed == "two & a\nb")
        #expect(mail.parts[4].children.first?.header.first("subject") == "letter")
    }

    @Test(
        "a boundary that is missing, or spelt otherwise, is taken from the body; a multipart without parts is text"
    )
    func boundaries() {
        for header in ["multipart/mixed", "multipart/mixed; boundary=other", "multipart/mixed; boundary="] {
            let mail = read("Content-Type: \(header)\n\n--=_17.a/b\n\none\n--=_17.a/b\n\ntwo\n")
            #expect(mail.children.map { $0.text(limit: 100).trimmed } == ["one", "two"])
        }
        #expect(read("Content-Type: multipart/report\n\nplain words").type == .plain)
    }

    @Test("depth, parts, fields and bytes are bounded")
    func limits() {
        var limits = ReadingLimits()
        limits.depth = 1
        #expect(read(Self.nested, limits).parts.count == 3)
        limits = ReadingLimits()
        limits.parts = 3
        #expect(read(Self.nested, limits).parts.count == 3)
        limits = ReadingLimits()
        limits.fields = 1
        #expect(read("A: b\nC: d\n\n", limits).header.fields.count == 1)
        limits = ReadingLimits()
        limits.bytes = 10
        #expect(read("Subject: abcdef", limits).header.first("subject") == "a")
    }

    @Test(
        "a type's parameters are read with quotation marks, pieces and charsets",
        arguments: [
            (#"multipart/report; report-type="delivery-status"; boundary="a;b""#, "a;b"),
            ("multipart/mixed;boundary=x=y", "x=y"),
            ("Multipart/Mixed; BOUNDARY = z", "z"), (#"a/b; boundary*0="one"; boundary*1=two"#, "onetwo"),
            ("a/b; boundary*=utf-8''%D0%AF", "Я"), (#"a/b; x; boundary="q\"r""#, #"q"r"#),
        ]
    )
    func types(value: String, boundary: String) {
        #expect(ContentType(value).parameters["boundary"] == boundary)
    }
}
