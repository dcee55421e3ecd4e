import Foundation
import TestSupport
import Testing

@Suite("Why a person got a letter, or none")
struct ExplainTests {
    private func house() throws -> House {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(identifier: "Europe/Moscow")
        let hour = formatter.string(from: Date(timeIntervalSinceNow: -3600)).prefix(16)
        let house = try MailingTests.house(
            #"""
            { name: "invitation", audience: "invitees", at: "\#(hour)", approval: true },
            { name: "last-call", audience: "unanswered", before: "registrationCloses", by: "3d", time: "10:00", bulk: true },
            { name: "reminder", audience: "registered", where: { language: ["ru"] }, before: "starts", by: "1d", time: "10:00" },
            { name: "cancellation", on: "cancelled" }, { name: "off", on: "event-cancelled" },
            """#
        )
        for name in ["cancellation", "off"] {
            try house.folder.write(
                "Subject: \(name)\n\n{{salutation}}\n",
                to: "events/meeting/templates/\(name).ru.md"
            )
        }
        _ = try MailingTests.importList(house)
        return house
    }

    /// The verdict on each notification, in the order of the file.
    private func verdicts(_ house: House, _ address: String) throws -> [String] {
        try house.objects(house.vestnik("explain", address, "--json")).compactMap {
            guard let name = $0["notification"] as? String, let verdict = $0["verdict"] as? String else {
                return nil
            }
            return "\(name): \(verdict)"
        }
    }

    private func line(_ house: House, _ address: String, _ name: String) throws -> [String: Any] {
        let lines = try house.objects(house.vestnik("explain", address, "--json"))
        return try #require(lines.last { $0["notification"] as? String == name })
    }

    @Test("of an invitee: what waits for approval and by which command, what goes when and by whose clock")
    func invitee() throws {
        let house = try house()
        let expected = [
            "invitation: held", "last-call: will_go", "reminder: not_registered",
            "cancellation: not_registered",
            "off: event_takes_place", "confirmation: not_registered",
        ]
        // Before the daemon has looked the planner foresees what it will find.
        #expect(try verdicts(house, "K@example.org") == expected)
        _ = try house.sendOnce()
        #expect(try verdicts(house, "k@example.org") == expected)
        let shown = try house.vestnik("explain", "k@example.org").output
        #expect(
            shown.contains("held: awaits approval; vestnik approve meeting invitation (message 1)"),
            "\(shown)"
        )
        let waiting = try line(house, "k@example.org", "invitation")
        #expect(waiting["command"] as? String == "vestnik approve meeting invitation")
        let call = try line(house, "k@example.org", "last-call")
        #expect(call["at"] as? String == "2093-11-17T10:00:00+02:00")
        #expect(call["time_zone"] as? String == "Europe/Kaliningrad")
        #expect(try line(house, "p@example.org", "last-call")["at"] as? String == "2093-11-17T10:00:00+12:00")
        _ = try house.vestnik("approve", "meeting", "invitation", "--yes")
        #expect(try verdicts(house, "k@example.org").first == "invitation: will_go")
        _ = try house.sendOnce()
        let sent = try line(house, "k@example.org", "invitation")
        #expect(sent["verdict"] as? String == "sent" && sent["message"] as? Int == 1)
        #expect((sent["reason"] as? String)?.hasPrefix("250 ") == true)
        let told = try house.vestnik("explain", "k@example.org").output
        #expect(told.contains("invitation    went 20"), "\(told)")
        #expect(told.contains("last-call     will go 2093-11-17 10:00 +02:00 (Europe/Kaliningrad)"))
        #expect(told.contains("reminder      does not go: is not registered"))
    }

    @Test("of a registrant: what was told, and why the rest is not")
    func registrant() throws {
        let house = try house()
        try house.site(
            "INSERT INTO registrations (event, email, language) VALUES ('meeting', 'k@example.org', 'en')"
        )
        _ = try house.sendOnce()
        #expect(
            try verdicts(house, "k@example.org") == [
                "invitation: held", "last-call: answered", "reminder: not_asked",
                "cancellation: other_status",
                "off: event_takes_place", "confirmation: sent",
            ]
        )
        try house.site("UPDATE registrations SET language = 'ru'")
        _ = try house.sendOnce()
        #expect(try line(house, "k@example.org", "reminder")["verdict"] as? String == "will_go")
        try house.site("UPDATE registrations SET status = 'cancelled'")
        _ = try house.sendOnce()
        #expect(
            try verdicts(house, "k@example.org").suffix(4) == [
                "reminder: other_status", "cancellation: sent", "off: event_takes_place",
                "confirmation: sent",
            ]
        )
    }

    @Test("who has said no by telephone, who is suppressed, who was never invited")
    func others() throws {
        let house = try house()
        _ = try house.vestnik("answer", "meeting", "k@example.org", "no")
        #expect(
            try line(house, "k@example.org", "last-call")["reason"] as? String
                == "has answered meanwhile: does not come"
        )
        _ = try house.vestnik("suppress", "add", "m@example.org")
        #expect(
            try verdicts(house, "m@example.org").prefix(2) == [
                "invitation: suppressed", "last-call: suppressed",
            ]
        )
        try house.register("new@example.org")
        _ = try house.sendOnce()
        #expect(
            try verdicts(house, "new@example.org") == [
                "invitation: not_invited", "last-call: not_invited", "reminder: will_go",
                "cancellation: other_status", "off: event_takes_place", "confirmation: sent",
            ]
        )
        let unknown = try house.vestnik("explain", "kk@example.org")
        #expect(unknown.status == 66 && unknown.errors.contains("did you mean k@example.org?"))
    }

    @Test("of an event that is called off, stopped, withdrawn, or gone before somebody was imported")
    func stopped() throws {
        let house = try house()
        _ = try house.vestnik(
            "hold",
            "--event",
            "meeting",
            "--notification",
            "last-call",
            "--reason",
            "later"
        )
        let held = try line(house, "k@example.org", "last-call")
        #expect(held["verdict"] as? String == "held" && held["reason"] as? String == "later")
        #expect(held["command"] as? String == "vestnik release --event meeting --notification last-call")
        _ = try house.vestnik("cancel", "--event", "meeting", "--notification", "last-call", "--yes")
        #expect(try line(house, "k@example.org", "last-call")["verdict"] as? String == "cancelled")
        _ = try house.vestnik("approve", "meeting", "invitation", "--yes")
        _ = try house.sendOnce()
        _ = try MailingTests.importList(house, "email\nlate@example.org\n")
        let late = try line(house, "late@example.org", "invitation")
        #expect(late["verdict"] as? String == "imported_late")
        #expect(late["command"] as? String == "vestnik approve meeting invitation --late")
        let file = "events/meeting/event.json5"
        let text = try house.folder.text(of: file)
        try house.folder.write(text.replacing("timeZone:", with: "state: \"cancelled\", timeZone:"), to: file)
        #expect(try line(house, "late@example.org", "invitation")["verdict"] as? String == "event_cancelled")
    }
}
