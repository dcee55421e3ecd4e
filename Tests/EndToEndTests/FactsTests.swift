import Foundation
import TestSupport
import Testing

@Suite("An event's facts that were edited, from the command line")
struct FactsTests {
    /// A house with two registrants who were told of the event; `rule` stands in the notification about changes.
    private func house(_ rule: String = "") throws -> House {
        let house = try House()
        let file = "events/meeting/event.json5"
        let text = try house.folder.text(of: file)
        try house.folder.write(
            text.replacing(
                #"{ name: "cancellation""#,
                with: #"{ name: "change", on: "changed", \#(rule) }, { name: "cancellation""#
            ),
            to: file
        )
        try house.folder.write(
            "Subject: change\n\n{{salutation}}\n\n{{change.what}}\n",
            to: "events/meeting/templates/change.ru.md"
        )
        _ = try house.vestnik("init")
        try house.register("a@example.org")
        try house.register("b@example.org")
        #expect(try house.sendOnce().status == 0)
        #expect(house.server.messageCount == 2)
        return house
    }

    private func edit(_ house: House, _ old: String, _ new: String) throws {
        let file = "events/meeting/event.json5"
        let text = try house.folder.text(of: file)
        #expect(text.contains(old))
        try house.folder.write(text.replacing(old, with: new), to: file)
    }

    private func change(_ house: House) throws -> [String: Any]? {
        try house.objects(house.vestnik("schedule", "--json")).first {
            $0["notification"] as? String == "change"
        }
    }

    @Test(
        "schedule and status show the mailing with its count before anyone is told, read by the daemon or not",
        arguments: [
            (#"ru: "Совещание""#, #"ru: "Большое совещание""#), ("2093-11-28T10:00", "2093-11-28T11:00"),
            ("2093-11-29T18:00", "2093-11-29T19:00"), ("Дом Пашкова", "Малый зал"),
            ("Europe/Moscow", "Asia/Tomsk"),
        ]
    )
    func edited(old: String, new: String) throws {
        let house = try house()
        #expect(try change(house) == nil)
        try edit(house, old, new)
        let ahead = try #require(try change(house))
        #expect(ahead["state"] as? String == "scheduled" && ahead["audience"] as? Int == 2)
        #expect((ahead["reason"] as? String)?.contains("were edited") == true)
        let status = try #require(try house.objects(house.vestnik("status", "--json")).first)
        let mailings = status["edited"] as? [[String: Any]]
        #expect(mailings?.first?["audience"] as? Int == 2 && mailings?.count == 1)
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 2)
        let waiting = try #require(try change(house))
        #expect(waiting["state"] as? String == "running" && waiting["audience"] as? Int == 2)
        let told = try house.vestnik("status").output
        #expect(
            told.contains("can be taken back: vestnik cancel --event meeting --notification change"),
            "\(told)"
        )
        #expect(told.contains("2 people"))
    }

    @Test("taken back within undo, nobody is told, then or later")
    func undone() throws {
        let house = try house()
        try edit(house, "Дом Пашкова", "Малый зал")
        _ = try house.sendOnce()
        let cancelled = try house.vestnik("cancel", "--event", "meeting", "--notification", "change", "--yes")
        #expect(
            cancelled.output == "meeting/change: running → cancelled, 2 messages withdrawn\n",
            "\(cancelled.errors)"
        )
        _ = try house.sendOnce()
        #expect(try house.value("SELECT count(*) FROM messages_view WHERE state = 'cancelled'") == "2")
        #expect(try change(house)?["state"] as? String == "cancelled")
    }

    @Test("with approval it waits for a person, whom approve tells when it goes")
    func approved() throws {
        let house = try house(#"approval: true, undo: "0s", settle: "0s","#)
        try edit(house, "Дом Пашкова", "Малый зал")
        _ = try house.sendOnce()
        #expect(try change(house)?["state"] as? String == "awaiting_approval")
        #expect(try house.vestnik("status").status == 75)
        let result = try house.vestnik("approve", "meeting", "change", "--yes")
        #expect(
            result.status == 0 && result.output.contains("2 of 2 people"),
            "\(result.output)\(result.errors)"
        )
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 4)
        #expect(house.server.messages.last?.header("Subject") == "change")
    }

    @Test("stopped and let go on as a whole, it still waits for its approval")
    func held() throws {
        let house = try house(#"approval: true, undo: "0s", settle: "0s","#)
        try edit(house, "Дом Пашкова", "Малый зал")
        _ = try house.sendOnce()
        let name = ["--event", "meeting", "--notification", "change"]
        #expect(try house.run(["hold"] + name).output.hasPrefix("meeting/change: awaiting_approval → paused"))
        #expect(try house.vestnik("approve", "meeting", "change", "--yes").status == 65)
        #expect(
            try house.run(["release"] + name).output.hasPrefix("meeting/change: paused → awaiting_approval")
        )
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 2)
        #expect(try house.vestnik("approve", "meeting", "change", "--yes").status == 0)
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 4)
    }
}
