import Events
import Foundation
import Settings
import Testing

@Suite("Production calendar")
struct ProductionCalendarTests {
    @Test("the calendar that is shipped has the days off of 2026 and no others")
    func year2026() throws {
        let calendar = try shippedCalendar()
        var off: [String] = []
        for day in date(2026, 1, 1).daysSince1970...date(2026, 12, 31).daysSince1970 {
            let date = LocalDate(daysSince1970: day)
            if date.weekday < 6, !calendar.isWorking(date) {
                off.append(String(date.description.dropFirst(5)))
            }
            if date.weekday >= 6 { #expect(!calendar.isWorking(date)) }
        }
        #expect(
            off == [
                "01-01", "01-02", "01-05", "01-06", "01-07", "01-08", "01-09", "02-23", "03-09", "05-01",
                "05-11", "06-12",
                "11-04", "12-31",
            ]
        )
        #expect(calendar.kind(of: date(2026, 6, 11)) == .short && calendar.isWorking(date(2026, 6, 11)))
        #expect(calendar.years == [2023, 2026, 2027])
    }

    @Test("in 2027 every holiday of the law is off, and so is what is in doubt")
    func year2027() throws {
        let calendar = try shippedCalendar()
        for (month, day) in [
            (1, 1), (1, 8), (2, 22), (2, 23), (3, 8), (5, 3), (5, 10), (6, 14), (11, 4), (11, 5), (12, 31),
            (2, 20), (11, 13),
        ] {
            #expect(!calendar.isWorking(date(2027, month, day)), "\(month)-\(day)")
        }
        #expect(calendar.isWorking(date(2027, 1, 11)) && calendar.isWorking(date(2027, 2, 24)))
    }

    @Test("a Saturday can be worked, and a region can have holidays of its own")
    func exceptions() throws {
        let calendar = try ProductionCalendar.parse(
            """
            { years: { "2025": { working: ["2025-11-01"], off: ["2025-11-03/2025-11-04"] } },
              regions: { "16": { off: ["2025-06-06"], working: ["2025-11-03"] } } }
            """,
            file: "c"
        )
        #expect(calendar.isWorking(date(2025, 11, 1)) && !calendar.isWorking(date(2025, 11, 8)))
        #expect(!calendar.isWorking(date(2025, 11, 3)) && calendar.isWorking(date(2025, 11, 3), region: "16"))
        #expect(calendar.isWorking(date(2025, 6, 6)) && !calendar.isWorking(date(2025, 6, 6), region: "16"))
        #expect(calendar.isWorking(date(2025, 6, 6), region: "02"))
    }

    @Test(
        "what is wrong in a calendar is named",
        arguments: [
            ("{}", "years: is missing: write { \"2026\": { off: [ … ] } }"),
            ("{ years: { \"26\": {} } }", "years: expected a year as the key, as \"2026\", found \"26\""),
            ("{ years: { \"2026\": { off: [\"2027-01-01\"] } } }", "years: 2027-01-01 stands under \"2026\""),
            (
                "{ years: { \"2026\": { off: [\"2026-01-01\"], short: [\"2026-01-01\"] } } }",
                "years[\"2026\"].short: 2026-01-01 is named twice, first in `off`"
            ),
            (
                "{ years: { \"2026\": { off: [\"2026-01-05/2026-01-01\"] } } }",
                "years[\"2026\"].off[0]: expected a day, \"2026-02-23\", or a span of at most a year, \"2026-01-01/2026-01-09\", found \"2026-01-05/2026-01-01\""
            ),
            (
                "{ years: {}, regions: { RU: {} } }",
                "regions: expected the code of a subject, 01 to 99, found \"RU\""
            ),
        ]
    )
    func faults(text: String, expected: String) throws {
        let error = try #require(throws: Faults.self) { try ProductionCalendar.parse(text, file: "c") }
        #expect(error.all.map { $0.keyPath + ": " + $0.message.en } == [expected])
    }

    @Test("without a calendar Saturdays and Sundays are off")
    func weekends() {
        #expect(!ProductionCalendar.weekends.isWorking(date(2026, 11, 28)))
        #expect(ProductionCalendar.weekends.isWorking(date(2026, 1, 1)))
    }
}
