import Foundation
import TestSupport
import Testing

@Suite("What the administrator does")
struct ActTests {
    private func house(_ emails: String..., script: Script = .demo) throws -> House {
        let house = try House(script: script)
        _ = try house.vestnik("init")
        for email in emails { try house.register(email) }
        #expect(try house.sendOnce().status == 0)
        return house
    }

    @Test("a held message is released and goes; the log names who did it")
    func release() throws {
        let house = try house("someone@gmial.com")
        let result = try house.vestnik("release", "1", "--reason", "asked by telephone")
        #expect(result.status == 0)
        _ = try house.sendOnce()
        #expect(try house.state(of: "someone@gmial.com") == "sent")
        let acts = try house.objects(house.vestnik("log", "--json")).filter {
            $0["kind"] as? String == "admin"
        }
        #expect(acts.first?["actor"] as? String == House.actor)
        #expect(acts.first?["outcome"] as? String == "released")
        #expect(acts.first?["note"] as? String == "asked by telephone")
    }

    @Test("retry sends what bounced once more; what was sent is never sent again")
    func retry() throws {
        let house = try house("bounce@example.org", "well@example.org")
        house.server.setScript(.friendly)
        #expect(try house.vestnik("retry", "--event", "meeting").output == "retried: 1 message\n")
        _ = try house.sendOnce()
        #expect(try house.state(of: "bounce@example.org") == "sent")
        #expect(house.server.messageCount == 2)
        #expect(try house.vestnik("retry", "2").status == 65)
    }

    @Test("cancel wants --yes where nobody can be asked, and then withdraws")
    func cancel() throws {
        let house = try house("defer@example.org")
        #expect(try house.vestnik("cancel", "1").status == 64)
        #expect(try house.state(of: "defer@example.org") == "deferred")
        #expect(try house.vestnik("cancel", "--state", "deferred", "--yes").status == 0)
        #expect(try house.state(of: "defer@example.org") == "cancelled")
    }

    @Test("hold by filter keeps what waits; a message that is not there ends with 66, none named with 64")
    func hold() throws {
        let house = try house("defer@example.org", "full@example.org")
        #expect(try house.vestnik("hold", "--to", "full@example.org").status == 0)
        #expect(try house.state(of: "full@example.org") == "held")
        #expect(try house.state(of: "defer@example.org") == "deferred")
        #expect(try house.vestnik("hold", "77").status == 66)
        #expect(try house.vestnik("hold").status == 64)
        #expect(try house.vestnik("hold", "word").status == 64)
    }

