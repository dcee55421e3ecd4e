import Events
import Foundation
import Testing

@testable import Letters

@Suite("Hours and zones in letters")
struct ClockWordingTests {
    private let instant = Sample.date("2026-11-28T07:00:00Z")

    private func zone(_ name: String) throws -> TimeZone { try #require(TimeZone(identifier: name)) }

    @Test(
        "Russian zones count from Moscow, others from UTC",
        arguments: [
            ("Europe/Moscow", "МСК", "Moscow time (UTC+3)"), ("Asia/Novosibirsk", "МСК+4 (UTC+7)", "UTC+7"),
            ("Europe/Kaliningrad", "МСК−1 (UTC+2)", "UTC+2"), ("Asia/Kamchatka", "МСК+9 (UTC+12)", "UTC+12"),
            ("Europe/Simferopol", "МСК", "Moscow time (UTC+3)"), ("Europe/Berlin", "UTC+1", "UTC+1"),
            ("Asia/Kolkata", "UTC+5:30", "UTC+5:30"), ("UTC", "UTC", "UTC"),
            ("America/New_York", "UTC−5", "UTC−5"), ("Asia/Srednekolymsk", "МСК+8 (UTC+11)", "UTC+11"),
        ]
    )
    func names(_ identifier: String, _ russian: String, _ english: String) throws {
        let zone = try zone(identifier)
        #expect(ZoneWording.name(of: zone, at: instant, language: "ru") == russian)
        #expect(ZoneWording.name(of: zone, at: instant, language: "en") == english)
    }

    @Test("an hour stands with its zone")
    func hours() throws {
        #expect(ClockWording.time(instant, in: try zone("Europe/Moscow"), language: "ru") == "10:00 (МСК)")
        #expect(
            ClockWording.time(instant, in: try zone("Asia/Novosibirsk"), language: "ru")
                == "14:00 (МСК+4, UTC+7)"
        )
        #expect(
            ClockWording.moment(instant, in: try zone("Europe/Moscow"), language: "en")
                == "28\u{A0}November 2026 at\u{A0}10:00 (Moscow time, UTC+3)"
        )
    }

    @Test("the reader's clock is named only where it shows something else")
    func local() throws {
        let moscow = try zone("Europe/Moscow")
        func local(_ name: String, _ at: Date) throws -> String? {
            ClockWording.local(at, event: moscow, reader: try zone(name), language: "ru")
        }
        #expect(try local("Europe/Moscow", instant) == nil)
        #expect(try local("Europe/Simferopol", instant) == nil)
        #expect(try local("Asia/Kamchatka", instant) == "19:00 (МСК+9, UTC+12)")
    }

    @Test("the reader's day is named where it is another: midnight in Moscow is morning in Kamchatka")
    func otherDay() throws {
        let late = Sample.date("2026-11-28T20:59:00Z")
        let local = ClockWording.local(
            late,
            event: try zone("Europe/Moscow"),
            reader: try zone("Asia/Kamchatka"),
            language: "ru"
        )
        #expect(local == "29\u{A0}ноября в\u{A0}08:59 (МСК+9, UTC+12)")
    }
}
