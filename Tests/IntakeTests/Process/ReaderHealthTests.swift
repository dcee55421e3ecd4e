import Testing

@testable import Intake

@Suite("The health of the reading process")
struct ReaderHealthTests {
    @Test("it is asked every two seconds, and ended when it has not answered for ten")
    func silent() {
        var health = ReaderHealth()
        health.starts(0)
        #expect(health.check(100) == .ask)
        for now in stride(from: Int64(2100), through: 8100, by: 2000) {
            #expect(health.check(now) == .nothing)
        }
        #expect(health.check(10_100) == .end)
        health.fellSilent()
        health.died(10_100)
        #expect(health.trouble == .silent)
    }

    @Test("an hour in which the daemon itself slept is not held against it")
    func asleep() {
        var health = ReaderHealth()
        health.starts(0)
        #expect(health.check(0) == .ask)
        #expect(health.check(3_600_000) == .nothing)
        health.answered(3_600_001)
        #expect(health.check(3_600_001) == .ask)
    }

    @Test(
        "it is started anew after ever longer pauses, up to half a minute, and told from the second time on"
    )
    func crashing() {
        var health = ReaderHealth()
        var pauses: [Int64] = []
        var now: Int64 = 0
        for turn in 0..<12 {
            health.starts(now)
            #expect(health.trouble == (turn < 2 ? nil : .crashing))
            health.died(now + 1)
            pauses.append(health.startAt - now - 1)
            now = health.startAt
        }
        #expect(Array(pauses.prefix(4)) == [100, 200, 400, 800])
        #expect(pauses.last == 30_000)
        health.starts(now)
        #expect(health.check(now + 9000) == .ask)
        health.answered(now + 9001)
        #expect(health.trouble == .crashing)
        #expect(health.check(now + 11_000) == .ask)
        health.answered(now + 11_001)
        #expect(health.trouble == nil)
    }
}