    @Test("an address on the suppression list gets nothing, until it is taken off")
    func suppress() throws {
        let house = try house()
        #expect(try house.vestnik("suppress", "add", "No@Example.org", "--reason", "asked").status == 0)
        try house.register("no@example.org")
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 0)
        #expect(try house.state(of: "no@example.org") == "suppressed")
        let rows = try house.objects(house.vestnik("suppress", "list", "--json"))
        #expect(rows.first?["email"] as? String == "no@example.org")
        #expect(rows.first?["actor"] as? String == House.actor)
        #expect(try house.vestnik("suppress", "remove", "no@example.org").status == 0)
        #expect(try house.vestnik("suppress", "remove", "no@example.org").status == 66)
        #expect(try house.vestnik("suppress", "add", "no address").status == 65)
    }

    @Test("the suppression list goes out as a table and comes in again, all rows or none")
    func suppressionList() throws {
        let house = try house()
        try house.register("waits@example.org")
        let list = try house.folder.write(
            "Эл. почта;Причина\nwaits@example.org;=2+2\nПётр@пример.рф;просил\n",
            to: "list.csv"
        )
        let faulty = try house.folder.write("email\na@example.org\nno address\n", to: "faulty.csv")
        let refused = try house.vestnik("suppress", "import", faulty)
        #expect(refused.status == 65 && refused.errors.contains("faulty.csv:3:1: email: "), "\(refused)")
        let trial = try house.vestnik("suppress", "import", list, "--dry-run", "--json")
        #expect(try house.objects(trial).first?["added"] as? Int == 2)
        #expect(try house.vestnik("suppress", "list").output.contains("@") == false)
        #expect(try house.vestnik("suppress", "import", list, "--scope", "bulk").status == 0)
        let table = try house.vestnik("suppress", "list", "--csv")
        #expect(table.output.contains("waits@example.org,bulk"))
        // A spreadsheet computes nothing of what somebody typed.
        #expect(!table.output.contains(",=2+2"))
        for address in ["waits@example.org", "пётр@пример.рф"] {
            #expect(try house.vestnik("suppress", "remove", address).status == 0)
        }
        let copy = try house.folder.write(table.output, to: "copy.csv")
        #expect(try house.vestnik("suppress", "import", copy).status == 0)
        #expect(try house.vestnik("suppress", "list", "--csv").output.contains("waits@example.org,bulk"))
        #expect(try house.vestnik("suppress", "import").status == 64)
        #expect(try house.vestnik("suppress", "import", list, copy).status == 64)
        #expect(try house.vestnik("suppress", "list", "--dry-run").status == 64)
        #expect(try house.vestnik("suppress", "import", house.folder.path("none.csv")).status == 66)
    }

    @Test("backup makes a sound copy for its owner alone, and overwrites nothing")
    func backup() throws {
        let house = try house("well@example.org")
        let copy = house.folder.path("copy.db")
        #expect(try house.vestnik("backup", copy).status == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let states = try Connection(path: copy, mode: .readOnly).integer(
            "SELECT count(*) FROM messages_view WHERE state = 'sent'"
        )
        #expect(states == 1)
        #expect(try house.vestnik("backup", copy).status == 73)
        #expect(try house.vestnik("backup", house.folder.path("none/copy.db")).status == 73)
    }

    @Test(
        "forget has the running daemon erase the web site's file, and what is queued there brings nobody back"
    )
    func forgetWhileRunning() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let daemon = try house.startDaemon()
        try house.register("well@example.org")
        #expect(waitUntil { (try? house.state(of: "well@example.org")) == "sent" })
        #expect(waitUntil { (try? house.siteValue("SELECT count(*) FROM registration_delivery")) == "1" })
        try house.site("UPDATE registrations SET name = 'Another'")
        let result = try house.vestnik("forget", "well@example.org", "--yes", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try house.objects(result).first?["erased_in_intake"] as? Bool == true)
        for table in ["registrations", "registration_delivery", "changes"] {
            #expect(try house.siteValue("SELECT count(*) FROM \(table)") == "0")
        }
        #expect(try house.value("SELECT count(*) FROM registrations") == "0")
        #expect(try house.value("SELECT count(*) FROM erasures") == "0")
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }

    @Test(
        "forget ends with 75 while the web site's file cannot be erased, and the daemon does it when it can"
    )
    func forgetLater() throws {
        let house = try house("well@example.org")
        let site = try Connection(path: house.intake, mode: .readWrite)
        try site.execute("BEGIN IMMEDIATE")
        #expect(try house.vestnik("forget", "well@example.org", "--yes").status == 75)
        #expect(try house.value("SELECT count(*) FROM registrations") == "0")
        try site.execute("ROLLBACK")
        #expect(try house.sendOnce().status == 0)
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "0")
        #expect(try house.value("SELECT count(*) FROM erasures") == "0")
        #expect(house.server.messageCount == 1)
    }

    @Test(
        "forget finds a person whom only an unread row of the web site's file knows, and nobody writes to them"
    )
    func forgetUnread() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("Unique.Persona@example.org", name: "Неповторимова Анна")
        try house.register("other@example.org")
        let result = try house.vestnik("forget", "unique.persona@example.org", "--yes", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try house.objects(result).first?["erased_in_intake"] as? Bool == true)
        for name in try house.folder.names() where name.contains(".db") {
            let text = try house.folder.text(of: name).lowercased()
            #expect(!text.contains("unique.persona") && !text.contains("неповторимова"), "\(name)")
        }
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 1)
        #expect(try house.vestnik("forget", "unique.persona@example.org", "--yes").status == 66)
    }

    @Test(
        "while another program reads the database, forget says that the log still has it, and a daemon does the rest"
    )
    func forgetWhileRead() throws {
        let house = try house("well@example.org")
        let reader = try Connection(path: house.database, mode: .readOnly)
        try reader.execute("BEGIN; SELECT count(*) FROM messages")
        let result = try house.vestnik("forget", "well@example.org", "--yes")
        #expect(result.status == 75)
        #expect(result.errors.contains("-wal"))
        try reader.execute("ROLLBACK")
        #expect(try house.sendOnce().status == 0)
        #expect(try !house.holds("well@example.org", in: "vestnik.db"))
        withExtendedLifetime(reader) {}
    }

    @Test("status says so when the key is gone by which the forgotten are known again")
    func lostKey() throws {
        let house = try house("well@example.org")
        #expect(try house.vestnik("forget", "well@example.org", "--yes").status == 0)
        #expect(try !house.vestnik("status").output.contains("vestnik.db-key"))
        try house.folder.remove("vestnik.db-key")
        let told = try house.vestnik("status")
        #expect(told.status == 75)
        #expect((told.output + told.errors).contains("vestnik.db-key"))
    }

    @Test("what is older than retention allows is erased in the web site's file, too")
    func retention() throws {
        let house = try House()
        try house.configure(
            port: house.server.port,
            more: "retention: { registrations: \"1d\", log: \"400d\" },"
        )
        let file = "events/meeting/event.json5"
        let text = try house.folder.text(of: file)
        try house.folder.write(text.replacing("2093-11-2", with: "2023-11-2"), to: file)
        _ = try house.vestnik("init")
        try house.register("old@example.org")
        _ = try house.sendOnce()
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "1")
        try house.sql("UPDATE registrations SET seen_at = 1")
        _ = try house.sendOnce()
        #expect(try house.value("SELECT count(*) FROM registrations") == "0")
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "0")
        #expect(try house.siteValue("SELECT count(*) FROM registration_delivery") == "0")
    }

    @Test("export finds letters to earlier addresses of the same registration, and nobody else's")
    func exportEarlier() throws {
        let house = try house("old@example.org", "other@example.org")
        try house.site("UPDATE registrations SET email = 'new@example.org' WHERE id = 1")
        _ = try house.sendOnce()
        let rows = try house.objects(house.vestnik("export", "New@example.org"))
        let letters = rows.filter { $0["table"] as? String == "messages" }.compactMap {
            $0["email"] as? String
        }
        #expect(letters == ["old@example.org", "new@example.org"])
        #expect(rows.filter { $0["table"] as? String == "delivery_log" }.count == 2)
        #expect(!rows.contains { $0["email"] as? String == "other@example.org" })
    }

    @Test("export hands over every row of a person; forget leaves nothing that tells who it was")
    func forget() throws {
        let house = try house("well@example.org", "defer@example.org")
        let rows = try house.objects(house.vestnik("export", "well@example.org"))
        #expect(
            Set(rows.compactMap { $0["table"] as? String }) == ["registrations", "messages", "delivery_log"]
        )
        #expect(try house.vestnik("forget", "well@example.org").status == 64)
        #expect(try house.vestnik("forget", "well@example.org", "--yes").status == 0)
        #expect(try house.vestnik("show", "well@example.org").status == 66)
        #expect(try house.vestnik("export", "well@example.org").status == 66)
        let log = try house.vestnik("log", "--json")
        #expect(!log.output.contains("well@example.org"))
        #expect(log.output.contains("defer@example.org"))
        #expect(try !house.folder.text(of: "vestnik.db").contains("well@example.org"))
        #expect(try !house.holds("well@example.org", in: "registrations.db"))
        #expect(try house.holds("defer@example.org", in: "registrations.db"))
        #expect(try house.siteValue("SELECT count(*) FROM registration_delivery") == "1")
    }
}
