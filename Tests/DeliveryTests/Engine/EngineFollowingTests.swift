@testable import Delivery
@testable import Store
import Testing
import TestSupport

@Suite("Large mailings that a person stops, lets go or withdraws, whose letters follow a part a turn")
struct EngineFollowingTests {
    /// More letters than two parts have.
    private static let people = 600

    /// An invitation whose hour has not struck for anyone, its audience known.
    private func bed() throws -> Bed {
        let bed = try Bed { settings in
            settings.now = "2035-03-20T21:00:00Z"
            settings.notifications = """
                { name: "last-call", audience: "invitees", before: "starts", by: "7d", time: "10:00", bulk: true },
                """
            settings.templates["last-call.en"] = "Subject: Last call\n\nLast call.\n"
        }
        try bed.invite(1, domain: "east.example.org", columns: ", time_zone", values: ", 'Asia/Kamchatka'")
        try bed.invite(Self.people, columns: ", time_zone", values: ", 'Europe/Moscow'")
        bed.clock.advance(by: .seconds(3660))
        try bed.drain()
        #expect(try bed.states() == "queued \(Self.people), sent 1")
        return bed
    }

    private func act(_ bed: Bed, _ act: (MessageStore, Int64) throws -> Void) throws {
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        try act(store, try #require(try store.mailings().first).id)
    }

    private func engine(_ bed: Bed) throws -> Engine {
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        return engine
    }

    @Test("stopped just before its hour, nothing of it goes, and each turn lets one part follow")
    func stopped() throws {
        let bed = try bed()
        let engine = try engine(bed)
        try act(bed) { store, id in
            let change = try store.hold(mailing: id, actor: "anna", reason: nil, now: bed.clock.now)
            #expect(change?.left == Self.people - 250)
        }
        bed.clock.advance(by: .seconds(9 * 3600))
        engine.turn()
        #expect(engine.mailings.isFollowing)
        #expect(try bed.states() == "held 500, queued 100, sent 1")
        for _ in 0..<6 { engine.turn() }
        #expect(!engine.mailings.isFollowing)
        #expect(try bed.states() == "held \(Self.people), sent 1")
        try act(bed) { store, id in
            try store.release(mailing: id, actor: "anna", now: bed.clock.now)
        }
        try bed.drain()
        #expect(try bed.states() == "sent \(Self.people + 1)")
        #expect(bed.taken().count == Self.people + 1)
    }

    @Test("killed between two parts of a withdrawal, the next start withdraws the rest and sends none")
    func killed() throws {
        let bed = try bed()
        try act(bed) { store, id in
            try store.cancel(mailing: id, actor: "anna", reason: nil, now: bed.clock.now)
        }
        bed.clock.advance(by: .seconds(9 * 3600))
        try engine(bed).turn()
        bed.crash()
        #expect(try bed.states() == "cancelled 500, queued 100, sent 1")
        try bed.drain()
        #expect(try bed.states() == "cancelled \(Self.people), sent 1")
        #expect(bed.taken().count == 1)
    }
}
