@testable import Delivery
import Glibc
import Testing

@Suite("The pace that a relay asks for")
struct RelayPaceTests {
    /// How a relay counts, each way as a real server does it.
    enum Way: String, Sendable, CaseIterable {
        /// So many in a window that begins with the first; those refused count (Postfix's anvil).
        case window
        /// So many in any window.
        case sliding
        /// An average that is raised by each that is taken (Exim's `ratelimit`, leaky), or by each that comes (strict).
        case leaky, strict
        /// A bucket that fills steadily.
        case bucket
    }

    /// A relay that takes `limit` messages in `period` milliseconds.
    struct Relay {
        let way: Way
        let limit: Int
        let period: Int64
        private var since: Int64?
        private var count = 0
        private var times: [Int64] = []
        private var level = 0.0
        private var last: Int64?

        init(_ way: Way, limit: Int, period: Int64) {
            (self.way, self.limit, self.period) = (way, limit, period)
        }

        mutating func takes(at now: Int64) -> Bool {
            switch way {
            case .window:
                if since.map({ now - $0 >= period }) ?? true { (since, count) = (now, 0) }
                count += 1
                return count <= limit
            case .sliding:
                times.removeAll { now - $0 >= period }
                guard times.count < limit else { return false }
                times.append(now)
                return true
            case .leaky, .strict:
                var next = 1.0
                if let last {
                    let interval = max(1e-6, Double(now - last))
                    let share = exp(-interval / Double(period))
                    next = (1 - share) * Double(period) / interval + share * level
                }
                let isOver = next > Double(limit)
                if way == .strict || !isOver { (level, last) = (next, now) }
                return !isOver
            case .bucket:
                level = min(
                    Double(limit),
                    last.map { level + Double((now - $0) * Int64(limit)) / Double(period) } ?? Double(limit)
                )
                last = now
                guard level >= 1 else { return false }
                level -= 1
                return true
            }
        }
    }

    /// Sends letters over 16 sessions that are answered after 3 ms.
    ///
    /// - Returns: how long it took, and how many were refused.
    static func send(_ letters: Int, to relay: Relay) -> (time: Int64, refused: Int) {
        var relay = relay
        var pace = RelayPace()
        var flying: [Int64] = []
        var (now, sent, refused): (Int64, Int, Int) = (0, 0, 0)
        while sent < letters, now < 100_000_000 {
            for _ in flying.prefix(while: { $0 <= now }) {
                flying.removeFirst()
                if relay.takes(at: now) {
                    sent += 1
                    pace.took(at: .zero + now)
                } else {
                    refused += 1
                    pace.refused(hint: nil, at: .zero + now)
                }
            }
            while flying.count < 16, flying.count + sent < letters, pace.room(at: .zero + now) > 0 {
                pace.started(at: .zero + now)
                flying.append(now + 3)
            }
            if sent == letters { break }
            // Nothing happens before the next reply, or the next letter may go.
            let next =
                flying.count + sent < letters && flying.count < 16
                ? pace.nextUse(after: .zero + now).milliseconds : .max
            now = max(now + 1, min(next, flying.first ?? .max))
        }
        return (now, refused)
    }

    @Test(
        "300 letters at 100 in a period take at most twice the ideal time, however the relay counts",
        arguments: Way.allCases,
        [2000, 5000, 20_000, 60_000, 600_000] as [Int64]
    )
    func ideal(way: Way, period: Int64) {
        let (time, refused) = Self.send(300, to: Relay(way, limit: 100, period: period))
        #expect(time <= 2 * 2 * period, "\(time) ms")
        #expect(refused < 300)
    }

    @Test(
        "few in a period take at most two and a half times the ideal",
        arguments: Way.allCases,
        [5, 20, 30]
    )
    func few(way: Way, limit: Int) {
        let (time, _) = Self.send(5 * limit, to: Relay(way, limit: limit, period: 60_000))
        #expect(Double(time) <= 2.5 * 4 * 60_000, "\(time) ms")
    }

    @Test("a relay that never said anything is sent to as fast as it can take it")
    func free() {
        var pace = RelayPace()
        for moment in 0..<1000 as Range<Int64> {
            let now = Uptime(milliseconds: moment)
            #expect(pace.room(at: now) == .max && pace.nextUse(after: now) == now)
            pace.started(at: now)
            pace.took(at: now)
        }
        #expect(!pace.isKept)
    }

    @Test("while it waits nothing goes, however many were under way, and a stated wait is kept")
    func waits() {
        var pace = RelayPace()
        for _ in 0..<20 { pace.took(at: 0) }
        for _ in 0..<16 { pace.refused(hint: 30_000, at: 10) }
        pace.took(at: 11)
        #expect(pace.room(at: 30_009) == 0)
        #expect(pace.nextUse(after: 11) == 30_010)
        #expect(pace.room(at: 30_010) == 1)
        pace.started(at: 30_010)
        #expect(pace.room(at: 40_000) == 0, "one knocks, alone")
    }

    @Test("pauses between knocks that are refused grow, to five minutes")
    func growing() {
        var pace = RelayPace()
        pace.refused(hint: nil, at: 0)
        var now: Uptime = 0
        var pauses: [Int64] = []
        for _ in 0..<20 {
            let next = pace.nextUse(after: now)
            pauses.append(next - now)
            now = next
            pace.started(at: now)
            pace.refused(hint: nil, at: now)
        }
        #expect(pauses.prefix(5) == [1000, 1500, 2250, 3375, 5062])
        #expect(pauses.last == RelayPace.longestStep)
    }

    @Test("a person's wish lets it knock at once")
    func forgiven() {
        var pace = RelayPace()
        pace.refused(hint: 3_600_000, at: 0)
        pace.forgive(at: 100)
        #expect(pace.room(at: 100) == 1)
    }
}
