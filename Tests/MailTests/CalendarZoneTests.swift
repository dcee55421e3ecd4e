import Foundation
import Testing

@testable import Mail

@Suite("Zones in calendar entries")
struct CalendarZoneTests {
    private func list(_ identifier: String, _ year: Int = 2026) throws -> [Observance] {
        let zone = try #require(TimeZone(identifier: identifier))
        return Observance.list(of: zone, from: .now(year), to: .now(year).addingTimeInterval(86_400))
    }

    @Test("a zone that has kept one offset since 1970 begins there")
    func steady() throws {
        let utc = try list("GMT")
        #expect(utc.count == 1)
        #expect(utc.first?.offsetTo == 0)
        #expect(utc.first?.start == CivilTime(CivilDate(year: 1970, month: 1, day: 1), hour: 0, minute: 0))
    }

    @Test("a zone with summer time shows what is in force and what comes next")
    func summerTime() throws {
        let berlin = try list("Europe/Berlin")
        #expect(berlin.count == 3)
        #expect(berlin.map(\.isDaylight) == [false, true, false])
        #expect(
            berlin.first?.start == CivilTime(CivilDate(year: 2026, month: 10, day: 25), hour: 3, minute: 0)
        )
        #expect(berlin.first.map { [$0.offsetFrom, $0.offsetTo] } == [7200, 3600])
        #expect(
            berlin.dropFirst().first?.start
                == CivilTime(CivilDate(year: 2027, month: 3, day: 28), hour: 2, minute: 0)
        )
    }

    @Test("each zone of Russia has one observance in force, with the offset of its clocks")
    func russia() throws {
        let offsets = [
            "Europe/Kaliningrad": 2, "Europe/Moscow": 3, "Europe/Samara": 4, "Europe/Volgograd": 3,
            "Asia/Yekaterinburg": 5,
            "Asia/Omsk": 6, "Asia/Krasnoyarsk": 7, "Asia/Irkutsk": 8, "Asia/Yakutsk": 9,
            "Asia/Vladivostok": 10,
            "Asia/Magadan": 11, "Asia/Kamchatka": 12,
        ]
        for (zone, hours) in offsets {
            let observances = try list(zone)
            #expect(observances.map(\.offsetTo) == [hours * 3600], "\(zone)")
        }
    }

    @Test("the clock that an observance gives is the clock of the zone")
    func agree() throws {
        var random = SeededGenerator(seed: 2014)
        let identifiers = [
            "Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin",
        ]
        for _ in 0..<60 {
            let zone = try #require(
                identifiers.randomElement(using: &random).flatMap(TimeZone.init(identifier:))
            )
            let start = Date(timeIntervalSince1970: Double.random(in: 1e8...2e9, using: &random))
            let observances = Observance.list(of: zone, from: start, to: start.addingTimeInterval(86_400))
            #expect(
                observances.first?.offsetTo == zone.secondsFromGMT(for: start),
                "\(zone.identifier) \(start)"
            )
        }
    }

    @Test("offsets are written with sign, and seconds where there are some")
    func offsets() {
        let start = CivilTime(CivilDate(year: 1990, month: 1, day: 1), hour: 0, minute: 0)
        let zone = CalendarZone(
            identifier: "X/Y;\r\nZ",
            observances: [
                Observance(
                    isDaylight: true,
                    start: start,
                    offsetFrom: -12_600,
                    offsetTo: 9017,
                    name: "A,B",
                    rule: "FREQ=YEARLY"
                )
            ]
        )
        #expect(zone.identifier == "X/YZ")
        let text = string(zone.bytes)
        #expect(
            text.contains(
                "TZOFFSETFROM:-0330\r\nTZOFFSETTO:+023017\r\nRRULE:FREQ=YEARLY\r\nTZNAME:A\\,B\r\nEND:DAYLIGHT\r\n"
            )
        )
    }

    @Test("times outside their ranges are cut to them and never crash")
    func ranges() {
        let wild = CivilTime(CivilDate(year: .max, month: 0, day: 99), hour: -1, minute: 60, second: .max)
        #expect(wild == CivilTime(CivilDate(year: 9999, month: 1, day: 31), hour: 0, minute: 59, second: 59))
        #expect(CivilTime(secondsSince1970: .max).date.year == 9999)
        #expect(CivilTime(secondsSince1970: .min, offset: .min).date.year == 1)
        #expect(CivilDate(year: 1, month: 1, day: 1).adding(days: .min / 2).year == 1)
    }
}
