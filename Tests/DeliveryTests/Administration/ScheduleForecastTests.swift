import Administration
import Site
@testable import Delivery
import Foundation
import Regions
import Store
import Testing
import TestSupport

@Suite("What will go when")
struct ScheduleForecastTests {
    /// An event in 2035 with one timed notification; letters at ten by everyone's own clock a week ahead, 21 March.
    static func bed(
        _ rule: String = reminder,
        event: String = "",
        now: String = "2035-03-12T09:00:00Z"
    ) throws -> Bed {
        try Bed { settings in
            settings.now = now
            settings.event = event
            settings.notifications = rule
            for name in ["invitation", "reminder", "last-call", "confirmation"] {
                settings.templates["\(name).en"] = "Subject: \(name)\n\nHello!\n"
            }
        }
    }

    static let reminder =
        #"{ name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00" }"#
    static let invitation =
        #"{ name: "invitation", audience: "invitees", before: "starts", by: "14d", time: "10:00", approval: true }"#
    static let lastCall =
        #"{ name: "last-call", audience: "unanswered", before: "registrationCloses", by: "3d", time: "10:00" }"#

    static func simulate(_ bed: Bed, at text: String? = nil) throws -> [ScheduledMailing] {
        try bed.readIntake()
        let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
        let store = try MessageStore(path: bed.folder.path("vestnik.db"), access: .readOnly)
        let now = bed.clock.now
        let at = try text.map { try FixedClock($0).now } ?? now
        return try ScheduleForecast(site: site, store: store, now: now, at: at).run()
    }

    static func clock(_ moment: Int64, _ zone: String) throws -> String {
        let zone = try #require(TimeZone(identifier: zone))
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        formatter.dateFormat = "yyyy-MM-dd HH:mm"
        return formatter.string(from: Date(timeIntervalSince1970: Double(moment) / 1000))
    }

    @Test("each recipient gets the letter at ten in the morning by their own clock")
    func ownClock() throws {
        let bed = try Self.bed()
        try bed.register("k@example.org", more: "region = '39'")
        try bed.register("m@example.org", more: "region = '77'")
        try bed.register("p@example.org", more: "region = '41'")
        try bed.register("t@example.org", more: "region = '77', time_zone = 'Asia/Tomsk'")
        try bed.register("e@example.org")
        let mailing = try #require(try Self.simulate(bed).first)
        #expect(mailing.state == .scheduled)
        #expect(mailing.audience == 5)
        #expect(mailing.zones == 4)
        #expect(mailing.recipients.map(\.email).first == "p@example.org")
        #expect(mailing.recipients.map(\.email).last == "k@example.org")
        for recipient in mailing.recipients {
            #expect(try Self.clock(recipient.at, recipient.timeZone) == "2035-03-21 10:00")
        }
        #expect(mailing.firstAt == mailing.recipients.first?.at)
        #expect(mailing.lastAt == mailing.recipients.last?.at)
    }

