import Foundation
import TestSupport
import Testing

@Suite("Sending again")
struct ResendTests {
    private func house(_ emails: String..., script: Script = .friendly) throws -> House {
        let house = try House(script: script)
        _ = try house.vestnik("init")
        for email in emails { try house.register(email) }
        #expect(try house.sendOnce().status == 0)
        return house
    }

    @Test("a letter that was sent goes again, as the registration is now; the log says who wanted it and why")
    func again() throws {
        let house = try house("a@example.org")
        try house.site("UPDATE registrations SET name = 'Петров Пётр Ильич'")
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 1)
        let result = try house.vestnik("resend", "1", "--reason", "lost", "--as", "Анна")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "1 → 2: confirmation <a@example.org>: goes now\nresent: 1 message\n")
        #expect(try house.vestnik("resend", "1").status == 65)
        #expect(try house.sendOnce().status == 0)
        let letters = house.server.messages
        #expect(letters.count == 2)
        #expect(letters.first?.header("Message-ID") != letters.last?.header("Message-ID"))
        #expect(try house.value("SELECT round FROM messages_view WHERE id = 2") == "1")
        #expect(
            try house.value(
                "SELECT kind || ' ' || note || ' ' || (actor LIKE 'Анна (%uid %') FROM delivery_log WHERE outcome = 'resent'"
            ) == "admin resend 1: lost 1"
        )
        #expect(try house.vestnik("show", "2").output.contains("message 1 sent again"))
    }

    @Test("what cannot go again is told with its reason, one by one; 65 where none goes, 0 where one does")
    func refused() throws {
        let house = try house(
            "a@example.org",
            "bounce@example.org",
            "c@example.org",
            "d@example.org",
            script: .demo
        )
        try house.site(
            "DELETE FROM registrations WHERE id = 3; UPDATE registrations SET status = 'cancelled' WHERE id = 4"
        )
        #expect(try house.sendOnce().status == 0)
        let none = try house.vestnik("resend", "2", "3", "4")
        #expect(none.status == 65)
        #expect(none.errors.contains("message 2: it was not sent (bounced): vestnik retry"))
        #expect(none.errors.contains("message 3: the row that it was made from is gone"))
        #expect(none.errors.contains("message 4: it is not true any more: the registration is cancelled"))
        #expect(try house.vestnik("resend", "99").status == 66)
        #expect(try house.vestnik("resend").status == 64)
        let retried = try house.vestnik("retry", "1")
        #expect(retried.status == 65 && retried.errors.contains("vestnik resend 1"))
        #expect(try house.vestnik("retry", "--state", "sent").errors.contains("vestnik resend"))
        let some = try house.vestnik("resend", "1", "2", "--json")
        #expect(some.status == 0)
        let rows = try house.objects(some)
        #expect(rows.first?["resent_as"] as? Int != nil && rows.last?["resent_as"] is NSNull)
    }

    @Test("filters choose what goes again, and what does not")
    func filters() throws {
        let house = try house("a@example.org", "b@example.net", "c@example.com")
        let trial = try house.vestnik("resend", "--event", "meeting", "--not-to", "@example.net", "--dry-run")
        #expect(trial.output.hasSuffix("would be resent: 2 messages\n"), "\(trial.output)")
        #expect(try house.value("SELECT count(*) FROM messages_view") == "3")
        #expect(
            try house.vestnik(
                "resend",
                "--event",
                "meeting",
                "--not-to",
                "a@example.org",
                "--not-to",
                "@example.net"
            )
            .output.hasSuffix("resent: 1 message\n")
        )
        #expect(try house.vestnik("hold", "--not-state", "sent").output == "held: 1 message\n")
        #expect(try house.state(of: "c@example.com") == "sent")
        #expect(try house.vestnik("queue", "--not-to", "c@example.com", "--json").output.isEmpty)
        #expect(try house.vestnik("log", "--not-event", "meeting", "--json").output.isEmpty)
        #expect(try house.vestnik("log", "--not-state", "nonsense").status == 65)
    }

    @Test("of an event that is over nothing about registrations goes again")
    func over() throws {
        let house = try house("a@example.org")
        let file = "events/meeting/event.json5"
        let text = try house.folder.text(of: file)
        try house.folder.write(text.replacing("2093-11-2", with: "2023-11-2"), to: file)
        let result = try house.vestnik("resend", "1")
        #expect(result.status == 65 && result.errors.contains("the event is over"))
    }

    @Test("a letter of a mailing goes again outside of it, to who is still of its audience, at an open hour")
    func mailing() throws {
        // An hour ago by the event's clock.
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(identifier: "Europe/Moscow")
        let hour = formatter.string(from: Date(timeIntervalSinceNow: -3600)).prefix(16)
        let house = try MailingTests.house(
            #"{ name: "invitation", audience: "unanswered", at: "\#(hour)" },"#
        )
        _ = try MailingTests.importList(house)
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 3)
        try house.register("k@example.org")
        _ = try house.sendOnce()
        let result = try house.vestnik("resend", "1", "2")
        #expect(result.status == 0 && result.errors.contains("message 1: no longer in the audience"))
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 5)
        let counts = "SELECT audience || ' ' || sent FROM mailings_view WHERE notification = 'invitation'"
        #expect(try house.value(counts) == "3 3")
        let shown = try house.objects(house.vestnik("schedule", "--recipients", "--json"))
        #expect(shown.filter { $0["notification"] as? String == "invitation" }.count == 3)
        let report = try house.vestnik("report", "meeting", "--csv")
        #expect(!report.output.contains("invitation,4") && report.status == 0, "\(report.output)")
    }
}
