@testable import Delivery
import Testing
import TestSupport

@Suite("When a deferred message goes again")
struct RetryPolicyTests {
    static let policy = RetryPolicy(first: 60_000, factor: 2, longest: 7_200_000, giveUpAfter: 345_600_000)

    @Test("waits double up to the longest, spread by a tenth")
    func doubling() {
        let waits = (1...10).map { Self.policy.delay(afterAttempt: $0, jitter: 0.5) / 1000 }
        #expect(waits == [60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200])
        #expect(Self.policy.delay(afterAttempt: 1, jitter: 0) == 54_000)
        #expect(Self.policy.delay(afterAttempt: 1, jitter: 0.999) < 66_000)
    }

    @Test(
        "whatever the numbers, a wait is positive and no longer than the longest or the hint allows",
        arguments: 1...20
    )
    func bounds(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let policy = RetryPolicy(
                first: Int64.random(in: 1...10_000_000, using: &random),
                factor: Double.random(in: 1...100, using: &random),
                longest: Int64.random(in: 1...100_000_000, using: &random),
                giveUpAfter: 1
            )
            let hint = Bool.random(using: &random) ? Int64.random(in: 1...(.max / 2), using: &random) : nil
            let delay = policy.delay(
                afterAttempt: Int.random(in: -3...10_000, using: &random),
                hint: hint,
                jitter: Double.random(in: 0..<1, using: &random)
            )
            #expect(delay > 0)
            #expect(delay <= max(policy.longest * 11 / 10 + 1, hint == nil ? 0 : 86_460_001))
            if let hint, hint < 86_400_000 { #expect(delay >= min(hint, delay)) }
        }
    }
}
