import Foundation
import HTTP
import TestSupport
import Testing
import WebSupport

@Suite("The page of regions")
struct CoveragePageTests {
    private func office() throws -> Office {
        let office = try Office()
        try office.sql(
            """
            INSERT INTO registrations (id, version, event, email, person_key, region, status, seen_at)
                VALUES (1, 1, 'meeting', 'a@a', 'a@a', '54', 'registered', 0);
            """
        )
        return office
    }

    @Test(
        "every region has one tile, in its federal district's row and its hour's column",
        arguments: ["ru", "en"]
    )
    func tiles(_ language: String) throws {
        let page = try office().page("/events/meeting/coverage", ["Accept-Language": language])
        let tiles = page.all("a").filter { $0.attributes["class"]?.hasPrefix("tile ") == true }
        #expect(tiles.count == 89)
        #expect(Set(tiles.map { $0.attributes["href"] }).count == 89)
        // What a tile says in colour, it says by a sign and in words.
        let told = tiles.first { $0.attributes["href"]?.hasSuffix("region=54") == true }
        #expect(told?.attributes["class"] == "tile answered")
        #expect(told?.text.contains("✓") == true)
        #expect(
            told?.attributes["title"]?.contains(language == "ru" ? "ответили все" : "all answered") == true
        )
        #expect(tiles.count { $0.attributes["class"] == "tile nobody" } == 88)
        let start = try #require(page.elements.firstIndex { $0.attributes["class"] == "tiles" })
        let heads = page.elements[start...].filter { $0.name == "th" && $0.attributes["scope"] == "col" }
            .prefix { $0.text.hasPrefix("UTC") || $0.text.hasSuffix("Округ") || $0.text == "District" }.map(
                \.text
            )
        #expect(heads.contains("UTC+7") && heads.first != "UTC+7")
        let rows = page.elements[start...].filter { $0.name == "th" && $0.attributes["scope"] == "row" }.map(
            \.text
        )
        #expect(rows.contains(language == "ru" ? "Сибирский" : "Siberian") && rows.count >= 8)
    }

    @Test("the table has the figures of vestnik coverage")
    func table() throws {
        let page = try office().page("/events/meeting/coverage")
        let row = try #require(page.all("tr").first { $0.text.contains("Novosibirsk Oblast") })
        #expect(row.text.contains("all answered"))
        #expect(try office().ask(.get, "/events/nothing/coverage").status == 404)
    }
}
