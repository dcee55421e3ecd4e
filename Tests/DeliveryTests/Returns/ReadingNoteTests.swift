@testable import Delivery
import Glibc
import Mailbox
import Testing
import TestSupport

@Suite("The note of which returned mail is being read")
struct ReadingNoteTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("vestnik.db-returned") }

    init() throws { folder = try TemporaryFolder() }

    private func key(_ number: UInt32) -> MessageKey { .uid(validity: 7, uid: number) }

    private func note() throws -> ReadingNote { try #require(ReadingNote(path: path)) }

    /// A run that dies with a message in hand.
    private func die(_ number: UInt32) throws { try note().begin(key(number)) }

    @Test("one death is chance, the second is the mail's own fault; other mail is read")
    func twice() throws {
        try die(1)
        #expect(try !note().isDeadly(key(1)))
        try die(1)
        let note = try note()
        #expect(note.isDeadly(key(1)) && !note.isDeadly(key(2)))
    }

    @Test("what was read to its end counts nothing, and a death without a mail in hand neither")
    func ended() throws {
        try die(1)
        let second = try note()
        second.begin(key(1))
        second.end()
        _ = try note()
        #expect(try !note().isDeadly(key(1)))
    }

    @Test("two such mails in one batch are both found, though each death is over another")
    func several() throws {
        for number: UInt32 in [1, 2, 1, 2] { try die(number) }
        let note = try note()
        #expect(note.isDeadly(key(1)) && note.isDeadly(key(2)))
        note.forget([key(1), key(2)])
        #expect(try !self.note().isDeadly(key(1)))
        #expect(try folder.bytes(of: "vestnik.db-returned") == Array("\n".utf8))
    }

    @Test("a Maildir's names are kept as they are; one with a line's end is no note")
    func names() throws {
        let name = MessageKey.file("1700000000.M1P2.host with blanks")
        for _ in 0..<2 { try note().begin(name) }
        #expect(try note().isDeadly(name))
        let odd = MessageKey.file("a\nb")
        for _ in 0..<3 { try note().begin(odd) }
        #expect(try !note().isDeadly(odd))
    }

    @Test(
        "a file of anything else is no note, and a link leads nowhere",
        arguments: [
            "", "\0\0\0", "uid:7:1", "x\n-1 uid:7:1\n", "\n1\n2 \n", "x\n99999999999999999999 uid:7:1",
        ]
    )
    func hostile(text: String) throws {
        try folder.write(text, to: "vestnik.db-returned")
        let note = try note()
        #expect(!note.isDeadly(key(1)))
        note.begin(key(1))
        let other = folder.path("link")
        #expect(symlink(path, other) == 0)
        #expect(ReadingNote(path: other) == nil)
    }
}
