import Foundation
import TestSupport
import Testing

@Suite("vestnik restore")
struct RestoreTests {
    private let house: House

    init() throws {
        house = try House()
        #expect(try house.vestnik("init").status == 0)
    }

    /// A backup that knows of one letter as waiting, which has gone since.
    private func backupOfYesterday() throws -> String {
        try house.register("before@example.org")
        #expect(try house.sendOnce().status == 0)
        try house.register("waiting@example.org")
        // What waits stands in the database: planned, and its relay away.
        let port = house.server.port
        try house.configure(port: 1)
        _ = try house.sendOnce()
        #expect(try house.state(of: "waiting@example.org") == "deferred")
        #expect(try house.vestnik("backup", house.folder.path("backup.db")).status == 0)
        try house.configure(port: port)
        #expect(try house.vestnik("retry", "--to", "waiting@example.org").status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "waiting@example.org") == "sent")
        return house.folder.path("backup.db")
    }

    private func tails(_ name: String) throws -> [String] {
        try house.folder.names().filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }

    @Test("puts the backup in place, sets the old one aside whole, holds all mail until it is released, once")
    func restores() throws {
        let backup = try backupOfYesterday()
        let result = try house.vestnik("restore", backup, "--yes", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let told = try #require(try house.objects(result).first)
        #expect(told["held"] as? Int == 1 && told["actor"] as? String == House.actor)
        #expect(try house.state(of: "waiting@example.org") == "held")
        #expect(try house.value("SELECT cause FROM messages_view WHERE state = 'held'") == "restored")
        #expect(try house.mode(of: house.database) == 0o640)
        let aside = try #require(told["replaced"] as? String)
        let old = try Connection(path: aside, mode: .readOnly)
        let sent = "SELECT count(*) FROM messages_view WHERE state = 'sent'"
        #expect(try old.integer(sent) == 2)
        // A start does not let it go, and does not hold again what a person has released.
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 2)
        #expect(try house.vestnik("release", "--to", "waiting@example.org").status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "waiting@example.org") == "sent")
        #expect(house.server.messageCount == 3)
        #expect(try tails("vestnik.db-restoring").isEmpty)
    }

    @Test("what is released before the first start goes at that start")
    func releasedAtOnce() throws {
        let backup = try backupOfYesterday()
        #expect(try house.vestnik("restore", backup, "--yes").status == 0)
        #expect(try house.vestnik("release", "--to", "waiting@example.org").status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 3)
    }

    @Test("the log of an old database that was killed is kept beside it, and nothing of it is lost")
    func keepsLog() throws {
        let backup = try backupOfYesterday()
        let daemon = try house.startDaemon()
        try house.register("last@example.org")
        #expect(waitUntil { (try? house.state(of: "last@example.org")) == "sent" })
        daemon.kill()
        _ = try daemon.wait()
        #expect(try tails("vestnik.db").contains("-wal"))
        let result = try house.vestnik("restore", backup, "--yes", "--json")
        let aside = try #require(try house.objects(result).first?["replaced"] as? String)
        #expect(FileManager.default.fileExists(atPath: aside + "-wal"))
        #expect(FileManager.default.fileExists(atPath: aside + "-shm"))
        let last = "SELECT count(*) FROM messages_view WHERE email = 'last@example.org'"
        #expect(try Connection(path: aside, mode: .readOnly).integer(last) == 1)
        #expect(try Connection(path: house.database, mode: .readOnly).integer(last) == 0)
        // And back again: what was set aside is a backup like any other, log and all.
        #expect(try house.vestnik("restore", aside, "--yes").status == 0)
        #expect(try house.state(of: "last@example.org") == "sent")
    }

