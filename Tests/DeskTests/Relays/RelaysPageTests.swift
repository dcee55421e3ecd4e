import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite("The page of relays")
struct RelaysPageTests {
    @Test("a relay that needs a person says so in the relay's words; its refusals are told with what to do")
    func relay() throws {
        let office = try Office()
        try office.fill()
        let now = office.time.withLock { $0 }
        try office.sql(
            """
            INSERT INTO attempts (at, message, kind, outcome, relay, code, enhanced_code, reply) VALUES
                (\(now - 1), 1, 'attempt', 'bounced', '127.0.0.1:1', 550, '5.1.1', 'No such user'),
                (\(now - 2), 1, 'attempt', 'bounced', '127.0.0.1:1', 550, '5.1.1', 'older'),
                (\(now - 8 * 86400000), 1, 'attempt', 'bounced', '127.0.0.1:1', 552, '5.2.2', 'long ago');
            """
        )
        let page = try office.page("/relays")
        #expect(page.all("h2").map(\.text) == ["127.0.0.1:1"])
        #expect(page.all("strong").map(\.text) == ["needs you"])
        let rows = page.all("tr").filter { $0.attributes["role"] == "row" }.map(\.text)
        let row = try #require(rows.first { $0.contains("550 5.1.1") })
        #expect(row.contains("550 5.1.12") && row.contains("No such user") && !row.contains("older"))
        #expect(!rows.contains { $0.contains("552") })
        #expect(page.all("a").contains { $0.attributes["href"] == "/log?code=5.1.1" })
    }

    @Test("a relay that nothing is known of is all right")
    func quiet() throws {
        let page = try Office().page("/relays")
        #expect(page.text.contains("all right") && page.all("table").isEmpty)
    }
}
