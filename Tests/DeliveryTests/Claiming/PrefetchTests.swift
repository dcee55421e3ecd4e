@testable import Delivery
import Testing

@Suite("How far ahead is claimed")
struct PrefetchTests {
    @Test("at first a few for each session")
    func first() {
        #expect(Prefetch().horizon(sessions: 2, most: 512) == 8)
        #expect(Prefetch().horizon(sessions: 200, most: 512) == 512)
    }

    @Test("as many as go within a second, and no more than are allowed")
    func rates() {
        var slow = Prefetch()
        for second in Int64(0)..<20 { slow.add(10, at: Uptime(milliseconds: second * 1000)) }
        #expect((9...20).contains(slow.horizon(sessions: 1, most: 512)))
        var fast = Prefetch()
        fast.add(128, at: 0)
        fast.add(128, at: 10)
        #expect(fast.horizon(sessions: 1, most: 512) == 512)
        for moment in Int64(0)..<100 { fast.add(100, at: 100 + moment * 10) }
        #expect((9000...13_000).contains(Int(fast.rate)))
    }

    @Test("a relay that grows slow is noticed")
    func slower() {
        var prefetch = Prefetch()
        for moment in Int64(0)..<100 { prefetch.add(100, at: .zero + moment * 10) }
        for moment in Int64(0)..<40 { prefetch.add(1, at: 1000 + moment * 100) }
        #expect(prefetch.horizon(sessions: 1, most: 512) < 30)
    }
}