    @Test("refuses while a daemon sends, and while another program has the database open, with 75")
    func refusesInUse() throws {
        let backup = try backupOfYesterday()
        let before = try house.folder.names()
        do {
            let other = try Connection(path: house.database, mode: .readWrite)
            _ = try other.integer("SELECT count(*) FROM messages")
            let result = try house.vestnik("restore", backup, "--yes")
            #expect(result.status == 75)
            #expect(result.errors.contains("open"))
            withExtendedLifetime(other) {}
        }
        #expect(
            Set(try house.folder.names()).subtracting(before).isSubset(of: [
                "vestnik.db-wal", "vestnik.db-shm",
            ])
        )
        let daemon = try house.startDaemon()
        let result = try house.vestnik("restore", backup, "--yes")
        #expect(result.status == 75)
        #expect(result.errors.contains("(process \(daemon.id))"))
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
        #expect(try house.state(of: "waiting@example.org") == "sent")
    }

    @Test("without --yes and a terminal ends with 64, and the database stays as it was")
    func asks() throws {
        let backup = try backupOfYesterday()
        #expect(try house.vestnik("restore", backup).status == 64)
        #expect(try house.state(of: "waiting@example.org") == "sent")
        #expect(try tails("vestnik.db-restoring").isEmpty)
    }

    @Test(
        "what is no backup is refused, and the database stays as it was",
        arguments: [
            // Not there.
            ("true", 66, "No such file"),
            // A folder.
            ("mkdir bad.db", 65, "not a plain file"),
            // Nothing in it: SQLite would take it for a new database.
            (": > bad.db", 65, "no backup"),
            // No database.
            ("echo hello > bad.db", 65, "no backup"),
            // Another program's.
            ("sqlite3 bad.db 'CREATE TABLE t (a)'", 65, "no backup"),
            // Of a version to come.
            ("cp backup.db bad.db; sqlite3 bad.db 'PRAGMA user_version = 99'", 65, "newer version"),
            // Cut short.
            ("head -c 100000 backup.db > bad.db", 65, "damaged"),
            // A page of zeros in the middle.
            (
                "cp backup.db bad.db; dd if=/dev/zero of=bad.db bs=4096 seek=2 count=3 conv=notrunc", 65,
                "damaged"
            ),
            // The database itself.
            ("ln vestnik.db bad.db", 65, "database itself"),
            ("ln -s vestnik.db bad.db", 65, "database itself"),
        ] as [(String, Int32, String)]
    )
    func refuses(_ make: String, _ code: Int32, _ words: String) throws {
        if make.contains("sqlite3"), Programs.sqlite3 == nil { return }
        _ = try backupOfYesterday()
        _ = try ChildProcess.run("/bin/sh", ["-c", make], folder: house.folder.path)
        let result = try house.vestnik("restore", "bad.db", "--yes")
        #expect(result.status == code, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(try house.state(of: "waiting@example.org") == "sent")
        #expect(try tails("vestnik.db-re").isEmpty)
    }

    @Test("a database that is gone, damaged, or beside another's log is replaced all the same")
    func overRuins() throws {
        let backup = try backupOfYesterday()
        for ruin in [
            "rm vestnik.db*", "echo ruin > vestnik.db",
            "dd if=/dev/urandom of=vestnik.db bs=4096 count=1 conv=notrunc",
            "rm vestnik.db; cp backup.db vestnik.db; head -c 9000 /dev/urandom > vestnik.db-wal",
        ] {
            _ = try ChildProcess.run("/bin/sh", ["-c", ruin], folder: house.folder.path)
            let result = try house.vestnik("restore", backup, "--yes")
            #expect(result.status == 0, "\(ruin): \(result.errors)")
            #expect(try house.state(of: "waiting@example.org") == "held", "\(ruin)")
        }
    }

    @Test("whoever was forgotten after the backup was made does not come back with it")
    func forgottenSince() throws {
        for who in ["gone", "again", "stays"] { try house.register("\(who)@example.org") }
        #expect(try house.sendOnce().status == 0)
        // Forgotten before the backup, and registered anew: that is in it by right.
        #expect(try house.vestnik("forget", "again@example.org", "--yes").status == 0)
        try house.register("again@example.org")
        #expect(try house.sendOnce().status == 0)
        #expect(try house.vestnik("backup", house.folder.path("backup.db")).status == 0)
        for who in ["gone", "late"] {
            if who == "late" { try house.register("late@example.org") }
            #expect(try house.sendOnce().status == 0)
            #expect(try house.vestnik("forget", "\(who)@example.org", "--yes").status == 0)
        }
        let result = try house.vestnik("restore", "backup.db", "--yes")
        #expect(result.status == 0 && result.output.contains("erased from it as well: 1"), "\(result)")
        #expect(!result.errors.contains("forget"), "\(result.errors)")
        #expect(try !house.holds("gone@example.org", in: "vestnik.db"))
        for who in ["again", "stays"] { #expect(try house.holds("\(who)@example.org", in: "vestnik.db")) }
        // Also the one who is not in the backup is known again.
        #expect(try house.value("SELECT count(*) FROM forgotten") == "3")
        #expect(try house.sendOnce().status == 0)
        #expect(try !house.holds("gone@example.org", in: "vestnik.db"))
    }

    @Test(
        "where nobody can tell whom, the command says that they must be forgotten again",
        arguments: [
            ("rm vestnik.db-key", "2 more were forgotten"), ("echo ruin > vestnik.db", "cannot tell who"),
            ("rm vestnik.db*", "cannot tell who"),
        ]
    )
    func forgottenByWhom(_ ruin: String, _ words: String) throws {
        for who in ["a", "b"] { try house.register("\(who)@example.org") }
        #expect(try house.sendOnce().status == 0)
        #expect(try house.vestnik("backup", house.folder.path("backup.db")).status == 0)
        for who in ["a", "b"] {
            #expect(try house.vestnik("forget", "\(who)@example.org", "--yes").status == 0)
        }
        _ = try ChildProcess.run("/bin/sh", ["-c", ruin], folder: house.folder.path)
        let result = try house.vestnik("restore", "backup.db", "--yes")
        #expect(result.status == 0 && result.errors.contains(words), "\(result)")
        #expect(result.errors.contains("vestnik forget ADDRESS"))
    }

    @Test(
        "killed at any moment it leaves the old database or the new one, whole; the next one goes through",
        arguments: ["", "vestnik.db-restoring", "vestnik.db-replaced-"]
    )
    func killed(_ sign: String) throws {
        let backup = try backupOfYesterday()
        for _ in 0..<3 {
            let command = try house.startVestnik("restore", backup, "--yes")
            // As soon as the sign is seen; too late is as good as any other moment.
            _ = waitUntil {
                let names = (try? house.folder.names()) ?? []
                return !command.isRunning || names.contains { $0.hasPrefix(sign) }
            }
            command.kill()
            _ = try command.wait()
            #expect(["sent", "held"].contains(try house.state(of: "waiting@example.org")))
            #expect(try house.value("PRAGMA integrity_check") == "ok")
            let status = try house.vestnik("status")
            #expect([0, 75].contains(status.status), "\(status)")
        }
        let result = try house.vestnik("restore", backup, "--yes")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try house.state(of: "waiting@example.org") == "held")
        #expect(try tails("vestnik.db-restoring").isEmpty)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 2, "nothing goes that a person has not released")
    }

    @Test("Russian is spoken where the configuration says so")
    func russian() throws {
        let house = try House(language: "ru")
        _ = try house.vestnik("init")
        #expect(try house.vestnik("backup", house.folder.path("b.db")).status == 0)
        let result = try house.vestnik("restore", "b.db", "--yes")
        #expect(result.status == 0)
        #expect(result.output.contains("восстановлена из b.db; задержано: 0 писем"))
        #expect(result.errors.contains("сверьте очередь"))
    }
}
