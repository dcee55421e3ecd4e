@testable import Administration
import Site
import Store
import Testing
import TestSupport

@testable import Delivery

@Suite("Facts that were edited and not loaded, among many people")
struct EditedFactsTests {
    /// More people than one part of a look has.
    private static let people = 620

    private func edited(_ told: ToldBed, limit: Int) throws -> [ScheduledMailing] {
        let forecast = ScheduleForecast(
            site: try Site.load(configuration: told.bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: told.bed.folder.path("vestnik.db"), access: .readOnly),
            now: told.bed.clock.now,
            at: told.bed.clock.now
        )
        return try forecast.editedFacts(limit: limit)
    }

    @Test("whoever is to be told is found in parts; where there are more than are wanted, that is said")
    func parts() throws {
        let told = try ToldBed()
        try told.bed.webSite.transaction { () throws(SQLiteError) in
            for number in 0..<Self.people {
                try told.bed.webSite.run(
                    "INSERT INTO registrations (event, email, organization) VALUES ('meeting', ?, 'Lib')",
                    "p\(number)@example.org"
                )
            }
        }
        try told.settle()
        #expect(try edited(told, limit: .max).isEmpty)
        try told.move(starts: "2035-03-27")
        for (limit, count, areMore) in [
            (Int.max, Self.people, false), (Self.people, Self.people, false), (10, 10, true),
        ] {
            let found = try edited(told, limit: limit)
            #expect(found.map(\.audience) == [count])
            #expect(found.map(\.areMore) == [areMore])
            #expect(found.map(\.recipients.count) == [count])
        }
    }
}
