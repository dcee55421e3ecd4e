import Foundation
import HTTP
import Store
import TestSupport
import Testing
import WebSupport

@Suite("The page of letters by state")
struct LettersPageTests {
    private func letters(_ page: PageReading) -> [String] {
        page.all("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/messages/") }
    }

    @Test("each state's figure on the overview leads to as many letters", arguments: MessageState.allCases)
    func figures(_ state: MessageState) throws {
        let office = try Office()
        try office.fill()
        let overview = try office.page("/")
        let link = try #require(
            overview.all("a").last { $0.attributes["href"] == "/messages?state=\(state.rawValue)" }
        )
        #expect(link.text.hasSuffix(" 1"))
        let page = try office.page("/messages?state=\(state.rawValue)")
        #expect(letters(page) == ["/messages/\((MessageState.allCases.firstIndex(of: state) ?? 0) + 1)"])
        #expect(page.all("a").count { $0.attributes["aria-current"] == "true" } == 1)
    }

    @Test("at most two hundred are shown, and that there are more is said")
    func many() throws {
        let office = try Office()
        try office.sql(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
            INSERT INTO messages (event, notification, lane, person_key, domain, email, state, due_at, ready_at, expires_at,
                created_at, updated_at)
            SELECT 'meeting', 'confirmation', 0, 'p' || i, 'a', 'p' || i, 'queued', 0, 0, 0, 0, 0 FROM n
            """
        )
        let page = try office.page("/messages")
        #expect(letters(page).count == 200 && page.text.contains("The newest are shown: 200."))
        #expect(try office.page("/messages?to=p1").text.contains("The newest") == false)
        #expect(try office.page("/messages?to=nobody").text.contains("There are no such letters."))
        #expect(try office.ask(.get, "/messages?state=nothing").status == 400)
    }

    @Test("a letter that came back from an address that looks mistyped says what was meant")
    func slip() throws {
        let office = try Office()
        try office.fill()
        try office.sql("UPDATE messages SET email = 'anna@gmial.com' WHERE state = 'bounced'")
        let id = (MessageState.allCases.firstIndex(of: .bounced) ?? 0) + 1
        #expect(try office.page("/messages/\(id)").text.contains("anna@gmail.com"))
        try office.sql("UPDATE messages SET state = 'deferred' WHERE state = 'bounced'")
        #expect(try office.page("/messages/\(id)").text.contains("anna@gmail.com") == false)
    }
}
