import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite("The pages of events")
struct EventPageTests {
    @Test(
        "of a mailing that may be done which its state allows",
        arguments: [
            ("scheduled", ["hold", "cancel"]), ("awaiting_approval", ["approve", "cancel"]),
            ("running", ["hold", "cancel"]),
            ("paused", ["release", "cancel"]), ("finished", []), ("missed", []), ("cancelled", []),
        ]
    )
    func acts(_ state: String, _ expected: [String]) throws {
        let office = try Office(Office.users)
        try office.sql(
            """
            INSERT INTO mailings (id, event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, reason, audience,
                approvers, created_at, updated_at)
            VALUES (1, 'meeting', 'invitation', 2, 0, 9, 0, 0, '\(state)', 'because', 7, 2, 0, 0);
            INSERT INTO approvals (mailing_id, identity, actor, at) VALUES (1, 'boris', 'boris', 0);
            """
        )
        let page = try office.page("/events/meeting", office.logIn("anna"))
        let acts = page.all("form").compactMap { $0.attributes["action"] }.filter { $0.hasPrefix("/acts/") }
        #expect(acts == expected.map { "/acts/" + $0 })
        #expect(page.text.contains("because"))
        #expect(page.text.contains("Approvals needed: 2, given by: boris.") == (state == "awaiting_approval"))
        // What the event's file has and nothing has happened to yet is there all the same.
        #expect(page.all("b").contains { $0.text == "confirmation" })
    }

    @Test(
        "events are listed that there are folders of, or that the database knows; one that cannot be read says so"
    )
    func list() throws {
        let office = try Office()
        try office.fill()
        try office.folder.write("{ name: 1 }", to: "events/broken/event.json5")
        let page = try office.page("/events")
        let links = page.all("a").compactMap { $0.attributes["href"] }
        #expect(links.contains("/events/meeting") && links.contains("/events/broken"))
        #expect(page.text.contains("The event “broken” cannot be read"))
        #expect(try office.page("/events/broken").elements.contains { $0.attributes["role"] == "alert" })
        #expect(try office.ask(.get, "/events/nothing").status == 404)
        #expect(try office.ask(.get, "/events/..%2Fmeeting").status == 404)
    }
}
