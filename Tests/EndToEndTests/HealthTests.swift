import Foundation
import Service
import SQLite
import TestSupport
import Testing

@Suite("Whether all is well")
struct HealthTests {
    /// What `vestnik status` says that a person must do, and its exit code.
    private func needs(_ house: House) throws -> (needs: [String], status: Int32) {
        let result = try house.vestnik("status", "--json")
        let needs = try house.objects(result).first?["needs"] as? [String]
        return (needs ?? [result.errors], result.status)
    }

    /// One who reads English.
    private func registerEnglish(_ house: House) throws {
        try house.site(
            "INSERT INTO registrations (event, email, name, language) VALUES ('meeting', 'a@example.org', 'A', 'en')"
        )
    }

    private func pulse(_ house: House) -> Pulse? { PulseFile.read(PulseFile.path(besides: house.database)) }

    @Test("a daemon that runs, and one that was stopped, are well")
    func well() throws {
        let house = try House()
        _ = try house.vestnik("init")
        #expect(try needs(house) == ([], 0))
        let daemon = try house.startDaemon()
        try house.register("a@example.org")
        #expect(waitUntil { (try? house.state(of: "a@example.org")) == "sent" })
        #expect(try needs(house) == ([], 0))
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
        #expect(pulse(house)?.state == .stopped)
        #expect(try needs(house) == ([], 0))
        #expect(try house.sendOnce().status == 0)
        #expect(try needs(house) == ([], 0))
    }

