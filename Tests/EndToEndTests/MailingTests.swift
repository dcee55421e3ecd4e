import Foundation
import TestSupport
import Testing

@Suite("Mailings from the command line")
struct MailingTests {
    /// A house whose event invites tomorrow at ten, after approval, by each one's own clock; nothing is sent yet.
    static func house(_ rule: String? = nil, more: String = "") throws -> House {
        let house = try House(more: more)
        let rule =
            rule ?? """
                { name: "invitation", audience: "invitees", before: "starts", by: "10d", time: "10:00", bulk: true, approval: true },
                { name: "reminder", audience: "registered", before: "starts", by: "1d", time: "10:00" },
                """
        try house.folder.write(
            """
            {
              name: { ru: "Совещание", en: "Meeting" },
              starts: "2093-11-28T10:00", ends: "2093-11-29T18:00", registrationCloses: "2093-11-20T18:00",
              timeZone: "Europe/Moscow", language: "ru",
              sender: { name: "Библиотека", address: "meeting@example.org" },
              notifications: [ \(rule) { name: "confirmation", on: "registered" } ],
            }
            """,
            to: "events/meeting/event.json5"
        )
        for name in ["invitation", "reminder", "last-call"] {
            try house.folder.write(
                "Subject: \(name)\n\n{{salutation}}\n",
                to: "events/meeting/templates/\(name).ru.md"
            )
        }
        _ = try house.vestnik("init")
        return house
    }

    static let list = """
        Эл. почта;ФИО;Организация;Регион;Зал
        k@example.org;Иванова Мария Петровна;Библиотека;39;Малый
        m@example.org;Петров Пётр Ильич;Библиотека;Москва;
        p@example.org;;;RU-KAM;
        """

    static func importList(_ house: House, _ text: String = list) throws -> ChildProcess.Result {
        try house.folder.write(text, to: "list.csv")
        return try house.vestnik("import", "meeting", "list.csv", "--json")
    }

    @Test("an import is run, run again, and tried first")
    func importing() throws {
        let house = try Self.house()
        try house.folder.write(Self.list, to: "list.csv")
        let trial = try house.vestnik("import", "meeting", "list.csv", "--dry-run")
        #expect(trial.status == 0)
        #expect(trial.output.contains("\nwould import into meeting: 3 new, 0 changed, 0 unchanged\n"))
        #expect(try house.value("SELECT count(*) FROM invitees") == "0")
        let first = try #require(try house.objects(Self.importList(house)).first)
        #expect(first["inserted"] as? Int == 3 && first["rows"] as? Int == 3)
        #expect(try house.value("SELECT json_extract(details, '$.Зал') FROM invitees") == "Малый")
        #expect(try house.value("SELECT group_concat(region, ' ') FROM invitees") == "39 77 41")
        let corrected = Self.list.replacing("Петров Пётр Ильич", with: "Петров Пётр Кузьмич")
        let again = try #require(try house.objects(Self.importList(house, corrected)).first)
        #expect(again["updated"] as? Int == 1 && again["unchanged"] as? Int == 2)
        #expect(try house.value("SELECT count(*) FROM invitees") == "3")
    }

