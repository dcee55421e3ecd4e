import Testing
import TestSupport

@Suite(
    "A disk that is really full",
    .enabled(
        if: SmallDisk.obstacle == nil && Programs.sqlite3 != nil,
        Comment(rawValue: SmallDisk.obstacle ?? "sqlite3 is not installed")
    )
)
struct FullDiskTests {
    /// Everybody that the relay has taken a letter for.
    private func taken(_ house: House) -> [String] {
        house.server.messages.flatMap { $0.recipients.map(\.path) }.sorted()
    }

    @Test("the daemon stays up and says so, no letter goes twice, and all goes on when there is room again")
    func whole() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(40)))
        let disk = try SmallDisk(House(script: script), size: 24_000)
        #expect(try disk.vestnik("init").status == 0)
        let daemon = try disk.start(Programs.product("vestnikd"))
        #expect(daemon.waitForErrors(containing: "started"))
        #expect(try disk.register(0..<200))
        #expect(waitUntil(within: .seconds(30)) { disk.house.server.messageCount >= 20 })
        try disk.fill()
        // What room the files have of their own may last for a while; the site meets the full disk as well.
        var people = 200
        var said = try disk.vestnik("status")
        for _ in 0..<100 where !said.output.contains("nothing can be recorded") {
            if try disk.register(people..<people + 20) { people += 20 }
            said = try disk.vestnik("status")
        }
        #expect(said.status == 75 && said.output.contains("nothing can be recorded"), "\(said.output)")
        #expect(said.output.contains("df -h"))
        // What was under way comes to its end; then not one more goes.
        var before = -1
        #expect(
            try waitUntil(within: .seconds(20)) {
                defer { before = disk.house.server.messageCount }
                _ = try disk.vestnik("status")
                return before == disk.house.server.messageCount
            }
        )
        // What the log gives back of its room may have been enough for all that the site could still write.
        #expect(before <= people && daemon.isRunning)

        try disk.free()
        let all = (0..<people).map { "p\($0)@example.org" }.sorted()
        let isDone = waitUntil(within: .seconds(60)) { disk.house.server.messageCount >= people }
        #expect(isDone, "\(daemon.errorsSoFar.suffix(2000))")
        #expect(taken(disk.house) == all, "each once")
        #expect(waitUntil(within: .seconds(20)) { (try? disk.vestnik("status").status) == 0 })
        #expect(try disk.value("SELECT count(*) FROM messages_view WHERE state = 'sent'") == "\(people)")
        #expect(try disk.value("PRAGMA integrity_check") == "ok")
        #expect(try disk.value("PRAGMA integrity_check", of: "registrations.db") == "ok")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    /// A program that reads a database and does not end.
    private func reader(of file: String, on disk: SmallDisk) throws -> ChildProcess {
        let reader = try disk.start(
            try #require(Programs.python),
            "-c",
            """
            import sqlite3, sys, time
            c = sqlite3.connect(sys.argv[1], isolation_level=None)
            c.execute('BEGIN'); c.execute('SELECT count(*) FROM sqlite_schema').fetchone()
            print('reads', file=sys.stderr, flush=True); time.sleep(300)
            """,
            disk.house.folder.path("disk/" + file)
        )
        #expect(reader.waitForErrors(containing: "reads"))
        return reader
    }

    /// Registers people until the site, or the daemon, finds no room any more.
    private func registerUntilFull(_ disk: SmallDisk) throws -> Int {
        var people = 0
        var said = try disk.vestnik("status")
        var refused = 0
        for _ in 0..<80 where refused < 2 || !said.output.contains("nothing can be recorded") {
            if try disk.register(people..<people + 100) { people += 100 } else { refused += 1 }
            said = try disk.vestnik("status")
            if refused > 8 { break }
        }
        #expect(refused > 0 && said.status == 75, "\(said.output)")
        return people
    }

    @Test(
        "filled by a database's own log while somebody reads, it goes on when the reader has gone, and nobody frees a byte",
        arguments: ["vestnik.db", "registrations.db"]
    )
    func ownLog(file: String) throws {
        let disk = try SmallDisk(House(), size: 20_000)
        #expect(try disk.vestnik("init").status == 0)
        let daemon = try disk.start(Programs.product("vestnikd"))
        #expect(daemon.waitForErrors(containing: "started"))
        let reader = try reader(of: file, on: disk)
        let people = try registerUntilFull(disk)
        let said = try disk.vestnik("status").output
        if file == "vestnik.db" { #expect(said.contains("vestnik.db-wal has grown to"), "\(said)") }
        reader.kill()
        let isDone = waitUntil(within: .seconds(60)) { disk.house.server.messageCount >= people }
        #expect(isDone, "\(daemon.errorsSoFar.suffix(2000))")
        #expect(taken(disk.house) == (0..<people).map { "p\($0)@example.org" }.sorted(), "each once")
        #expect(waitUntil(within: .seconds(20)) { (try? disk.vestnik("status").status) == 0 })
        #expect(try disk.register(people..<people + 1), "the site can write again")
        for file in ["vestnik.db", "registrations.db"] {
            #expect(try disk.value("PRAGMA integrity_check", of: file) == "ok")
        }
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test(
        "filled by the database's own log, and the daemon killed: the next start heals it when the reader has gone"
    )
    func ownLogKilled() throws {
        let disk = try SmallDisk(House(), size: 20_000)
        #expect(try disk.vestnik("init").status == 0)
        let first = try disk.start(Programs.product("vestnikd"))
        #expect(first.waitForErrors(containing: "started"))
        let reader = try reader(of: "vestnik.db", on: disk)
        let people = try registerUntilFull(disk)
        first.kill()
        _ = try first.wait()
        let second = try disk.start(Programs.product("vestnikd"))
        #expect(try waitUntil(within: .seconds(30)) { try disk.vestnik("status").status == 75 })
        reader.kill()
        _ = try reader.wait()
        // A start that the disk refused is systemd's to repeat.
        let daemon = second.isRunning ? second : try disk.start(Programs.product("vestnikd"))
        let isDone = waitUntil(within: .seconds(60)) {
            (try? disk.value("SELECT count(*) FROM messages_view WHERE state = 'sent'")) == "\(people)"
        }
        #expect(isDone, "\(second.errorsSoFar.suffix(1000)) \(daemon.errorsSoFar.suffix(2000))")
        #expect(Set(taken(disk.house)).count == people)
        #expect(try disk.value("PRAGMA integrity_check") == "ok")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("killed on a full disk, it starts on it, says so, and sends nothing twice")
    func killed() throws {
        let script = Script.friendly.on(.endOfData, .reply("250 ok").delayed(by: .milliseconds(40)))
        let disk = try SmallDisk(House(script: script), size: 24_000)
        #expect(try disk.vestnik("init").status == 0)
        let first = try disk.start(Programs.product("vestnikd"))
        #expect(try disk.register(0..<100))
        #expect(waitUntil(within: .seconds(30)) { disk.house.server.messageCount >= 20 })
        try disk.fill()
        first.kill()
        _ = try first.wait()
        let second = try disk.start(Programs.product("vestnikd"))
        #expect(try waitUntil(within: .seconds(30)) { try disk.vestnik("status").status == 75 })
        try disk.free()
        // A start that the disk refused is systemd's to repeat.
        let daemon = second.isRunning ? second : try disk.start(Programs.product("vestnikd"))
        let isDone = waitUntil(within: .seconds(60)) {
            (try? disk.value("SELECT count(*) FROM messages_view WHERE state = 'sent'")) == "100"
        }
        #expect(isDone, "\(daemon.errorsSoFar.suffix(2000))")
        let taken = taken(disk.house)
        #expect(Set(taken).count == 100)
        // What was with the relay when it was killed may go again, and only that: four sessions.
        #expect(taken.count <= 104)
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }
}
