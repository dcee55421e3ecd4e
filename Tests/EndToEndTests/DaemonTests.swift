import Foundation
import TestSupport
import Testing

@Suite("The daemon's life")
struct DaemonTests {
    @Test(
        "what was registered while the daemon was down is confirmed when it is up, and what comes later at once"
    )
    func downAndUp() throws {
        let house = try House(more: "poll: \"60s\",")
        _ = try house.vestnik("init")
        try house.register("early@example.org")
        let daemon = try house.startDaemon()
        #expect(house.server.waitForMessages(1))
        // `poll` is a minute: only noticing the commit itself is quick enough.
        try house.register("late@example.org")
        #expect(house.server.waitForMessages(2))
        #expect(waitUntil { (try? house.state(of: "late@example.org")) == "sent" })
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("a second daemon on the same database says so and exits 75")
    func twice() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        let second = try house.sendOnce()
        #expect(second.status == 75)
        #expect(second.errors.contains("process \(daemon.id)"))
        #expect(daemon.isRunning)
    }

    @Test("SIGTERM lets a transfer in flight finish, and the outcome is recorded")
    func finishes() throws {
        let slow = Script().adding { situation in
            situation.stage == .endOfData ? Answer.reply("250 2.0.0 Ok").delayed(by: .seconds(1)) : nil
        }
        let house = try House(script: slow)
        _ = try house.vestnik("init")
        try house.register("slow@example.org")
        let daemon = try house.startDaemon()
        #expect(house.server.wait { $0.contains { $0.kind == .command && $0.text.hasPrefix("DATA") } })
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
        #expect(try house.state(of: "slow@example.org") == "sent")
        #expect(house.server.messageCount == 1)
    }

    @Test("SIGHUP with a faulty configuration keeps the old one in force and names the fault")
    func reloads() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        try house.folder.write("{ database: \"vestnik.db\", evnts: 1 }", to: "vestnik.json5")
        daemon.signal(SIGHUP)
        #expect(daemon.waitForErrors(containing: "the old configuration stays in force"))
        #expect(daemon.errorsSoFar.contains("vestnik.json5:1:"))
        try house.register("after@example.org")
        #expect(house.server.waitForMessages(1))
        let other = try SMTPServer()
        try house.configure(port: other.port)
        daemon.signal(SIGHUP)
        #expect(daemon.waitForErrors(containing: "reloaded"))
        try house.register("reloaded@example.org")
        #expect(other.waitForMessages(1))
    }

    @Test("kill -9 in the middle of a transfer loses nothing and leaves nothing stuck in sending")
    func killed() throws {
        let stalling = Script().adding { $0.stage == .endOfData ? .stall : nil }
        let house = try House(script: stalling)
        _ = try house.vestnik("init")
        for number in 1...30 { try house.register("person\(number)@example.org") }
        let daemon = try house.startDaemon()
        #expect(house.server.wait { $0.contains { $0.kind == .command && $0.text.hasPrefix("DATA") } })
        daemon.kill()
        #expect(try daemon.wait().status == 128 + SIGKILL)
        house.server.setScript(.friendly)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.value("SELECT count(*) FROM messages_view WHERE state = 'sending'") == "0")
        #expect(try house.value("SELECT count(*) FROM messages_view WHERE state = 'sent'") == "30")
        let people = Set(house.server.messages.flatMap { $0.recipients.map(\.path) })
        #expect(people.count == 30)
    }

    @Test("SIGTERM ends one round early, with what is in flight finished")
    func stopsOnce() throws {
        let slow = Script().adding { situation in
            situation.stage == .endOfData ? Answer.reply("250 2.0.0 Ok").delayed(by: .milliseconds(500)) : nil
        }
        let house = try House(script: slow)
        _ = try house.vestnik("init")
        for number in 1...60 { try house.register("p\(number)@example.org") }
        let round = try house.startOnce()
        #expect(house.server.waitForMessages(1))
        round.terminate()
        #expect(try round.wait().status == 0)
        let sent = house.server.messageCount
        #expect(sent < 60)
        #expect(
            try house.value("SELECT group_concat(DISTINCT state) FROM messages_view ORDER BY state")?
                .contains("sending") == false
        )
        #expect(
            try house.value("SELECT count(*) FROM messages_view WHERE state = 'sent'") == String(sent)
        )
    }

    @Test("one round that cannot record ends with 74, one that finds the database locked with 75")
    func cannotRecord() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("reader@example.org")
        try house.sql("CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(ABORT, 'no'); END;")
        #expect(try house.sendOnce().status == 74)
        let writer = try Connection(path: house.database, mode: .readWrite)
        try writer.execute("BEGIN IMMEDIATE")
        #expect(try house.sendOnce().status == 75)
    }

    @Test("VESTNIK_CONFIG set to nothing counts as not set")
    func emptyVariable() throws {
        let result = try ChildProcess.run(
            Programs.product("vestnikd"),
            ["--once"],
            environment: ["VESTNIK_CONFIG": "", "PATH": "/usr/bin:/bin"]
        )
        #expect(result.errors.contains("/etc/vestnik/vestnik.json5"))
    }

    @Test("the daemon makes both files where they are missing, open to those alone who need them")
    func makesFiles() throws {
        let house = try House()
        let made = try house.sendOnce()
        #expect(made.status == 0, "\(made.errors)")
        #expect(try house.mode(of: house.database) == 0o640)
        #expect(try house.mode(of: house.intake) == 0o660)
        try house.register("reader@example.org")
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 1)
    }

    @Test("a database that was lost is not begun anew without a person")
    func lost() throws {
        let house = try House()
        _ = try house.sendOnce()
        for tail in ["", "-wal", "-shm"] { try? house.folder.remove("vestnik.db" + tail) }
        let result = try house.sendOnce()
        #expect(result.status == 66)
        #expect(result.errors.contains("vestnik init"))
        #expect(try house.vestnik("init").status == 0)
        #expect(try house.sendOnce().status == 0)
    }

    @Test(
        "a file that another program has made, or the first edition of this one, is refused with a sentence",
        arguments: [
            "CREATE TABLE prompts (id INTEGER); CREATE TABLE messages (id INTEGER); PRAGMA user_version = 2;",
            "CREATE TABLE prompts (id INTEGER); PRAGMA user_version = 99;",
            "CREATE TABLE books (id INTEGER);",
        ]
    )
    func foreign(_ schema: String) throws {
        let house = try House()
        try Connection(path: house.database).execute(schema)
        let round = try house.sendOnce()
        let commands = try [house.vestnik("init"), house.vestnik("status")]
        for result in [round] + commands {
            #expect(result.status == 65)
            #expect(result.errors.contains("first edition"), "\(result.errors)")
        }
    }

    @Test(
        "a link in the lock's place is not followed, and what it names stays whole",
        arguments: [true, false]
    )
    func linkedLock(_ isSymbolic: Bool) throws {
        let house = try House()
        let victim = try house.folder.write("precious", to: "victim")
        _ = try house.vestnik("init")
        let lock = house.database + "-lock"
        #expect((isSymbolic ? symlink(victim, lock) : link(victim, lock)) == 0)
        #expect(try house.sendOnce().status != 0)
        #expect(try house.folder.text(of: "victim") == "precious")
    }

    @Test("a link in the flight record's place is replaced, and what it names stays whole")
    func linkedRecord() throws {
        let house = try House()
        let victim = try house.folder.write("precious", to: "victim")
        _ = try house.vestnik("init")
        #expect(symlink(victim, house.database + "-flight") == 0)
        _ = try house.sendOnce()
        #expect(try house.folder.text(of: "victim") == "precious")
    }
}
