import Testing

@testable import Store

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

    @Test("are put aside and come back some at a time, each once, whoever goes on after whom")
    func parts() throws {
        try fixture.queue(23, due: 1000, expires: 5000)
        try fixture.owner.execute("UPDATE messages SET notification = 'reminder' WHERE id % 3 = 0")
        let parked = "SELECT count(*) FROM messages WHERE ready_at >= \(MessageStore.parked)"
        var walk = ParkingWalk("meeting")
        var counts: [Int64] = []
        while !walk.isDone {
            try store.park(&walk, rows: 4, now: 0)
            counts.append(try fixture.owner.integer(parked))
            // Whoever is killed over it begins anew: what is aside already is passed over.
            if counts.count == 3 { walk = ParkingWalk("meeting") }
        }
        #expect(counts.last == 23)
        #expect(zip(counts.dropFirst(), counts).allSatisfy { (0...4).contains($0 - $1) })
        var back = ParkingWalk("meeting", since: 1900)
        try store.park(&back, rows: 4, now: 2000)
        #expect(try fixture.owner.integer(parked) == 19)
        // The next run begins anew as well, later: who is back already gets no more time.
        back = ParkingWalk("meeting", since: 1900)
        while !back.isDone { try store.park(&back, rows: 4, now: 2100) }
        #expect(try fixture.owner.integer(parked) == 0)
        let ends = try fixture.rows("SELECT expires_at - 5000, count(*) FROM messages GROUP BY 1 ORDER BY 1")
        #expect(ends == ["100|4", "200|19"])
        #expect(try store.claim(.priority(.prompted), limit: 50, now: 2000, token: 1).count == 23)
    }

    @Test("are found along an index of their event")
    func plan() throws {
        for sql in [MessageStore.nextKind, MessageStore.nextOfEvent, MessageStore.park, MessageStore.unpark] {
            #expect(try !fixture.plan(sql).contains("SCAN messages"), "\(sql)")
        }
    }

    @Test("whose time has no end keep it")
    func endless() throws {
        try fixture.queue(1, due: 1000)
        try store.park(event: "meeting")
        try store.unpark(event: "meeting", after: 7, now: 2000)
        #expect(try store.claim(.priority(.prompted), limit: 9, now: 2000, token: 2).count == 1)
    }
}
