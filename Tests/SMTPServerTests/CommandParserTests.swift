import Testing

@testable import SMTPServer

@Suite struct CommandParserTests {
    @Test(
        "paths are taken from their brackets, parameters after them",
        arguments: [
            ("MAIL FROM:<a@b> SIZE=1 BODY=8BITMIME", "a@b", ["SIZE=1", "BODY=8BITMIME"]),
            ("mail from:<>", "", []),
            ("MAIL FROM: <a@b>", "a@b", []),
            ("MAIL FROM:<\"a>b\"@c>", "\"a>b\"@c", []),
            ("MAIL FROM:<\"a\\\">b\"@c> X", "\"a\\\">b\"@c", ["X"]),
        ]
    )
    func path(line: String, path: String, parameters: [String]) {
        let parsed = CommandParser(line).path(after: "FROM:")
        #expect(parsed?.path == path)
        #expect(parsed?.parameters == parameters)
    }

    @Test(
        "anything else is no path",
        arguments: [
            "MAIL", "MAIL FROM:", "MAIL FROM:a@b", "MAIL FROM:<a@b", "MAIL FROM:<a@b>X", "MAIL TO:<a@b>",
        ]
    )
    func noPath(line: String) {
        #expect(CommandParser(line).path(after: "FROM:") == nil)
    }

    @Test("the verb is read in any case, blanks before it skipped")
    func verb() {
        #expect(CommandParser("  ehlo  x ").verb == "EHLO")
        #expect(CommandParser("").verb == "")
    }
}
