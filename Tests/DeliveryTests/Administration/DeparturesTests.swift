import Administration
import Site
import Store
import TestSupport
import Testing

@Suite("When an approved mailing really goes")
struct DeparturesTests {
    private let helper = MailingServiceTests()

    private func departures(_ bed: Bed) throws -> Departures? {
        try helper.service(bed).departures(event: "meeting", notification: "invitation", now: bed.clock.now)
    }

    /// Lets the engine act until a moment.
    private func pass(_ bed: Bed, to moment: Int64) throws {
        bed.clock.advance(by: .milliseconds(moment - bed.clock.now))
        try bed.drain()
    }

    @Test("approved in the evening it is told, and goes, at the next opening of the window")
    func window() throws {
        let bed = try helper.bed(#"at: "2035-03-12T11:00", lateBy: "1h", approval: true"#)
        try bed.change { $0.event += #"window: { from: "09:00", to: "18:00" },"# }
        try bed.invite(2)
        try bed.drain()
        // At noon, in open hours, it would go at once.
        #expect(try departures(bed)?.first == bed.clock.now)
        // From noon in Moscow to eight in the evening.
        try helper.pass(bed, hours: 8)
        let before = try #require(try departures(bed))
        #expect(
            before.first - bed.clock.now == 13 * 3_600_000 && before.last == before.first && before.zones == 1
        )
        _ = try helper.approve(bed)
        #expect(try departures(bed) == before)
        try pass(bed, to: before.first - 1000)
        #expect(bed.relay.messageCount == 0)
        try pass(bed, to: before.first)
        #expect(try bed.states() == "sent 2")
        #expect(try departures(bed) == nil)
    }

    @Test("the time to take it back counts, before the approval and after it")
    func undo() throws {
        let bed = try helper.bed(#"at: "2035-03-12T11:00", approval: true, undo: "10m""#)
        try bed.invite(1)
        try helper.pass(bed, hours: 5)
        let before = try #require(try departures(bed))
        #expect(before.first == bed.clock.now + 600_000)
        _ = try helper.approve(bed)
        #expect(try departures(bed) == before)
        try pass(bed, to: before.first - 1000)
        #expect(bed.relay.messageCount == 0)
        try pass(bed, to: before.first)
        #expect(bed.relay.messageCount == 1)
    }

    @Test("approved ahead it goes at each one's own hour, from the first to the last")
    func zones() throws {
        let bed = try helper.bed(#"before: "starts", by: "7d", time: "10:00", approval: true"#)
        try bed.database.execute(
            """
            INSERT INTO invitees (event, email, time_zone) VALUES ('meeting', 'a@example.org', 'Europe/Moscow'),
                ('meeting', 'b@example.org', 'Asia/Kamchatka')
            """
        )
        try bed.drain()
        _ = try helper.approve(bed)
        let found = try #require(try departures(bed))
        #expect(found.zones == 2 && found.last - found.first == 9 * 3_600_000)
        try pass(bed, to: found.first)
        #expect(bed.relay.messageCount == 1)
        try pass(bed, to: found.last)
        #expect(bed.relay.messageCount == 2)
    }
}
