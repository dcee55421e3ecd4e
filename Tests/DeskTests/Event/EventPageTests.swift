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

    @Test("the schedule tells what vestnik schedule tells: when, in how many zones, and who is left out why")
    func schedule() throws {
        let office = try Office(Office.users)
        for (number, region) in ["54", "77", "25"].enumerated() {
            try office.sql(
                """
                INSERT INTO invitees (event, email, person_key, region)
                VALUES ('meeting', 'p\(number)@a.org', 'p\(number)@a.org', '\(region)')
                """
            )
        }
        try office.sql(
            """
            INSERT INTO invitees (event, email, person_key) VALUES ('meeting', 'P1@a.org', 'p1@a.org');
            """
        )
        let page = try office.page("/events/meeting", office.logIn("boris"))
        let rows = page.all("tr").map(\.text)
        let row = try #require(
            rows.first { $0.contains("invitation") && $0.contains("2027-02-01 10:00 +03:00") }
        )
        let figures = page.all("td").filter { $0.attributes["data-title"] == "Zones" }.map(\.text)
        #expect(figures == ["3"])
        let left = page.all("td").filter { $0.attributes["data-title"] == "Left out" }.map(\.text)
        #expect(left == ["1"] && row.contains("1 — "))
    }

    @Test("who was imported after a mailing went gets it by a person's act")
    func late() throws {
        let office = try Office(Office.users)
        let now = office.time.withLock { $0 }
        try office.sql(
            """
            INSERT INTO mailings (id, event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, audience,
                approvers, frozen_at, asked_through, created_at, updated_at)
            VALUES (1, 'meeting', 'invitation', 2, \(now - 1000), \(now + 1_000_000), 0, 0, 'finished', 1, 1, \(now - 1000), 0, 0, 0);
            INSERT INTO invitees (event, email, person_key) VALUES ('meeting', 'late@a.org', 'late@a.org');
            """
        )
        office.time.withLock { $0 += 20 * 86_400_000 }
        let page = try office.page("/events/meeting", office.logIn("anna"))
        let actions = page.all("form").compactMap { $0.attributes["action"] }.filter {
            $0.hasPrefix("/acts/")
        }
        #expect(actions == ["/acts/approve-late"])
        #expect(page.text.contains("joined after it went: 1"))
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
