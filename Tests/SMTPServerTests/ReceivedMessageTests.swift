import Testing

@testable import SMTPServer

@Suite struct ReceivedMessageTests {
    private func message(_ text: String) -> ReceivedMessage {
        ReceivedMessage(
            session: 1,
            reversePath: "",
            parameters: [],
            recipients: [],
            bytes: Array(text.utf8),
            user: nil
        )
    }

    @Test("a header field is found whatever its case, unfolded, and never in the body")
    func header() {
        let message = message("A: 1\r\nSubject: one\r\n two\r\n\tthree\r\nB: 2\r\n\r\nC: 3\r\n")
        #expect(message.header("SUBJECT") == "one two\tthree")
        #expect(message.header("b") == "2")
        #expect(message.header("c") == nil)
    }

    @Test(
        "lone carriage returns and line feeds are noticed",
        arguments: [
            ("a\r\nb\r\n", false), ("a\nb", true), ("a\rb", true), ("a\r", true), ("", false),
            ("\r\r\n", true),
        ]
    )
    func loneLineEnds(text: String, expected: Bool) {
        #expect(message(text).hasLoneLineEnds == expected)
    }
}
