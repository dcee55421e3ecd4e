import Testing

@testable import Mailbox

@Suite("What a server says")
struct ResponseTests {
    /// Reads one response.
    private func response(_ text: String) throws -> Response {
        var reader = ResponseReader()
        Array((text + "\r\n").utf8).withUnsafeBytes { reader.append($0) }
        guard case .response(let raw)? = reader.next() else { throw MailboxFault(.dialogue, .nothing) }
        return Response(raw)
    }

    private static func status(
        _ tag: String?,
        _ condition: Response.Condition,
        _ code: String? = nil,
        _ argument: String = "",
        _ text: String = ""
    ) -> Response {
        .status(
            Response.Status(tag: tag, condition: condition, code: code, argument: argument, text: text)
        )
    }

    @Test(
        "responses are read",
        arguments: [
            ("* OK ready", status(nil, .ok, nil, "", "ready")),
            ("v1 OK", status("v1", .ok)),
            ("v1 ok [read-write] done", status("v1", .ok, "READ-WRITE", "", "done")),
            ("* OK [UIDVALIDITY 38] valid", status(nil, .ok, "UIDVALIDITY", "38", "valid")),
            ("v2 NO [TRYCREATE] no such", status("v2", .no, "TRYCREATE", "", "no such")),
            ("v2 NO [never closed", status("v2", .no, nil, "", "[never closed")),
            ("* BYE Autologout", status(nil, .bye, nil, "", "Autologout")),
            // What would colour a terminal or break a line of the journal.
            ("* NO \u{1B}[31mred\u{7F}\u{85}", status(nil, .no, nil, "", "\u{FFFD}[31mred\u{FFFD}\u{FFFD}")),
            ("* CAPABILITY IMAP4rev1 idle", .capabilities(["IMAP4REV1", "IDLE"])),
            ("* 23 EXISTS", .exists(23)), ("* 0 exists", .exists(0)), ("* 3 EXPUNGE", .expunged),
            ("* 0 EXPUNGE", .other), ("* 5 RECENT", .other), ("* LIST () \"/\" x", .other),
            ("+ idling", .goOn),
            ("+", .goOn),
            // Numbers that are none.
            ("* 4294967296 EXISTS", .other), ("* -1 EXISTS", .other), ("", .stray), ("*", .stray),
            ("garbage", .stray),
            ("v1 MAYBE", .stray), (" OK", .stray),
        ]
    )
    func responses(text: String, expected: Response) throws {
        #expect(try response(text) == expected)
    }

    private static func fetch(
        _ uid: UInt32?,
        size: Int? = nil,
        flags: Set<String>? = nil,
        at: Int64? = nil,
        _ content: Response.Content? = nil
    ) -> Response {
        .fetch(Response.Fetch(uid: uid, size: size, flags: flags, receivedAt: at, content: content))
    }

    @Test(
        "what is told of a message is read, the unknown passed over",
        arguments: [
            (
                "* 1 FETCH (UID 7 RFC822.SIZE 42 FLAGS (\\Seen $Junk))",
                fetch(7, size: 42, flags: ["\\SEEN", "$JUNK"])
            ),
            ("* 1 fetch (uid 7 flags ())", fetch(7, flags: [])),
            ("* 1 FETCH (BODY[]<0> {3}\r\na)b UID 7)", fetch(7, .bytes(Array("a)b".utf8), size: 3))),
            ("* 1 FETCH (UID 7 BODY[] \"a\\\"\\\\b\")", fetch(7, .bytes(Array("a\"\\b".utf8), size: 4))),
            ("* 1 FETCH (UID 7 BODY[]<0> NIL)", fetch(7, Response.Content.none)),
            ("* 1 FETCH (UID 7 BODY[]<0> {0}\r\n)", fetch(7, .bytes([], size: 0))),
            (
                "* 1 FETCH (UID 7 INTERNALDATE \" 7-Nov-2026 00:00:00 +0000\")",
                fetch(7, at: 1_794_009_600_000)
            ),
            // Things that were not asked for, nested and with brackets.
            (
                "* 1 FETCH (ENVELOPE (\"d\" NIL ((\"n\" NIL \"u\" \"h\"))) BODY[HEADER.FIELDS (TO X)] {2}\r\nhi UID 9)",
                fetch(9)
            ),
            // A size or a date that is none costs itself alone.
            ("* 1 FETCH (UID 7 RFC822.SIZE 99999999999999999999)", fetch(7)),
            ("* 1 FETCH (UID 7 RFC822.SIZE -1 INTERNALDATE \"yesterday\")", fetch(7)),
            ("* 1 FETCH ()", fetch(nil)),
        ]
    )
    func fetches(text: String, expected: Response) throws {
        #expect(try response(text) == expected)
    }