    @Test("one that was killed has ended by itself, and the next start makes it well")
    func killed() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        daemon.kill()
        _ = try daemon.wait()
        let found = try needs(house)
        #expect(found.status == 75 && found.needs.count == 1)
        #expect(found.needs[0].contains("ended by itself"))
        let next = try house.startDaemon()
        #expect(waitUntil { (try? needs(house).status) == 0 })
        next.terminate()
        _ = try next.wait()
    }

    @Test("a write-ahead log that grows and grows is told with its size, that of the web site's file as well")
    func largeLog() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        try house.register("a@example.org")
        #expect(waitUntil { (try? house.state(of: "a@example.org")) == "sent" })
        for (file, path) in [
            ("vestnik.db", house.database), ("registrations.db", house.folder.path("registrations.db")),
        ] {
            // As long as somebody reads, nobody can make it short again.
            let reader = try Connection(path: path, mode: .readOnly)
            try reader.execute("BEGIN")
            _ = try reader.integer("SELECT count(*) FROM sqlite_schema")
            // Zeros at its end are none of its frames: they take no room, and harm nobody.
            #expect(truncate(path + "-wal", 128 << 20) == 0)
            #expect(try needs(house) == ([], 0), "128 MB are usual: \(file)")
            #expect(truncate(path + "-wal", 200 << 20) == 0)
            let found = try needs(house)
            #expect(found.status == 75 && found.needs.count == 1)
            #expect(found.needs.first?.contains("\(file)-wal has grown to 200 MB") == true, "\(found.needs)")
            try reader.execute("COMMIT")
            let owner = try Connection(path: path, mode: .readWrite)
            #expect(waitUntil { (try? owner.integer("PRAGMA wal_checkpoint(TRUNCATE)")) == 0 })
            #expect(waitUntil { (try? needs(house).status) == 0 }, "\(file)")
        }
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test("one that gives no sign of life is told, however its lock is held")
    func silent() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        #expect(waitUntil { pulse(house)?.state == .running })
        daemon.signal(SIGSTOP)
        defer { daemon.signal(SIGCONT) }
        // It writes nothing any more: its last sign becomes as old as the test says.
        let file = try PulseFile(PulseFile.path(besides: house.database))
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        file.write(Pulse(.running, at: now - 8_000))
        #expect(try needs(house).needs == [])
        file.write(Pulse(.running, at: now - 12_000))
        let found = try needs(house)
        #expect(found.status == 75 && found.needs.first?.contains("no sign of life since") == true)
        try house.configure(port: house.server.port, more: "poll: \"60s\",")
        #expect(try !needs(house).needs.contains { $0.contains("no sign of life") }, "three times poll")
    }

    @Test("a start that failed says why, until one succeeds")
    func failedStart() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try FileManager.default.createDirectory(
            atPath: house.database + "-lock",
            withIntermediateDirectories: false
        )
        #expect(try house.sendOnce().status == 74)
        let found = try needs(house)
        #expect(found.status == 75 && found.needs.first?.contains("could not start") == true)
        #expect(found.needs.first?.contains("-lock") == true)
        try FileManager.default.removeItem(atPath: house.database + "-lock")
        #expect(try house.sendOnce().status == 0)
        #expect(try needs(house) == ([], 0))
    }

    @Test("a database that takes nothing is told by whoever runs")
    func locked() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        let writer = try Connection(path: house.database, mode: .readWrite)
        try writer.execute("BEGIN IMMEDIATE")
        try house.register("a@example.org")
        #expect(
            waitUntil {
                (try? needs(house).needs.contains { $0.contains("nothing can be recorded") }) ?? false
            }
        )
        try writer.execute("ROLLBACK")
        #expect(waitUntil { (try? needs(house).status) == 0 })
        daemon.terminate()
        _ = try daemon.wait()
    }

    @Test("edited files are told until they are read, and those that would not load with their fault")
    func edited() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        let template = "events/meeting/templates/confirmation.en.md"
        try house.folder.write("Subject: Anew\n\nHello.\n", to: template)
        var found = try needs(house)
        #expect(found.status == 75 && found.needs.count == 1)
        #expect(found.needs[0].contains("the event meeting: files were edited"))
        #expect(try house.vestnik("preview", "meeting", "confirmation").errors.contains("has not read them"))
        #expect(try house.vestnik("schedule", "meeting").errors.contains("has not read them"))
        #expect(try reload(house).status == 0)
        #expect(try needs(house) == ([], 0))
        #expect(try !house.vestnik("preview", "meeting", "confirmation").errors.contains("has not read"))
        try house.folder.write("Subject: Anew\n\nHello, {{person.nmae}}.\n", to: template)
        found = try needs(house)
        #expect(found.needs.count == 1 && found.needs[0].contains("would not load"))
        #expect(found.needs[0].contains("confirmation.en.md:3:8"))
        // Refused at the reload: its old version goes on, and the reload has failed.
        let refused = try reload(house)
        #expect(refused.status == 78 && refused.errors.contains("confirmation.en.md:3:8"))
        try registerEnglish(house)
        #expect(house.server.waitForMessages(1))
        #expect(house.server.messages.first?.header("Subject") == "Anew")
        found = try needs(house)
        #expect(found.status == 75 && found.needs.contains { $0.contains("its old version is in force") })
        try house.folder.write("{ nothing", to: "vestnik.json5")
        #expect(try reload(house).status == 78)
        try house.configure(port: house.server.port)
        try house.folder.write("Subject: Anew\n\nHello.\n", to: template)
        #expect(try reload(house).status == 0)
        #expect(try needs(house) == ([], 0))
        daemon.terminate()
        _ = try daemon.wait()
        #expect(try reload(house).status == 69)
    }

    private func reload(_ house: House) throws -> ChildProcess.Result {
        try ChildProcess.run(
            Programs.product("vestnikd"),
            ["--reload"],
            environment: house.environment,
            folder: house.folder.path
        )
    }

    @Test("an event that check refuses is held back at the start, and its mail waits")
    func start() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let template = "events/meeting/templates/confirmation.en.md"
        try house.folder.write("Subject: Hello {{person.nmae}}\n\nz\n", to: template)
        try registerEnglish(house)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 0)
        let found = try needs(house)
        #expect(found.status == 75 && found.needs.contains { $0.contains("its mail waits") })
        try house.folder.write("Subject: Hello\n\nz\n", to: template)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 1)
    }

    @Test(
        "letters that their template cannot make are told with what to do, and are well again when they went"
    )
    func unmade() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let template = "events/meeting/templates/confirmation.en.md"
        try house.folder.write("Subject: Hello {{details.hotel}}\n\nz\n", to: template)
        try registerEnglish(house)
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "a@example.org") == "rejected")
        let found = try needs(house)
        #expect(found.status == 75 && found.needs.count == 1)
        let filter = "--event meeting --notification confirmation --state rejected"
        #expect(
            found.needs[0].contains("details.hotel") && found.needs[0].contains("vestnik retry \(filter)")
        )
        try house.folder.write("Subject: Hello\n\nz\n", to: template)
        #expect(try house.run(["retry"] + filter.split(separator: " ").map(String.init)).status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 1)
        #expect(try needs(house) == ([], 0))
    }

    @Test("whoever names a region that is no subject, and no time zone, is told to go by the event's")
    func placeless() throws {
        let house = try House()
        _ = try house.vestnik("init")
        for (number, place) in [
            "'Алтай', NULL", "'Минская обл.', ''", "'54', NULL", "'Rio', 'America/Bahia'",
        ].enumerated() {
            try house.site(
                """
                INSERT INTO registrations (event, email, name, region, time_zone)
                VALUES ('meeting', 'a\(number)@example.org', 'x', \(place))
                """
            )
        }
        #expect(try house.sendOnce().status == 0)
        let status = try house.vestnik("status")
        #expect(status.status == 0, "foreign regions are no fault")
        #expect(status.output.contains("«Алтай», «Минская обл.» are no subjects"))
        #expect(status.output.contains("(registrations: 2)"))
        let object = try house.objects(house.vestnik("status", "--json")).first
        #expect(object?["regions_without_time_zone"] as? [String] == ["Алтай", "Минская обл."])
    }

    @Test("events and time zones that nobody knows are one sentence each, however many")
    func unknown() throws {
        let house = try House()
        _ = try house.vestnik("init")
        for number in 1...12 {
            try house.site(
                """
                INSERT INTO registrations (event, email, name, time_zone)
                VALUES ('stray\(number)', 'a\(number)@example.org', 'x', 'Mars/Base\(number)')
                """
            )
        }
        #expect(try house.sendOnce().status == 0)
        let found = try needs(house)
        #expect(found.status == 75)
        let events = found.needs.filter { $0.contains("no folder") }
        #expect(events.count == 1 && events[0].contains("(12)") && events[0].contains("and 9 more"))
        let zones = found.needs.filter { $0.contains("time zone") }
        #expect(zones.count == 1 && zones[0].contains("(12)") && zones[0].contains("«Mars/Base"))
    }
}
