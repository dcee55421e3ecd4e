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
        let shown = page.all("li").map(\.text)
        for need in needs { #expect(shown.contains(need.replacing("\u{202E}", with: "\u{FFFD}")), "\(need)") }
        let headings = page.all("h2").map(\.text)
        #expect(headings.first == (language == "ru" ? "Нужны вы" : "Needs you"))
        // Programs are told the same.
        let answer = try office.ask(.get, "/api/overview", ["Accept-Language": language])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
        )
        #expect(object["needs"] as? [String] == needs)
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
