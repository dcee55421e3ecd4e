import Foundation
import HTTP
import Reports
import Store
import TestSupport
import Testing
import WebSupport

@Suite("The overview")
struct OverviewPageTests {
    @Test("what needs a person stands first, in the words of vestnik status", arguments: ["ru", "en"])
    func needs(_ language: String) throws {
        let office = try Office()
        try office.fill()
        let page = try office.page("/", ["Accept-Language": language])
        let needs = try office.web.stores.read { try office.web.health($0, language: language).needs }
        #expect(needs.count >= 4)
        let told = try office.web.stores.read { store in
            try office.web.health(store, language: language).findings.map { $0.onPages.text(in: language) }
        }
        let shown = page.all("span").map(\.text)
        for need in told { #expect(shown.contains(need.replacing("\u{202E}", with: "\u{FFFD}")), "\(need)") }
        let headings = page.all("h2").map(\.text)
        #expect(headings.first == (language == "ru" ? "Нужны вы" : "Needs you"))
        // Programs are told the same.
        let answer = try office.ask(.get, "/api/overview", ["Accept-Language": language])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
        )
        #expect(object["needs"] as? [String] == needs)
    }

    @Test("what a page can show or do, it leads to instead of naming a command")
    func places() throws {
        let office = try Office(Office.users)
        try office.fill()
        try office.sql(
            """
            UPDATE mailings SET state = 'paused', reason = 'too many' WHERE id = 1;
            """
        )
        let page = try office.page("/", office.logIn("anna"))
        let links = page.all("a").compactMap { $0.attributes["href"] }
        for place in [
            "/messages?state=held", "/messages?state=in_doubt", "/events/meeting#mailing-invitation",
            "/preview?event=meeting&notification=invitation", "/relays",
        ] { #expect(links.contains(place), "\(place)") }
        let needs = page.all("ul").first { $0.attributes["class"] == "needs" }?.text ?? ""
        #expect(!needs.contains("vestnik queue"))
        // A paused mailing is let go on where it is told of.
        #expect(page.all("form").contains { $0.attributes["action"] == "/acts/release" })
        #expect(page.all("form").allSatisfy { $0.attributes["action"] != "/acts/approve" })
    }

    @Test("regions that are silent, or only sent letters back, are named while their event is to come")
    func regions() throws {
        let office = try Office()
        func fill(_ region: String, _ state: String) throws {
            try office.sql(
                """
                INSERT INTO invitees (event, email, person_key, region)
                VALUES ('meeting', 'p@\(region).org', 'p@\(region).org', '\(region)');
                INSERT INTO messages (event, notification, lane, person_key, domain, email, region, state, invitee_id, due_at, ready_at,
                    expires_at, created_at, updated_at)
                SELECT 'meeting', 'invitation', 2, person_key, '\(region).org', email, region, '\(state)', id, 0, 0, 0, 0, 0
                FROM invitees WHERE region = '\(region)';
                """
            )
        }
        try fill("54", "queued")
        #expect(try office.page("/").all("h2").allSatisfy { $0.text != "Regions without an answer" })
        try fill("42", "sent")
        try fill("70", "bounced")
        let page = try office.page("/")
        #expect(page.all("h2").contains { $0.text == "Regions without an answer" })
        let item = try #require(page.all("li").first { $0.text.hasPrefix("Meeting") })
        #expect(item.text.contains("Nobody has answered — 2 regions: Kemerovo"))
        #expect(item.text.contains("Letters only came back — 1 region: Tomsk"))
        #expect(page.all("a").contains { $0.attributes["href"] == "/events/meeting/coverage" })
        office.time.withLock { $0 += 400 * 86_400_000 }
        #expect(try office.page("/").all("h2").allSatisfy { $0.text != "Regions without an answer" })
    }

    @Test("each bar adds up to all letters of its notification, and says so in words")
    func bars() throws {
        let office = try Office()
        try office.fill()
        let page = try office.page("/")
        let bars = page.all("svg").filter { $0.attributes["class"] == "bar" }
        #expect(bars.count == 2)
        let told = page.all("desc").map(\.text).filter { $0.contains("%") }
        // Eleven states of one message each; one of them of another notification.
        let counts = told.flatMap {
            $0.split(separator: ", ").compactMap {
                $0.split(separator: " ").dropLast().last.flatMap { Int($0) }
            }
        }
        #expect(counts.reduce(0, +) == 11, "\(told)")
    }

    @Test("where nothing has happened yet, it says so, and where nothing is wrong, that")
    func nothingYet() throws {
        let office = try Office()
        let page = try office.page("/")
        #expect(page.text.contains("Nothing needs you."))
        #expect(page.all("figcaption").allSatisfy { $0.text.hasSuffix("nothing yet") })
        #expect(page.all("figcaption").count == 2)
    }

    @Test("the day's letters are drawn, each quarter of an hour a column, and told in words")
    func plots() throws {
        let office = try Office()
        let now = office.time.withLock { $0 }
        try office.sql(
            "INSERT INTO sent_spans (span, count) VALUES (\(now / 5000), 7), (\((now - 3_600_000) / 5000), 30), (\((now - 90_000_000) / 5000), 99)"
        )
        let page = try office.page("/")
        let caption = try #require(page.all("figcaption").first)
        #expect(
            caption.text.hasPrefix("Sent in a quarter of an hour: at most 30, 2027-01-15 "),
            "\(caption.text)"
        )
        let columns = page.all("rect").filter { $0.attributes["width"] == "0.85" }
        #expect(columns.map { $0.attributes["height"] } == ["100", "23"])
        #expect(columns.last?.attributes["x"] == "95")
    }

    @Test("addresses that came back and look mistyped are named with what was meant")
    func slips() throws {
        let office = try Office()
        try office.fill()
        try office.sql("UPDATE messages SET email = 'anna@gmial.com' WHERE state = 'bounced'")
        let page = try office.page("/")
        #expect(page.all("li").contains { $0.text.contains("anna@gmial.com → anna@gmail.com") })
    }
}