    @Test(
        "what cannot be read of a message is never taken for something else",
        arguments: [
            "* 1 FETCH", "* 1 FETCH (", "* 1 FETCH UID 7", "* 1 FETCH (UID)", "* 1 FETCH (UID 0)",
            "* 1 FETCH (UID x)",
            "* 1 FETCH (UID 4294967296)", "* 0 FETCH (UID 7)", "* 1 FETCH (UID 7))", "* 1 FETCH (UID 7) x",
            "* 1 FETCH (UID 7 FLAGS \\Seen)", "* 1 FETCH (UID 7 BODY[] \"never closed)",
            "* 1 FETCH (UID 7 BODY[] \"a\\",
            "* 1 FETCH (UID 7 BODY[] x)", "* 1 FETCH (UID 7 BODY[] (a))", "* 1 FETCH (UID 7 BODY[ 1)",
            "* 1 FETCH ((UID 7))", "* 1 FETCH (\"UID\" 7)", "* 1 FETCH (UID 7 {3} x)",
            // Deeper than any answer is.
            "* 1 FETCH (X \(String(repeating: "(", count: 1000))\(String(repeating: ")", count: 1000)))",
        ]
    )
    func broken(text: String) throws {
        #expect(try response(text) == .broken)
    }

    @Test("lists may be as deep as the bound")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            "* 1 FETCH (UID 7 X \(String(repeating: "(", count: depth))\(String(repeating: ")", count: depth)))"
        }
        #expect(try response(nested(TokenReader.deepest - 1)) == Self.fetch(7))
        #expect(try response(nested(TokenReader.deepest)) == .broken)
    }

    @Test(
        "a date is an instant in its own zone",
        arguments: [
            ("01-Jan-1970 00:00:00 +0000", 0), ("31-Dec-1969 23:00:00 -0100", 0),
            ("29-Feb-2024 12:00:00 +0300", 1_709_197_200_000),
            ("01-Mar-2000 00:00:00 +0000", 951_868_800_000),
            (" 1-Mar-2100 00:00:00 +0000", 4_107_542_400_000),
            ("31-Dec-1999 23:59:60 +0000", 946_684_800_000),
        ]
    )
    func dates(text: String, milliseconds: Int64) {
        #expect(InternalDate.milliseconds(Array(text.utf8)) == milliseconds)
    }

    @Test(
        "what is no date is none",
        arguments: [
            "", "1-Jan-1970 00:00:00 +0000", "01-Foo-1970 00:00:00 +0000", "00-Jan-1970 00:00:00 +0000",
            "32-Jan-1970 00:00:00 +0000", "01-Jan-1970 24:00:00 +0000", "01-Jan-1970 00:60:00 +0000",
            "01-Jan-1970 00:00:00 *0000",
            "01/Jan/1970 00:00:00 +0000", "aa-Jan-1970 00:00:00 +0000", "01-Jan-1970 00:00:00 +0060",
        ]
    )
    func noDates(text: String) {
        #expect(InternalDate.milliseconds(Array(text.utf8)) == nil)
    }
}
