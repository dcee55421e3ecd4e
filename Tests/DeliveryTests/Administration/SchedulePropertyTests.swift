import Site
@testable import Delivery
import Events
import Foundation
import Regions
import Store
import Testing
import TestSupport

@Suite("Rules that hold for every event, zone and date")
struct SchedulePropertyTests {
    /// A zone with other changes of clocks than Russia's, southern and half-hour ones among them.
    static let zones = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham",
        "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    ]

    /// A generated event: dates near changes of clocks and holidays, any rule, any window.
    struct Case {
        var rule: String
        var event: String
        var people: [(email: String, region: String?, zone: String?, status: String)]

        init(_ seed: UInt64) {
            var random = SplitMix64(seed: seed)
            let hour = Int.random(in: 0..<24, using: &random), days = Int.random(in: 1..<30, using: &random)
            let from = Int.random(in: 0..<22, using: &random)
            let to = Int.random(in: from + 1...23, using: &random)
            let working = Bool.random(using: &random) ? "working" : "all"
            let side = Bool.random(using: &random) ? #"before: "starts""# : #"after: "ends""#
            let bulk = Bool.random(using: &random)
            rule = """
                { name: "reminder", audience: "registered", \(side), by: "\(days)d", time: "\(hour < 10 ? "0" : "")\(hour):30",
                  lateBy: "6d", bulk: \(bulk) }
                """
            event = """
                window: { from: "\(from < 10 ? "0" : "")\(from):00", to: "\(to < 10 ? "0" : "")\(to):00", days: "\(working)" },
                """
            people = (0..<40).map { index in
                let region = Regions.all.randomElement(using: &random)
                return (
                    email: "p\(index % 33)@example.org",
                    region: Bool.random(using: &random) ? region?.code : nil,
                    zone: Int.random(in: 0..<3, using: &random) == 0
                        ? SchedulePropertyTests.zones.randomElement(using: &random) : nil,
                    status: Int.random(in: 0..<5, using: &random) == 0 ? "waitlisted" : "registered"
                )
            }
        }
    }

    /// Around a change of clocks in Europe, one in America, the May holidays, the New Year.
    static let starts = ["2035-03-27T10:00", "2035-11-07T10:00", "2035-05-12T10:00", "2036-01-10T10:00"]

    private func bed(_ test: Case, _ seed: UInt64, shuffled: Bool = false) throws -> Bed {
        let bed = try Bed { settings in
            settings.now = "2035-02-01T09:00:00Z"
            settings.starts = Self.starts[Int(seed % 4)]
            settings.event = test.event
            settings.notifications = test.rule
            settings.templates["reminder.en"] = "Subject: Soon\n\nHello!\n"
        }
        let event = try bed.folder.text(of: "events/meeting/event.json5")
        let day = Self.starts[Int(seed % 4)].prefix(10)
        try bed.folder.write(
            event.replacing("2035-03-29T18:00", with: "\(day)T18:00"),
            to: "events/meeting/event.json5"
        )
        var random = SplitMix64(seed: seed &+ 1)
        // Of two rows of one address the first counts: only the order of different people is free.
        var known: Set<String> = []
        let firsts = test.people.filter { known.insert($0.email).inserted }
        for person in shuffled ? firsts.shuffled(using: &random) : firsts {
            try bed.webSite.run(
                "INSERT INTO registrations (event, email, region, time_zone, status) VALUES ('meeting', ?, ?, ?, ?)",
                person.email,
                person.region,
                person.zone,
                person.status
            )
        }
        return bed
    }

    @Test(
        "nobody gets a letter outside the window, nobody two, the sums are right, the order of rows is immaterial",
        arguments: UInt64(0)..<24
    )
    func rules(_ seed: UInt64) throws {
        let test = Case(seed)
        let bed = try bed(test, seed)
        let mailing = try #require(try ScheduleForecastTests.simulate(bed).first)
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let event = try #require(site.events["meeting"]?.event)
        for recipient in mailing.recipients {
            let zone = try #require(TimeZone(identifier: recipient.timeZone))
            let local = zone.local(Date(timeIntervalSince1970: Double(recipient.at) / 1000))
            let window = try #require(event.window)
            #expect(window.from <= local.time && local.time < window.to)
            #expect(window.days == .all || site.calendar.isWorking(local.date))
            // A letter before a moment never goes after it.
            if let latest = Schedule.latest(event.notifications[0], event: event) {
                #expect(recipient.at <= Int64(latest.timeIntervalSince1970 * 1000))
            }
        }
        #expect(Set(mailing.recipients.map(\.email)).count == mailing.recipients.count)
        #expect(mailing.recipients.count + mailing.leftOut.count(where: \.isOfAudience) == mailing.audience)
        let other = try self.bed(test, seed, shuffled: true)
        let again = try #require(try ScheduleForecastTests.simulate(other).first)
        #expect(again.recipients == mailing.recipients)
        #expect(Set(again.leftOut) == Set(mailing.leftOut))
    }
}
