import Store
import Testing

@Suite("Messages of an event that cannot be used")
struct ParkingTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws { fixture = try Fixture() }

    @Test("meet no claim and do not expire, and come back as they were with the time that they had left")
    func parked() throws {
        let day: Int64 = 86_400_000
        let ids = try fixture.queue(2, due: 1000, expires: 4 * day)
        try store.park(event: "other")
        try store.park(event: "meeting")
        try store.park(event: "meeting")
        #expect(try store.claim(.priority(.prompted), limit: 9, now: 5 * day, token: 1).isEmpty)
        #expect(try store.readyCount(.prompted, now: 5 * day, limit: 9) == 0)
        #expect(try store.expireOverdue(now: 5 * day) == 0)
        #expect(try fixture.state(ids[0]) == .queued)
        try store.unpark(event: "meeting", after: 5 * day, now: 5 * day + 1000)
        #expect(try store.expireOverdue(now: 9 * day - 1) == 0)
        let claimed = try store.claim(.priority(.prompted), limit: 9, now: 5 * day, token: 2)
        #expect(claimed.map(\.id) == ids && claimed.map(\.due) == [1000, 1000])
    }

    @Test("whose time has no end keep it")
    func endless() throws {
        try fixture.queue(1, due: 1000)
        try store.park(event: "meeting")
        try store.unpark(event: "meeting", after: 7, now: 2000)
        #expect(try store.claim(.priority(.prompted), limit: 9, now: 2000, token: 2).count == 1)
    }
}
