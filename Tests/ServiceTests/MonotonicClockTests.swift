import Testing

@testable import Service

@Suite struct MonotonicClockTests {
    @Test("it never goes back")
    func forward() {
        var last: Int64 = 0
        for _ in 0..<1000 {
            let now = MonotonicClock.nanoseconds
            #expect(now >= last)
            last = now
        }
        #expect(MonotonicClock.microseconds >= last / 1000)
    }
}
