import Testing

@testable import Mailbox

@Suite("Names of folders")
struct FolderNameTests {
    @Test(
        "a name goes over the wire in modified UTF-7",
        arguments: [
            // RFC 3501 §5.1.3's own example.
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("INBOX", "INBOX"), ("", ""), ("Черновики", "&BCcENQRABD0EPgQyBDgEOgQ4-"),
            ("A&B", "A&-B"), ("&", "&-"), ("Возвраты/2026", "&BBIEPgQ3BDIEQAQwBEIESw-/2026"),
            // Above the first plane: two units; and what would end a command.
            ("😀", "&2D3eAA-"), ("a\r\nb", "a&AA0ACg-b"), ("\u{7F}", "&AH8-"), ("é", "&AOk-"),
        ]
    )
    func encoded(name: String, expected: String) {
        #expect(FolderName.encoded(name) == expected)
    }

    @Test("quotation marks and backslashes in it are escaped")
    func quoted() {
        #expect(FolderName.quoted("a\"b\\c") == "\"a\\\"b\\\\c\"")
        #expect(Command.select("x\r\nA1 LOGOUT").line == "SELECT \"x&AA0ACg-A1 LOGOUT\"")
    }

    @Test(
        "a folder of a Maildir is a directory beside `cur`",
        arguments: [
            ("Done", ".Done"), ("Done/2026", ".Done.2026"), ("Готово", ".&BBMEPgRCBD4EMgQ+-"),
            ("a b", ".a b"),
        ]
    )
    func directories(name: String, expected: String) {
        #expect(FolderName.directory(name) == expected)
    }

    @Test(
        "no name leads out of the Maildir, nor to its own parts",
        arguments: [
            "", ".", "..", "../x", "/x", "x/", "a//b", "a/../b", "a..b", ".x", "x.",
            String(repeating: "x", count: 300),
        ]
    )
    func noDirectories(name: String) {
        #expect(FolderName.directory(name) == nil)
    }

    @Test("numbers of messages are written as short as can be")
    func sets() {
        #expect(UIDSet([3, 1, 2, 2, 7])?.description == "1:3,7")
        #expect(UIDSet([.max, .max - 1])?.description == "4294967294:4294967295")
        #expect(UIDSet([5])?.description == "5")
        #expect(UIDSet([UInt32]()) == nil && UIDSet([0]) == nil)
    }
}
