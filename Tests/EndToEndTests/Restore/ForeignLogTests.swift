import Foundation
import TestSupport
import Testing

@Suite("A database beside the log of another")
struct ForeignLogTests {
    private let house: House

    init() throws {
        house = try House()
        #expect(try house.vestnik("init").status == 0)
    }

    /// How a copy comes into the place of a database whose log is left.
    enum Copy: String, CaseIterable, Sendable {
        case over = "cp backup.db vestnik.db"
        case instead = "rm vestnik.db; cp backup.db vestnik.db"
        case moved = "mv backup.db vestnik.db"
        case empty = ": > vestnik.db"
    }

    private func shell(_ command: String) throws {
        #expect(try ChildProcess.run("/bin/sh", ["-c", command], folder: house.folder.path).status == 0)
    }

    private func bytes() throws -> [[UInt8]] {
        try ["vestnik.db", "vestnik.db-wal"].map { try house.folder.bytes(of: $0) }
    }

    @Test(
        "is told by a start and by every command, with what to do, and nothing is touched",
        arguments: Copy.allCases
    )
    func refused(_ copy: Copy) throws {
        try house.register("a@example.org")
        #expect(try house.sendOnce().status == 0)
        #expect(try house.vestnik("backup", house.folder.path("backup.db")).status == 0)
        // A web connection that is left open keeps the log.
        let web = try Connection(path: house.database, mode: .readWrite)
        _ = try web.integer("SELECT count(*) FROM messages")
        for index in 0..<4 { try house.register("b\(index)@example.org") }
        #expect(try house.sendOnce().status == 0)
        try shell("cp vestnik.db-wal kept")
        withExtendedLifetime(web) {}
        // As it was while it was in use: closing takes it away.
        try shell("cp vestnik.db now.db; rm vestnik.db*; mv now.db vestnik.db; cp kept vestnik.db-wal")
        try shell(copy.rawValue)
        let before = try bytes()
        let start = try house.sendOnce()
        #expect(start.status == 65, "\(start.errors)")
        #expect(
            start.errors.contains("was written for another file") && start.errors.contains("vestnik restore")
        )
        for command in ["status", "queue", "log"] { #expect(try house.vestnik(command).status == 65) }
        #expect(try house.vestnik("release", "1").status == 65)
        #expect(try bytes() == before)
        if copy != .moved {
            #expect(try house.vestnik("restore", "backup.db", "--yes").status == 0)
            #expect(try house.sendOnce().status == 0)
            #expect(try house.state(of: "a@example.org") == "sent")
        }
    }

    @Test(
        "a database that was killed with its own log is none: it goes on from there",
        arguments: [false, true]
    )
    func own(_ isCheckpointed: Bool) throws {
        let daemon = try house.startDaemon()
        for index in 0..<20 { try house.register("a\(index)@example.org") }
        #expect(
            waitUntil {
                (try? house.value("SELECT count(*) FROM messages_view WHERE state = 'sent'")) == "20"
            }
        )
        if isCheckpointed {
            try Connection(path: house.database, mode: .readWrite).execute("PRAGMA wal_checkpoint")
        }
        daemon.kill()
        _ = try daemon.wait()
        #expect(!(try house.folder.bytes(of: "vestnik.db-wal")).isEmpty)
        #expect(try house.vestnik("status", "--json").status != 65)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 20)
    }
}