    @Test(
        "a faulty list imports nothing and names each fault with its line, column and heading",
        arguments: [
            ("email,region\na@example.org,54\nb@@example.org,54", ["list.csv:3:1: email: "]),
            (
                "email,region\na@example.org,Атлантида\nb.example.org,54",
                ["list.csv:2:2: region: ", "list.csv:3:1: email: "]
            ),
            ("email,time_zone\na@example.org,Moscow", ["list.csv:2:2: time_zone: "]),
            ("email;name\na@example.org;\"Иванова", ["list.csv:2:"]),
            ("name\nИванова", ["list.csv:1:"]),
            ("email,email\na@example.org,b@example.org", ["list.csv:1:2: email: "]),
            ("email,name\na@example.org,one,two", ["list.csv:2:3: "]),
            ("", ["list.csv:1:"]),
        ]
    )
    func faulty(_ text: String, _ beginnings: [String]) throws {
        let house = try Self.house()
        let result = try Self.importList(house, text)
        #expect(result.status == 65)
        for beginning in beginnings {
            #expect(
                result.errors.split(separator: "\n").contains { $0.hasPrefix(beginning) },
                "\(result.errors)"
            )
        }
        #expect(try house.value("SELECT count(*) FROM invitees") == "0")
        #expect(try !((house.objects(result).first?["faults"] as? [Any]) ?? []).isEmpty)
    }

    @Test("a list in Windows-1251 is read; an unknown event or a missing file ends with 66")
    func windows() throws {
        let house = try Self.house()
        let bytes = try #require(Self.list.data(using: .windowsCP1251))
        try house.folder.write(Array(bytes), to: "list.csv")
        #expect(try house.vestnik("import", "meeting", "list.csv").status == 0)
        #expect(try house.value("SELECT name FROM invitees") == "Иванова Мария Петровна")
        let unknown = try house.vestnik("import", "meting", "list.csv")
        #expect(unknown.status == 66 && unknown.errors.contains("meeting"))
        #expect(try house.vestnik("import", "meeting", "nothing.csv").status == 66)
    }

    @Test("the schedule tells state, audience, times and zones; recipients have their own clock")
    func schedule() throws {
        let house = try Self.house()
        _ = try Self.importList(house)
        try house.register("m@example.org")
        let mailings = try house.objects(house.vestnik("schedule", "meeting", "--json"))
        let invitation = try #require(mailings.first { $0["notification"] as? String == "invitation" })
        #expect(invitation["state"] as? String == "scheduled")
        #expect(invitation["audience"] as? Int == 3)
        #expect(invitation["zones"] as? Int == 3)
        #expect(invitation["first_at"] as? String == "2093-11-17T22:00:00.000Z")
        #expect(invitation["last_at"] as? String == "2093-11-18T08:00:00.000Z")
        let people = try house.objects(
            house.vestnik("schedule", "--recipients", "--notification", "invitation", "--json")
        )
        #expect(
            people.map { "\($0["email"] ?? "") \($0["time_zone"] ?? "") \($0["at"] ?? "")" } == [
                "p@example.org Asia/Kamchatka 2093-11-18T10:00:00+12:00",
                "m@example.org Europe/Moscow 2093-11-18T10:00:00+03:00",
                "k@example.org Europe/Kaliningrad 2093-11-18T10:00:00+02:00",
            ]
        )
        #expect(try house.vestnik("schedule", "party").status == 66)
        #expect(try house.vestnik("schedule", "--at", "some day").status == 64)
        // Looking changes nothing.
        #expect(try house.value("SELECT count(*) FROM mailings_view") == "0")
    }

    @Test("the schedule at another time tells what would be over and what would wait for a person")
    func scheduleAt() throws {
        let house = try Self.house()
        _ = try Self.importList(house)
        try house.register("m@example.org")
        #expect(try house.sendOnce().status == 0)
        func states(_ at: String) throws -> [String] {
            try house.objects(house.vestnik("schedule", "--at", at, "--json")).map { "\($0["state"] ?? "")" }
        }
        #expect(try states("2093-11-01") == ["scheduled", "scheduled"])
        #expect(try states("2093-11-20T12:00") == ["awaiting_approval", "scheduled"])
        _ = try house.vestnik("approve", "meeting", "invitation", "--yes")
        #expect(try states("2093-11-17T23:00:00Z") == ["running", "scheduled"])
        #expect(try states("2093-11-20T12:00") == ["finished", "scheduled"])
        #expect(try states("2093-11-28T00:00") == ["finished", "finished"])
    }

    @Test(
        "approval shows whom it concerns and the letter, wants --yes where nobody can be asked, and takes names"
    )
    func approval() throws {
        let rule = """
            { name: "invitation", audience: "invitees", at: "2093-11-18T10:00", approval: true, approvers: 2 },
            """
        let house = try Self.house(rule)
        _ = try Self.importList(house)
        let shown = try house.vestnik("approve", "meeting", "invitation")
        #expect(shown.status == 64)
        #expect(shown.output.contains("3 of 3 people, in 3 time zones"))
        #expect(shown.output.contains("Subject: invitation") && shown.output.contains("Мария Петровна"))
        #expect(
            try house.vestnik("approve", "meeting", "invitation", "--yes").output.contains("1 more approval")
        )
        // Another name makes nobody another person.
        let again = try house.vestnik("approve", "meeting", "invitation", "--yes", "--as", "Анна")
        #expect(again.status == 65 && again.errors.contains("another person"))
        try house.sql(
            "INSERT INTO approvals SELECT mailing_id, 'uid:4294967294', 'boris (uid 4294967294)', 1 FROM approvals"
        )
        let third = try house.vestnik("approve", "meeting", "invitation", "--yes", "--json")
        let result = try #require(try house.objects(third).first)
        #expect(result["missing"] as? Int == 0)
        #expect(result["approved_by"] as? [String] == ["boris (uid 4294967294)", House.actor])
        #expect(try house.vestnik("approve", "meeting", "confirmation", "--yes").status == 65)
        #expect(try house.vestnik("approve", "meeting", "nothing", "--yes").status == 66)
        #expect(
            try house.value(
                "SELECT group_concat(actor || ' ' || note, ', ') FROM delivery_log WHERE outcome = 'approved'"
            )
                == [
                    "\(House.actor)", "Анна (\(House.actor.replacing(" (", with: ", ").dropLast()))",
                    House.actor,
                ]
                .map { "\($0) meeting/invitation" }.joined(separator: ", ")
        )
    }

    @Test("a whole mailing is stopped, let go on and withdrawn by its names")
    func acts() throws {
        let house = try Self.house()
        _ = try Self.importList(house)
        let names = ["--event", "meeting", "--notification", "invitation"]
        func run(_ act: String, _ more: String...) throws -> ChildProcess.Result {
            try ChildProcess.run(
                Programs.product("vestnik"),
                ["--config", house.configuration, act] + names + more
            )
        }
        #expect(try run("hold").output == "meeting/invitation: scheduled → paused\n")
        #expect(
            try house.value("SELECT state FROM mailings_view WHERE notification = 'invitation'") == "paused"
        )
        #expect(try run("release").output == "meeting/invitation: paused → scheduled\n")
        #expect(try run("cancel").status == 64)
        #expect(
            try run("cancel", "--yes").output
                == "meeting/invitation: scheduled → cancelled, 0 messages withdrawn\n"
        )
        #expect(
            try house.value("SELECT state FROM mailings_view WHERE notification = 'invitation'")
                == "cancelled"
        )
    }
}
