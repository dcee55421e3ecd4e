import Foundation
import TestSupport
import Testing

@Suite("Invitees imported late, and events called off, from the command line")
struct LateInviteesTests {
    /// Two invitees have their letter, a third was imported since.
    private func house() throws -> House {
        let house = try House()
        let moment = Date(timeIntervalSinceNow: -600).ISO8601Format().prefix(16)
        try house.folder.write(
            house.folder.text(of: "events/meeting/event.json5").replacing(
                "notifications: [",
                with: """
                    notifications: [ { name: "invitation", audience: "invitees", at: "\(moment)", lateBy: "30d" },
                      { name: "off", on: "event-cancelled", calendar: "cancel" },
                    """
            ).replacing("Europe/Moscow", with: "UTC"),
            to: "events/meeting/event.json5"
        )
        for name in ["invitation", "off"] {
            try house.folder.write(
                "Subject: \(name)\n\nТекст.\n",
                to: "events/meeting/templates/\(name).ru.md"
            )
        }
        _ = try house.vestnik("init")
        _ = try importList(house, "a@example.org", "b@example.org")
        #expect(try house.sendOnce().status == 0)
        return house
    }

    private func importList(_ house: House, _ addresses: String...) throws -> ChildProcess.Result {
        try house.folder.write((["email"] + addresses).joined(separator: "\n"), to: "list.csv")
        return try house.vestnik("import", "meeting", "list.csv")
    }

    private func sent(_ house: House) throws -> String? {
        try house.value("SELECT group_concat(email, ' ') FROM messages_view WHERE state = 'sent'")
    }

    @Test("import, schedule and status tell of them, and approve --late writes to them alone")
    func late() throws {
        let house = try house()
        let told = "1 invited after meeting invitation went: vestnik approve meeting invitation --late"
        // Told by name, by a trial as well.
        try house.folder.write("email\na@example.org\nc@example.org\n", to: "list.csv")
        let trial = try house.vestnik("import", "meeting", "list.csv", "--dry-run")
        #expect(trial.output.hasSuffix("  \(told)\n    c@example.org\n"), "\(trial.output)")
        #expect(try house.value("SELECT count(*) FROM invitees") == "2")
        #expect(
            try importList(house, "a@example.org", "b@example.org", "c@example.org").output
                .hasSuffix("  \(told)\n    c@example.org\n")
        )
        #expect(try house.sendOnce().status == 0)
        #expect(try sent(house) == "a@example.org b@example.org")
        #expect(try house.vestnik("status").output.contains(told))
        let status = try #require(try house.objects(house.vestnik("status", "--json")).first)
        #expect((status["late_invitees"] as? [[String: Any]])?.first?["count"] as? Int == 1)
        let schedule = try house.objects(house.vestnik("schedule", "meeting", "--json"))
        #expect(schedule.first { $0["notification"] as? String == "invitation" }?["late"] as? Int == 1)
        #expect(try house.vestnik("approve", "meeting", "invitation", "--late").status == 64)
        let approved = try house.vestnik(
            "approve",
            "meeting",
            "invitation",
            "--late",
            "--yes",
            "--as",
            "Анна"
        )
        #expect(approved.status == 0 && approved.output.contains("c@example.org"))
        #expect(try house.sendOnce().status == 0)
        #expect(try sent(house) == "a@example.org b@example.org c@example.org")
        #expect(try house.vestnik("approve", "meeting", "invitation", "--late", "--yes").status == 65)
        #expect(
            try house.value("SELECT actor || ' ' || outcome FROM delivery_log WHERE kind = 'admin'")
                == "\(House.actor(as: "Анна")) approved"
        )
    }

    @Test("a called-off event is told by a mailing that is approved, and who registers then by status")
    func calledOff() throws {
        let house = try house()
        let text = try house.folder.text(of: "events/meeting/event.json5")
        try house.folder.write(
            text.replacing("notifications: [", with: "state: \"cancelled\", notifications: ["),
            to: "events/meeting/event.json5"
        )
        #expect(try house.sendOnce().status == 0)
        #expect(
            try house.value("SELECT state || ' ' || audience FROM mailings_view WHERE notification = 'off'")
                == "awaiting_approval 2"
        )
        try house.register("late@example.org")
        #expect(try house.sendOnce().status == 0)
        let status = try house.vestnik("status")
        #expect(status.output.contains("meeting: 1 registered since, whom nothing answers"))
        #expect(status.status == 75 && status.output.contains("off awaits approval"))
        #expect(try house.vestnik("approve", "meeting", "off", "--yes").status == 0)
        #expect(try house.sendOnce().status == 0)
        #expect(
            try house.value(
                "SELECT group_concat(email, ' ') FROM messages_view WHERE notification = 'off' AND state = 'sent'"
            ) == "a@example.org b@example.org"
        )
    }
}
