@testable import Delivery
import Testing
import TestSupport

@Suite("So many messages a minute, spread over it")
struct MinuteRateTests {
    /// Begins whatever may begin, waking only when told to, and says when each began.
    private func moments(_ rate: inout MinuteRate, from start: Uptime, for length: Int64) -> [Int64] {
        var moments: [Int64] = []
        var now = start
        while now - start < length {
            let room = rate.room(at: now)
            for _ in 0..<room {
                rate.began(at: now)
                moments.append(now - start)
            }
            let next = rate.free(at: now)
            guard next > now else { return moments }
            now = next
        }
        return moments
    }

    @Test(
        "of a second nothing goes but what belongs to a second, and one where that is less than one",
        arguments: [(1, 1), (2, 1), (30, 1), (60, 1), (90, 2), (120, 3), (600, 11), (6000, 110)]
    )
    func spread(_ most: Int, _ ofSecond: Int) {
        var rate = MinuteRate(most: most)
        let moments = moments(&rate, from: 1_234_567, for: 60_000)
        // After the first second, which may catch up.
        for start in stride(from: Int64(1000), to: 59_000, by: 250) {
            #expect(moments.count { start..<start + 1000 ~= $0 } <= ofSecond)
        }
        #expect(moments.count { $0 < 1000 } <= 2 * max(1, most / 60))
        #expect(moments.count <= most && moments.count >= most * 57 / 60)
    }

    @Test("no minute has more than the limit, whoever comes when", arguments: 1...30 as ClosedRange<UInt64>)
    func never(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let most = Int.random(in: 1...2000, using: &random)
        var rate = MinuteRate(most: most)
        var now = Uptime(milliseconds: Int64.random(in: 0...100_000, using: &random))
        var moments: [Uptime] = []
        for _ in 0..<3000 {
            now += Int64.random(in: 0...(Bool.random(using: &random) ? 30 : 2000), using: &random)
            for _ in 0..<min(rate.room(at: now), Int.random(in: 0...50, using: &random)) {
                rate.began(at: now)
                moments.append(now)
            }
        }
        for (index, moment) in moments.enumerated() where index >= most {
            #expect(moment - moments[index - most] >= 60_000)
        }
    }

    @Test(
        "when it says that there is room, there is; a moment before there was none",
        arguments: [1, 7, 60, 599]
    )
    func honest(_ most: Int) {
        var rate = MinuteRate(most: most)
        var now: Uptime = 5000
        for _ in 0..<2 * most {
            while rate.room(at: now) > 0 { rate.began(at: now) }
            let next = rate.free(at: now)
            var before = rate
            #expect(next > now && before.room(at: next - 1) == 0 && rate.room(at: next) > 0)
            now = next
        }
    }

    @Test("a fast rate wakes nobody for each message: ten times a second at most")
    func portions() {
        var rate = MinuteRate(most: 60_000)
        let moments = moments(&rate, from: 0, for: 10_000)
        #expect(moments.count > 9000 && Set(moments).count <= 101)
    }

    @Test("what went before a restart counts for its minute, and the next keeps its distance from it")
    func restart() {
        var rate = MinuteRate(most: 60)
        rate.remember(59, at: 100_000)
        #expect(rate.room(at: 100_000) == 0)
        #expect(rate.free(at: 100_000) == 101_017)
        rate.began(at: 101_017)
        #expect(rate.free(at: 101_017) == 161_000)
        rate.remember(0, at: 500_000)
        #expect(rate.room(at: 500_000) == 1)
    }

    @Test("without a limit there is always room")
    func unlimited() {
        var rate = MinuteRate(most: 0)
        rate.began(1000, at: 0)
        rate.remember(1000, at: 0)
        #expect(rate.room(at: 0) == .max && rate.free(at: 0) == 0 && !rate.isLimited)
    }
}
