@testable import Administration
@testable import Delivery
import Site
import Store
import Testing
import TestSupport

@Suite("Mailings to many, told in figures")
struct LargeMailingTests {
    private let helper = MailingServiceTests()

    private func forecast(_ bed: Bed, exactUpTo: Int) throws -> ScheduleForecast {
        var forecast = ScheduleForecast(
            site: try Site.load(configuration: bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: bed.folder.path("vestnik.db"), access: .readOnly),
            now: bed.clock.now,
            at: bed.clock.now
        )
        forecast.exactUpTo = exactUpTo
        return forecast
    }

    /// Whether figures say what looking at each person says.
    private func expectSame(_ bed: Bed, _ what: String) throws {
        let exact = try #require(try forecast(bed, exactUpTo: 5000).run().first)
        let counted = try #require(try forecast(bed, exactUpTo: 0).run().first)
        #expect(exact.figures == nil && counted.figures != nil, "\(what)")
        #expect(counted.recipients.isEmpty && counted.leftOut.isEmpty, "\(what)")
        #expect(counted.audience == exact.audience, "\(what)")
        #expect(counted.going == exact.going, "\(what)")
        #expect(counted.zones == exact.zones, "\(what)")
        #expect(counted.state == exact.state, "\(what)")
        #expect(counted.firstAt == exact.firstAt, "\(what)")
        #expect(counted.lastAt == exact.lastAt, "\(what)")
        var streamed: [String] = []
        try forecast(bed, exactUpTo: 0).people(of: counted) { found in
            streamed += found.recipients.map(\.email)
            return true
        }
        #expect(streamed.sorted() == exact.recipients.map(\.email).sorted(), "\(what)")
    }

    @Test(
        "counted along totals and indexes it is what it is person by person, before its hour, at it and after it"
    )
    func figures() throws {
        let bed = try helper.bed(#"before: "starts", by: "7d", time: "10:00", approval: true"#)
        try bed.invite(7, columns: ", time_zone", values: ", 'Europe/Moscow'")
        try bed.invite(4, domain: "east.example.org", columns: ", time_zone", values: ", 'Asia/Kamchatka'")
        try bed.drain()
        try expectSame(bed, "scheduled")
        bed.clock.advance(by: .seconds(9 * 86_400))
        try bed.drain()
        try expectSame(bed, "awaits approval")
        _ = try helper.approve(bed)
        try expectSame(bed, "approved")
        try bed.drain()
        #expect(bed.relay.messageCount == 11)
        try expectSame(bed, "sent")
    }

    @Test("registrants are counted once, whichever of their rows stands")
    func registrants() throws {
        let bed = try ScheduleForecastTests.bed()
        for index in 0..<4 { try bed.register("p\(index)@example.org", more: "region = '77'") }
        try bed.register("p1@example.org", more: "region = '77'")
        try bed.register("gone@example.org", more: "region = '77', status = 'cancelled'")
        try bed.readIntake()
        let exact = try #require(try forecast(bed, exactUpTo: 5000).run().first)
        let counted = try #require(try forecast(bed, exactUpTo: 0).run().first)
        #expect(counted.audience == exact.audience && counted.audience == 4)
        #expect(counted.firstAt == exact.firstAt && counted.lastAt == exact.lastAt)
    }

    @Test("of a letter to many a hundred are made, and it is said that they are a sample")
    func sample() throws {
        let bed = try helper.bed(#"at: "2035-03-12T11:00", approval: true"#)
        try bed.invite(130)
        var service = try helper.service(bed)
        service.exactUpTo = 0
        let sample = try #require(
            try service.sample(event: "meeting", notification: "invitation", now: bed.clock.now)
        )
        #expect(sample.checked == 100 && sample.isSample && sample.unmakable == 0)
        service.exactUpTo = 5000
        let whole = try #require(
            try service.sample(event: "meeting", notification: "invitation", now: bed.clock.now)
        )
        #expect(whole.checked == 130 && !whole.isSample)
        #expect(whole.email == sample.email)
    }

    @Test("when a large mailing really goes is told by the places where its people are")
    func departures() throws {
        let bed = try helper.bed(#"at: "2035-03-12T11:00", approval: true, undo: "10m""#)
        try bed.invite(5)
        try helper.pass(bed, hours: 5)
        var service = try helper.service(bed)
        let exact = try service.departures(event: "meeting", notification: "invitation", now: bed.clock.now)
        service.exactUpTo = 0
        let counted = try service.departures(event: "meeting", notification: "invitation", now: bed.clock.now)
        #expect(counted == exact && counted != nil)
    }
}
