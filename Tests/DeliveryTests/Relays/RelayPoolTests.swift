@testable import Delivery
import Testing

@Suite("Which relay takes mail now")
struct RelayPoolTests {
    static func pool(_ count: Int, perMinute: Int = 0, perDay: Int = 0) -> RelayPool {
        RelayPool(
            (0..<count).map {
                RelayPool.Relay(name: "relay\($0)", connections: 8, perMinute: perMinute, perDay: perDay)
            }
        )
    }

    @Test("failures of many sessions in one rest count once")
    func oneTrouble() {
        var pool = Self.pool(1)
        for _ in 0..<8 { pool.failed(0, problem: "refused", needsPerson: false, at: 1000) }
        #expect(pool.relays[0].failures == 1)
        #expect(pool.nextUse(after: 1000) == 2000)
    }

    @Test("rests grow from a second to five minutes")
    func growing() {
        var pool = Self.pool(1)
        var now: Uptime = 0
        var rests: [Int64] = []
        for _ in 0..<12 {
            pool.failed(0, problem: "refused", needsPerson: false, at: now)
            let next = pool.nextUse(after: now) ?? now
            rests.append((next - now) / 1000)
            now = next
        }
        #expect(rests == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
    }

    @Test("where only a person can help the rests are longer, even if a shorter one had begun")
    func needsPerson() {
        var pool = Self.pool(1)
        pool.failed(0, problem: "421", needsPerson: false, at: 0)
        pool.failed(0, problem: "535", needsPerson: true, at: 1)
        #expect(pool.relays[0].needsPerson)
        let next = pool.nextUse(after: 1)
        #expect(next == 60_001)
    }

    @Test("a success that was under way when the trouble came does not end the rest; one after it does")
    func lateSuccess() {
        var pool = Self.pool(1)
        pool.failed(0, problem: "421", needsPerson: false, at: 0)
        pool.succeeded(0, at: 500)
        #expect(pool.preferred(at: 500) == nil)
        pool.succeeded(0, at: 1500)
        #expect(pool.relays[0].failures == 0)
    }

    @Test(
        "a relay that said how long it will refuse everything is left alone so long, whatever else succeeds"
    )
    func block() {
        var pool = Self.pool(1)
        pool.block(0, until: 86_400_000, problem: "daily limit")
        pool.succeeded(0, at: 10)
        pool.block(0, until: 5000, problem: "daily limit")
        #expect(pool.preferred(at: 86_399_999) == nil)
        #expect(pool.preferred(at: 86_400_000) == 0)
    }

    @Test(
        "a relay that failed is tried by one session while the next one works, and takes over when it is reached"
    )
    func probation() {
        var pool = Self.pool(2)
        pool.failed(0, problem: "refused", needsPerson: false, at: 0)
        #expect(pool.preferred(at: 10) == 1)
        #expect(pool.toProbe(before: 1, at: 10) == nil)
        #expect(pool.preferred(at: 1000) == 1)
        #expect(pool.toProbe(before: 1, at: 1000) == 0)
        #expect(pool.sessions(0, at: 1000) == 1)
        pool.reached(0)
        #expect(pool.preferred(at: 1001) == 0)
        #expect(pool.sessions(0, at: 1001) == 8)
    }

    @Test("when all have failed, the first whose rest is over is tried")
    func allFailed() {
        var pool = Self.pool(2)
        pool.failed(0, problem: "refused", needsPerson: true, at: 0)
        pool.failed(1, problem: "refused", needsPerson: false, at: 0)
        #expect(pool.preferred(at: 0) == nil)
        #expect(pool.nextUse(after: 0) == 1000)
        #expect(pool.preferred(at: 1000) == 1)
    }

    @Test("as many sessions as it puts up with, and after a while one more is tried")
    func crowded() {
        var pool = Self.pool(1)
        pool.crowded(0, served: 3, problem: "too many", at: 0)
        #expect(pool.sessions(0, at: 9999) == 3)
        #expect(pool.sessions(0, at: 10_000) == 4)
        #expect(pool.preferred(at: 1) == 0)
    }

    @Test("lost sessions rest a relay only as a row without one success between them")
    func losses() {
        var pool = Self.pool(1)
        for round in 0..<100 {
            for _ in 0..<7 { pool.lost(0, problem: "reset", at: .zero + Int64(round)) }
            pool.succeeded(0, at: .zero + Int64(round))
        }
        #expect(pool.relays[0].failures == 0)
        #expect(pool.preferred(at: 100) == 0)
        for _ in 0..<8 { pool.lost(0, problem: "reset", at: 1000) }
        #expect(pool.nextUse(after: 1000) == 2000)
        // It is tried by one session, and by no more until that has had a success.
        pool.reached(0)
        #expect(pool.sessions(0, at: 2000) == 1)
        pool.lost(0, problem: "reset", at: 2000)
        #expect(pool.nextUse(after: 2000) == 4000)
        pool.reached(0)
        pool.succeeded(0, at: 4000)
        #expect(pool.sessions(0, at: 4000) == 8)
    }

    @Test("a relay that asks for a pace is left alone, then one letter knocks")
    func paced() {
        var pool = Self.pool(2)
        for at in 0..<20 as Range<Int64> {
            pool.began(0, at: .zero + at)
            pool.took(0, at: .zero + at)
        }
        pool.paced(0, hint: nil, problem: "450 too much mail", at: 20)
        #expect(pool.preferred(at: 21) == 1, "the next relay is not asked to wait")
        #expect(pool.isMerelyPaced(at: 21))
        #expect(pool.room(0, at: 1020) == 1)
        pool.began(0, at: 1020)
        #expect(pool.room(0, at: 1021) == 0)
        pool.undecided(0, at: 1022)
        #expect(pool.room(0, at: 1022) == 1, "another letter tells")
        pool.began(0, at: 1022)
        pool.took(0, at: 1025)
        #expect(pool.preferred(at: 1025) == 0)
    }

    @Test("a relay that is connected to and does not greet is told of after ten seconds")
    func silence() {
        var pool = Self.pool(1)
        pool.connecting(0, at: 500)
        pool.connecting(0, at: 900)
        #expect(pool.nextSilence(after: 600) == 10_500)
        pool.notConnected(0, isSilent: true)
        #expect(pool.nextSilence(after: 600) == nil && pool.relays[0].isSilent)
        pool.reached(0)
        #expect(!pool.relays[0].isSilent)
    }

    @Test("messages of a minute are spread over it, and the next relay takes over meanwhile")
    func spread() {
        var pool = Self.pool(2, perMinute: 120)
        #expect(pool.room(0, at: 0) == 2)
        for _ in 0..<2 { pool.began(0, at: 0) }
        #expect(pool.preferred(at: 0) == 1)
        for _ in 0..<2 { pool.began(1, at: 100) }
        #expect(pool.nextUse(after: 100) == 509)
        #expect(pool.room(0, at: 509) == 1)
    }

    @Test("messages of a minute and of a day run out, and come back")
    func limits() {
        var pool = Self.pool(1, perMinute: 10, perDay: 12)
        pool.remember(0, 10, at: 0)
        #expect(pool.preferred(at: 0) == nil)
        #expect(pool.isMerelyPaced(at: 0))
        #expect(pool.nextUse(after: 0) == 61_000)
        #expect(pool.room(0, at: 61_000) == 1)
        pool.remember(0, 2, at: 61_000)
        #expect(pool.nextUse(after: 61_000) == 86_460_000)
    }
}
