import Testing

@testable import Mail

@Suite("Mailboxes in header fields")
struct MailboxTests {
    private func to(_ name: String?, _ text: String = "a@example.org") throws -> String {
        string(HeaderField.to(Mailbox(name: name, address: try address(text))).bytes)
    }

    @Test("a name of atoms goes as it is, one with specials in quotes, others in encoded words")
    func names() throws {
        #expect(try to(nil) == "To: a@example.org\r\n")
        #expect(try to("") == "To: a@example.org\r\n")
        #expect(try to("State Library") == "To: State Library <a@example.org>\r\n")
        #expect(
            try to("Library, \"RSL\" Dr. \\x") == "To: \"Library, \\\"RSL\\\" Dr. \\\\x\" <a@example.org>\r\n"
        )
        #expect(try to("Мария") == "To: =?UTF-8?B?0JzQsNGA0LjRjw==?= <a@example.org>\r\n")
        #expect(try to("=?UTF-8?Q?x?=").hasPrefix("To: =?UTF-8?B?PT9V"))
    }

    @Test("long names and lists are folded within 78 characters")
    func folded() throws {
        let name = String(repeating: "Государственная библиотека ", count: 8)
        let mailboxes = try (1...5).map { Mailbox(name: name, address: try address("a\($0)@example.org")) }
        let lines = crlfLines(HeaderField.mailboxes("Reply-To", mailboxes).bytes)
        #expect(lines.count > 20 && lines.allSatisfy { $0.count <= 78 })
    }

    @Test("the domain goes as A-labels; a Cyrillic local part makes the field raw UTF-8")
    func international() throws {
        #expect(try to("A", "info@пример.испытание") == "To: A <info@xn--e1afmkfd.xn--80akhbyknj4f>\r\n")
        let field = HeaderField.to(Mailbox(address: try address("инфо@пример.испытание")))
        #expect(field.needsSMTPUTF8)
        #expect(string(field.bytes) == "To: инфо@xn--e1afmkfd.xn--80akhbyknj4f\r\n")
        let message = Message(headers: [field], body: .text([], subtype: "plain"), seed: "")
        #expect(message.needsSMTPUTF8)
    }

    @Test("a quoted local part is quoted in the field")
    func quotedLocal() throws {
        #expect(try to(nil, "\"a b\"@example.org") == "To: \"a b\"@example.org\r\n")
    }
}
