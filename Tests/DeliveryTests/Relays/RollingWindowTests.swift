@testable import Delivery
import Testing
import TestSupport

@Suite("Counting what went in the last minute or day")
struct RollingWindowTests {
    @Test("the count is that of a list of moments, whatever comes when", arguments: 1...20)
    func property(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let buckets = Int.random(in: 1...20, using: &random)
        var count = RollingWindow(bucket: 10, count: buckets)
        var moments: [Int64] = []
        var now = Int64.random(in: -500...500, using: &random)
        for _ in 0..<300 {
            now += Int64.random(in: 0...(Bool.random(using: &random) ? 8 : 90), using: &random)
            if Bool.random(using: &random) {
                count.add(at: .zero + now)
                moments.append(now)
            }
            let oldest = floorDivide(now, 10) - Int64(buckets) + 1
            #expect(count.total(at: .zero + now) == moments.count { floorDivide($0, 10) >= oldest })
        }
    }

    /// The bucket of a moment; the engine's moments are never negative, those of this test before zero are skipped.
    private func floorDivide(_ value: Int64, _ by: Int64) -> Int64 { value / by }

    @Test("it tells when there is room again, and then there is", arguments: 1...20)
    func free(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var count = RollingWindow.minute
        var now: Uptime = 1_000_000
        for _ in 0..<200 {
            now += Int64.random(in: 0...3000, using: &random)
            let limit = Int.random(in: 1...20, using: &random)
            let free = count.free(below: limit, at: now)
            if free <= now {
                #expect(count.total(at: now) < limit)
                count.add(Int.random(in: 1...3, using: &random), at: now)
            } else {
                var later = count
                var before = count
                #expect(later.total(at: free) < limit)
                #expect(before.total(at: free - 1) >= limit)
            }
        }
    }

    @Test("no window is shorter than it is called, whenever within a step it began", arguments: 0..<10)
    func whole(_ tenth: Int64) {
        var minute = RollingWindow.minute, day = RollingWindow.day
        let begin = Uptime(milliseconds: 1_000_000 + tenth * 100)
        minute.add(at: begin)
        day.add(at: begin)
        #expect(minute.total(at: begin + 59_999) == 1)
        #expect(minute.free(below: 1, at: begin) - begin >= 60_000)
        #expect(day.total(at: begin + 86_399_999) == 1)
        #expect(day.free(below: 1, at: begin) - begin >= 86_400_000)
    }

    @Test("what went before the window counts no more, even if it is told late")
    func past() {
        var count = RollingWindow.minute
        count.add(5, at: 100_000)
        count.add(3, at: 30_000)
        #expect(count.total(at: 100_000) == 5)
        #expect(count.total(at: 160_999) == 5)
        #expect(count.total(at: 161_000) == 0)
    }
}
