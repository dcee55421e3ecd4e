import Foundation
import HTTP
import Store
import TestSupport
import Testing
import WebSupport

@Suite("The page of the log")
struct LogPageTests {
    private func office(rows: Int = 250) throws -> Office {
        let office = try Office()
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readWrite)
        for number in 0..<rows {
            try store.suppress(
                "p\(number)@example.org",
                reason: nil,
                actor: "anna",
                now: Int64(number / 3) * 1000
            )
        }
        return office
    }

    private func addresses(_ page: PageReading) -> [String] {
        page.all("td").filter { $0.attributes["data-title"] == "To" }.map(\.text)
    }

    private func link(_ page: PageReading, _ text: String) -> String? {
        page.all("a").first { $0.text == text }?.attributes["href"]
    }

    @Test("pages follow each other without a gap or a repetition while rows arrive")
    func paging() throws {
        let office = try office()
        var page = try office.page("/log")
        var found = addresses(page)
        #expect(found.count == 100)
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readWrite)
        while let next = link(page, "Older") {
            try store.suppress("new\(found.count)@example.org", reason: nil, actor: "anna", now: 10_000_000)
            page = try office.page(next)
            found += addresses(page)
            #expect(link(page, "Newest") == "/log")
        }
        #expect(found == (0..<250).reversed().map { "p\($0)@example.org" })
        // Only the newest page follows what happens.
        #expect(page.elements.allSatisfy { $0.attributes["data-live"] == nil })
    }

    @Test(
        "words of the box and fields mean the same, and go along to the next page, the table and the live rows"
    )
    func filters() throws {
        let office = try office()
        for target in [
            "/log?q=to:*@example.org+since:1970-01-01", "/log?to=*@example.org&since=1970-01-01&state=",
        ] {
            let page = try office.page(target)
            #expect(addresses(page).count == 100)
            let box = try #require(page.all("input").first)
            #expect(box.attributes["value"] == "to:*@example.org since:1970-01-01")
            for address in [
                link(page, "Older"), link(page, "Download as a table (CSV)"),
                page.elements.compactMap { $0.attributes["data-live"] }.first,
            ] {
                let address = try #require(address)
                #expect(address.contains("to=%2A%40example.org&since=1970-01-01"), "\(address)")
                #expect(try office.ask(.get, address).status == 200)
            }
        }
        #expect(addresses(try office.page("/log?q=p7@example.org")) == ["p7@example.org"])
        #expect(try office.page("/log?q=nobody@example.org").text.contains("There are no such rows."))
    }

    @Test(
        "what cannot be is said beside the box, which keeps what was written",
        arguments: ["who:me", "since:never", "state:here", "code:x", "limit:7"]
    )
    func faults(_ words: String) throws {
        let page = try office(rows: 1).page("/log?q=" + words, status: 400)
        #expect(page.elements.contains { $0.attributes["role"] == "alert" })
        #expect(page.all("input").first?.attributes["value"] == words)
        #expect(page.all("table").isEmpty)
    }

    @Test("times are by the event's clock, which is named once")
    func clock() throws {
        let office = try Office(zone: "Asia/Novosibirsk")
        try office.fill()
        let page = try office.page("/log")
        #expect(page.text.components(separatedBy: "Asia/Novosibirsk").count == 2)
        #expect(page.all("time").first?.attributes["datetime"]?.hasSuffix("+07:00") == true)
    }
}
