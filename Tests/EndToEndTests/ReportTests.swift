import Foundation
import TestSupport
import Testing

@Suite("What the administrator sees")
struct ReportTests {
    @Test("log --json begins with the columns of delivery_log, newest first")
    func logKeys() throws {
        let house = try House.busy()
        let result = try house.vestnik("log", "--json")
        #expect(result.status == 0)
        let first = try #require(result.lines.first)
        let keys = first.matches(of: /"([a-z_]+)":/).map { String($0.1) }
        #expect(
            Array(keys.prefix(13)) == [
                "id", "at", "message", "kind", "outcome", "relay", "code", "enhanced_code", "reply", "tls",
                "duration_ms", "actor", "note",
            ]
        )
        let rows = try house.objects(result)
        #expect(rows.count == 4)
        let times = rows.compactMap { $0["at"] as? String }
        #expect(times == times.sorted(by: >))
        let outcomes = Set(rows.compactMap { $0["outcome"] as? String })
        #expect(outcomes == ["sent", "deferred", "bounced", "rejected"])
    }

    @Test(
        "each filter of log leaves what it names",
        arguments: [
            (["--state", "bounced,deferred"], 2), (["--code", "5"], 1), (["--code", "4.7.1"], 1),
            (["--to", "well@example.org"], 1), (["--to", "@example.org"], 3), (["--limit", "2"], 2),
            (["--event", "meeting"], 4), (["--notification", "confirmation"], 4),
            (["--notification", "cancellation"], 0), (["--since", "+1d"], 0), (["--until", "2020-01-01"], 0),
        ]
    )
    func filters(_ arguments: [String], count: Int) throws {
        let house = try House.busy()
        let result = try ChildProcess.run(
            Programs.product("vestnik"),
            ["--config", house.configuration, "log", "--json"] + arguments
        )
        #expect(result.status == 0)
        #expect(result.lines.count == count)
    }

    @Test("log --csv has a heading and a record for each row, and is not shortened")
    func csv() throws {
        let result = try House.busy().vestnik("log", "--csv")
        let records = result.output.components(separatedBy: "\r\n")
        #expect(records.first?.hasPrefix("id,at,message,kind,outcome,relay,code,enhanced_code,reply") == true)
        #expect(records.count == 6)
    }

    @Test("log --follow shows a new row as soon as it is there, and ends with SIGTERM")
    func follows() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let log = try house.startVestnik("log", "--follow", "--json")
        try house.register("first@example.org")
        _ = try house.sendOnce()
        #expect(waitUntil { log.outputSoFar.contains("first@example.org") })
        try house.register("second@example.org")
        _ = try house.sendOnce()
        #expect(waitUntil { log.outputSoFar.contains("second@example.org") })
        log.terminate()
        let result = try log.wait()
        #expect(result.status == 0)
        #expect(result.lines.count == 2)
    }

    @Test("queue shows the columns of messages_view of what is not finished")
    func queue() throws {
        let house = try House.busy()
        let rows = try house.objects(house.vestnik("queue", "--json"))
        #expect(rows.map { $0["email"] as? String } == ["defer@example.org"])
        #expect(rows.first.map { Set($0.keys) }?.contains("next_attempt_at") == true)
        #expect(rows.first.map { Set($0.keys) }?.isSuperset(of: ["round", "cause", "reason"]) == true)
        #expect(rows.first?.count == 25)
    }

    @Test("status ends with 75 when a message is held, and with 0 when nothing needs a person")
    func status() throws {
        let house = try House()
        _ = try house.vestnik("init")
        #expect(try house.vestnik("status").status == 0)
        try house.register("someone@gmial.com")
        #expect(try house.vestnik("status").status == 75)
        _ = try house.sendOnce()
        let result = try house.vestnik("status", "--json")
        #expect(result.status == 75)
        let line = try #require(house.objects(result).first)
        #expect((line["messages"] as? [String: Int])?["held"] == 1)
        #expect(line["alive"] as? Bool == false)
    }

    @Test("status and show tell of registrations whose event has no folder")
    func strayEvents() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.site("INSERT INTO registrations (event, email) VALUES ('meetng', 'someone@example.org')")
        _ = try house.sendOnce()
        let status = try house.vestnik("status")
        #expect(status.status == 75)
        #expect(status.output.contains("event «meetng», which has no folder"))
        #expect(try house.vestnik("show", "someone@example.org").output.contains("no event “meetng”"))
    }

    @Test(
        "status tells what is wrong with the web site's file, with or without a daemon, in either language",
        arguments: [("en", "is not there"), ("ru", "новых регистраций не видно")]
    )
    func siteFileGone(_ language: String, _ words: String) throws {
        let house = try House(language: language)
        let daemon = try house.startDaemon()
        #expect(waitUntil { FileManager.default.fileExists(atPath: house.intake) })
        #expect(try house.vestnik("status").status == 0)
        for tail in ["", "-wal", "-shm"] { try? house.folder.remove("registrations.db" + tail) }
        #expect(waitUntil { (try? house.vestnik("status").output.contains(words)) == true })
        let line = try #require(try house.objects(house.vestnik("status", "--json")).first)
        #expect(line["intake_trouble"] as? String == "missing")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
        let later = try house.vestnik("status")
        #expect(later.status == 75 && later.output.contains(words))
    }

    @Test("status tells how many changes are unread while no daemon runs")
    func unread() throws {
        let house = try House()
        _ = try house.vestnik("init")
        for number in 1...3 { try house.register("p\(number)@example.org") }
        let result = try house.vestnik("status", "--json")
        #expect(result.status == 75)
        let line = try #require(try house.objects(result).first)
        #expect(line["unread"] as? Int == 3)
        #expect(line["oldest_unread"] as? String != nil)
        #expect(try house.siteValue("SELECT count(*) FROM changes") == "3", "looking takes nothing away")
        _ = try house.sendOnce()
        #expect(try house.vestnik("status").status == 0)
    }

    @Test("show tells from which version of the registration a letter was made")
    func version() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("a@example.org", name: "Ann")
        _ = try house.sendOnce()
        try house.site("UPDATE registrations SET name = 'Barbara'")
        _ = try house.sendOnce()
        #expect(try house.value("SELECT name FROM registrations") == "Barbara")
        let told = try house.vestnik("show", "1")
        #expect(told.output.contains("version 1: Ann <a@example.org> registered"), "\(told.output)")
        let line = try #require(try house.objects(house.vestnik("show", "1", "--json")).first)
        #expect(line["registration_version"] as? Int == 1)
        #expect((line["registration"] as? [String: Any])?["name"] as? String == "Ann")
        #expect((line["facts"] as? [String: Any])?.isEmpty == false)
        let export = try house.objects(house.vestnik("export", "a@example.org"))
        #expect(export.contains { $0["table"] as? String == "versions" && $0["name"] as? String == "Ann" })
    }

    @Test("status knows a living daemon, and a relay that cannot be reached")
    func daemonAndRelay() throws {
        let house = try House()
        house.server.stop()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        try house.register("someone@example.org")
        #expect(waitUntil { (try? house.state(of: "someone@example.org")) == "deferred" })
        let result = try house.vestnik("status")
        #expect(result.output.contains("process \(daemon.id)"))
        #expect(result.output.contains("no connection"))
        #expect(result.status == 75)
    }

    @Test("show tells what prompted a message and every attempt with its reply; what is unknown ends with 66")
    func show() throws {
        let house = try House.busy()
        let person = try house.vestnik("show", "Bounce@Example.org")
        #expect(person.status == 0)
        #expect(person.output.contains("550 5.1.1 No such user here"))
        #expect(person.output.contains("registration 3"))
        let id = try #require(try house.value("SELECT id FROM messages_view WHERE state = 'deferred'"))
        let message = try house.objects(house.vestnik("show", id, "--json"))
        #expect((message.first?["log"] as? [[String: Any]])?.first?["code"] as? Int == 451)
        #expect(try house.vestnik("show", "99999").status == 66)
        #expect(try house.vestnik("show", "nobody@example.org").status == 66)
        #expect(try house.vestnik("show", "word").status == 64)
    }

    @Test("coverage lists every region, also of an event without people; an unknown event ends with 66")
    func coverage() throws {
        let empty = try House()
        _ = try empty.vestnik("init")
        let zeros = try empty.objects(empty.vestnik("coverage", "meeting", "--json"))
        #expect(zeros.count == 89 && zeros.allSatisfy { $0["invited"] as? Int == 0 })
        #expect(try empty.vestnik("coverage", "meeting").status == 0)
        let house = try House.busy()
        let rows = try house.objects(house.vestnik("coverage", "meeting", "--json"))
        #expect(rows.filter { $0["region_name"] is String }.count == 89)
        let registered = rows.filter { $0["region"] as? String == "54" }.first?["registered"] as? Int
        #expect(registered == 1)
        #expect(try house.vestnik("coverage", "other").status == 66)
    }

    @Test("coverage puts regions whose letters came back first, then the silent ones")
    func silentFirst() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.site(
            "INSERT INTO registrations (event, email, region) VALUES ('meeting', 'c@example.org', '01')"
        )
        _ = try house.sendOnce()
        try house.sql(
            """
            INSERT INTO invitees (event, email, region) VALUES
                ('meeting', 'a@example.org', '77'), ('meeting', 'b@example.org', '54'), ('meeting', 'c@example.org', '01');
            INSERT INTO messages (event, notification, lane, person_key, domain, email, invitee_id, state, due_at,
                ready_at, expires_at, created_at, updated_at)
            VALUES ('meeting', 'invitation', 2, 'a@example.org', 'example.org', 'a@example.org', 1, 'bounced', 0, 0, 0, 0, 0);
            """
        )
        let rows = try house.objects(house.vestnik("coverage", "meeting", "--json"))
        #expect(rows.prefix(3).compactMap { $0["region"] as? String } == ["77", "54", "01"])
    }
}
