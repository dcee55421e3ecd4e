@testable import Delivery
import Testing

@Suite("How many sessions a relay serves")
struct SessionLimitTests {
    @Test("nothing is known before a refusal")
    func unknown() {
        var limit = SessionLimit()
        limit.served(4, of: 16, at: 0)
        #expect(limit.allowed(of: 16, at: 0) == 16)
    }

    @Test("many refused together leave as many as are served, and one at least")
    func together() {
        var limit = SessionLimit()
        for served in (4...15).reversed() { limit.refused(served: served, at: 10) }
        #expect(limit.allowed(of: 16, at: 10) == 4)
        limit.refused(served: 0, at: 20)
        #expect(limit.allowed(of: 16, at: 20) == 1)
    }

    @Test("it grows by one where one more is served, until as many are as configured")
    func growing() {
        var limit = SessionLimit()
        limit.refused(served: 2, at: 0)
        var now: Uptime = 0
        for count in 3...5 {
            now += SessionLimit.first
            #expect(limit.allowed(of: 5, at: now - 1) == count - 1)
            #expect(limit.allowed(of: 5, at: now) == count)
            limit.served(count, of: 5, at: now)
        }
        #expect(limit.sessions == nil)
    }

    @Test("the more often one more is refused the later the next is tried, up to a quarter of an hour")
    func refusedAgain() {
        var limit = SessionLimit()
        limit.refused(served: 2, at: 0)
        var now: Uptime = 0
        var waits: [Int64] = []
        for _ in 0..<8 {
            let before = now
            while limit.allowed(of: 8, at: now) == 2 { now += 1000 }
            waits.append((now - before) / 1000)
            limit.refused(served: 2, at: now)
        }
        #expect(waits == [10, 20, 40, 80, 160, 320, 640, 900])
    }
}