    @Test("what is foreseen is what the engine then does")
    func foreseen() throws {
        let bed = try Self.bed(event: #"window: { from: "11:30", to: "20:00" },"#)
        for region in Regions.all {
            try bed.register("p@library-\(region.code).example.org", more: "region = '\(region.code)'")
        }
        let foreseen = try #require(try Self.simulate(bed).first)
        let engine = try bed.start()
        engine.drain()
        let end = try FixedClock("2035-03-22T00:00:00Z").now
        while let next = engine.nextInstant(), next < end {
            bed.clock.advance(by: .milliseconds(max(next, bed.clock.now + 1000) - bed.clock.now))
            engine.drain()
        }
        let sent = try bed.rows(
            "SELECT email || ' ' || CAST(round((julianday(sent_at) - 2440587.5) * 1440) AS INTEGER) FROM messages_view ORDER BY 1"
        )
        #expect(sent == foreseen.recipients.map { "\($0.email) \($0.at / 60_000)" }.sorted())
        #expect(sent.count == 89)
        let after = try #require(try Self.simulate(bed).first)
        #expect(after.state == .finished)
        #expect(after.recipients.count == 89)
    }

    @Test("a window that is closed at the hour of the rule opens later, on a working day")
    func window() throws {
        let bed = try Self.bed(
            #"{ name: "reminder", audience: "registered", at: "2035-03-17T22:00", lateBy: "4d" }"#,
            event: #"window: { from: "09:00", to: "18:00", days: "working" },"#
        )
        try bed.register("m@example.org")
        let mailing = try #require(try Self.simulate(bed).first)
        // 17 March 2035 is a Saturday.
        #expect(try mailing.firstAt.map { try Self.clock($0, "Europe/Moscow") } == "2035-03-19 09:00")
    }

    @Test(
        "by the shipped calendar no letter goes in the New Year's holidays, nor on the eve that a decree made free"
    )
    func holidays() throws {
        let bed = try Self.bed(
            #"{ name: "reminder", audience: "registered", at: "2026-12-31T10:00", lateBy: "20d" }"#,
            event: #"window: { from: "09:00", to: "18:00", days: "working" },"#,
            now: "2026-12-30T09:00:00Z"
        )
        try bed.register("m@example.org")
        let mailing = try #require(try Self.simulate(bed).first)
        #expect(try mailing.firstAt.map { try Self.clock($0, "Europe/Moscow") } == "2027-01-11 09:00")
    }

    @Test("who is left out is named with the reason, and counted apart from the audience unless of it")
    func leftOut() throws {
        let bed = try Self.bed()
        try bed.register("good@example.org")
        try bed.register("waits@example.org", more: "status = 'waitlisted'")
        try bed.register("GOOD@example.org")
        try bed.register("broken@@example.org")
        try bed.register("stopped@example.org")
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        try store.suppress("stopped@example.org", scope: .all, reason: nil, actor: nil, now: 1)
        let mailing = try #require(try Self.simulate(bed).first)
        #expect(mailing.recipients.map(\.email) == ["good@example.org"])
        #expect(mailing.audience == 3)
        #expect(
            mailing.leftOut.filter(\.isOfAudience).map(\.email).sorted() == [
                "broken@@example.org", "stopped@example.org",
            ]
        )
        #expect(
            mailing.leftOut.filter { !$0.isOfAudience }.map(\.email).sorted() == [
                "GOOD@example.org", "waits@example.org",
            ]
        )
        #expect(
            mailing.leftOutByReason.contains {
                $0.reason == "the registration is waitlisted" && $0.count == 1
            }
        )
    }

    @Test("whoever registers after the reminder's hour gets none")
    func late() throws {
        let bed = try Self.bed(now: "2035-03-21T08:00:00Z")
        try bed.register("early@example.org", more: "region = '77'")
        try bed.webSite.run(
            "INSERT INTO registrations (event, email) VALUES ('meeting', 'late@example.org')"
        )
        try bed.webSite.execute("DROP TRIGGER registrations_touched")
        try bed.webSite.execute(
            "UPDATE registrations SET created_at = '2035-03-21T07:30:00.000Z' WHERE email = 'late@example.org'"
        )
        let mailing = try #require(try Self.simulate(bed).first)
        #expect(mailing.recipients.map(\.email) == ["early@example.org"])
        #expect(mailing.leftOut.map(\.reason) == ["registered after its time"])
    }

    @Test(
        "at another time: scheduled before, awaiting approval or finished after, missed when nobody was there"
    )
    func states() throws {
        let bed = try Self.bed([Self.reminder, Self.invitation, Self.lastCall].joined(separator: ", "))
        try bed.register("m@example.org")
        try bed.invite(3)
        func states(_ at: String?) throws -> [String: MailingState] {
            Dictionary(
                uniqueKeysWithValues: try Self.simulate(bed, at: at).map { ($0.notification, $0.state) }
            )
        }
        #expect(try states(nil).values.allSatisfy { $0 == .scheduled })
        let later = try states("2035-03-18T12:00:00Z")
        #expect(later == ["invitation": .awaitingApproval, "last-call": .finished, "reminder": .scheduled])
        // The clock has passed the invitation while no daemon ran.
        bed.clock.advance(by: .seconds(5 * 86_400))
        #expect(try states(nil)["invitation"] == .missed)
    }

    @Test("the unanswered are those of whom no registration is known")
    func unanswered() throws {
        let bed = try Self.bed(Self.lastCall)
        try bed.invite(4)
        try bed.register("p001@example.org")
        try bed.register("P002@example.org", more: "status = 'cancelled'")
        let mailing = try #require(try Self.simulate(bed).first)
        #expect(mailing.recipients.map(\.email) == ["p000@example.org", "p003@example.org"])
        #expect(mailing.leftOut.map(\.email) == ["p001@example.org", "p002@example.org"])
    }

    @Test("by the real time zones, ten o'clock is ten o'clock in each of the 89 regions")
    func realZones() throws {
        let shell = try #require(Programs.find("bash"))
        let bed = try Self.bed()
        for region in Regions.all {
            try bed.register("p@library-\(region.code).example.org", more: "region = '\(region.code)'")
        }
        let mailing = try #require(try Self.simulate(bed).first)
        #expect(mailing.recipients.count == 89)
        #expect(Set(mailing.recipients.map(\.timeZone)) == Set(Regions.all.map(\.timeZone)))
        // The system's own clock program, with the system's own zone files.
        let lines = mailing.recipients.map { "TZ=\($0.timeZone) date -d @\($0.at / 1000) '+%F %R'" }
        let told = try ChildProcess.run(shell, ["-c", lines.joined(separator: "\n")]).output
        #expect(told.split(separator: "\n").count == 89)
        #expect(told.split(separator: "\n").allSatisfy { $0 == "2035-03-21 10:00" })
    }
}
