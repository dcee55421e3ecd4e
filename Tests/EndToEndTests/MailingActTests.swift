import Foundation
import TestSupport
import Testing

@Suite("What the administrator does to whole mailings")
struct MailingActTests {
    private let mailing = ["--event", "meeting", "--notification", "invitation"]

    /// Two invitees whose letter is refused for now.
    private func house() throws -> House {
        let house = try House(script: Script().on(.rcpt, .reply("451 4.7.1 later")))
        let file = "events/meeting/event.json5"
        let moment = Date(timeIntervalSinceNow: -600).ISO8601Format().prefix(16)
        let text = try house.folder.text(of: file).replacing(
            "notifications: [",
            with: """
                notifications: [ { name: "invitation", audience: "invitees", at: "\(moment)", lateBy: "30d" },
                """
        )
        try house.folder.write(
            text.replacing("Europe/Moscow", with: "UTC"),
            to: file
        )
        try house.folder.write("Subject: x\n\nПриходите!\n", to: "events/meeting/templates/invitation.ru.md")
        _ = try house.vestnik("init")
        try house.sql(
            "INSERT INTO invitees (event, email) VALUES ('meeting', 'a@example.org'), ('meeting', 'b@example.org')"
        )
        #expect(try house.sendOnce().status == 0)
        return house
    }

    private func states(_ house: House) throws -> String? {
        try house.value(
            """
            SELECT (SELECT state FROM mailings_view) || ' '
                || group_concat(state || ' ' || coalesce(reason, '-'), ', ') FROM messages_view
            """
        )
    }

    @Test("hold stops the mailing and holds its letters; release lets both go; the log shows either")
    func stop() throws {
        let house = try house()
        let held = try house.run(["hold"] + mailing + ["--reason", "wrong hall"])
        #expect(held.status == 0)
        #expect(held.output == "meeting/invitation: running → paused, 2 messages held\n")
        #expect(try states(house) == "paused held wrong hall, held wrong hall")
        let log = try house.objects(house.run(["log", "--json"] + mailing))
        #expect(log.contains { $0["outcome"] as? String == "paused" && $0["event"] as? String == "meeting" })
        let released = try house.run(["release"] + mailing)
        #expect(released.output == "meeting/invitation: paused → running, 2 messages released\n")
        #expect(try states(house) == "running queued -, queued -")
    }

    @Test("a release that a stopped mailing keeps back says so, and ends with 75")
    func keptBack() throws {
        let house = try house()
        #expect(try house.vestnik("hold", "1").status == 0)
        try house.sql("UPDATE mailings SET state = 'paused', reason = 'refused'")
        let result = try house.vestnik("release", "1")
        #expect(result.status == 75)
        #expect(result.errors.contains("paused (refused): vestnik release --event meeting"))
    }

    @Test("what was withdrawn is not retried: 65 and a sentence for each")
    func cancelled() throws {
        let house = try house()
        #expect(try house.run(["cancel", "--yes"] + mailing).status == 0)
        let result = try house.vestnik("retry", "1", "2")
        #expect(result.status == 65)
        #expect(result.errors.contains("message 1 was withdrawn for good"))
        #expect(try house.state(of: "a@example.org") == "cancelled")
    }

    @Test("status calls for a person only where a letter in doubt does not go again by itself")
    func inDoubt() throws {
        let house = try house()
        try house.sql("UPDATE messages SET state = 'in_doubt', next_attempt_at = expires_at")
        #expect(try !house.vestnik("status").output.contains("in doubt: vestnik"))
        try house.sql("UPDATE messages SET next_attempt_at = NULL WHERE id = 1")
        let result = try house.vestnik("status")
        #expect(result.status == 75 && result.output.contains("1 in doubt: vestnik"))
    }
}
