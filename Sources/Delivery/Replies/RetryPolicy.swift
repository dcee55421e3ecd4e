/// When a deferred message goes again.
///
/// RFC 5321 §4.5.4.1: the delay after a failed attempt must be configurable; exponential with jitter, so that
/// messages deferred together do not come back together.
public struct RetryPolicy: Sendable, Equatable {
    /// The delay after the first attempt, in milliseconds.
    public var first: Int64
    /// What each further delay is multiplied by, at least 1.
    public var factor: Double
    /// The longest delay, in milliseconds.
    public var longest: Int64
    /// How long a message is tried before it expires, in milliseconds.
    public var giveUpAfter: Int64

    /// The delay in milliseconds after an attempt.
    ///
    /// - Parameters:
    ///   - attempt: its number, 1 for the first.
    ///   - hint: what the reply itself asked for ("try again in 300 seconds"), in milliseconds: never sooner.
    ///   - jitter: a random number in 0..<1, which spreads the delay over ±10 %.
    /// - Returns: 1 or more.
    public func delay(afterAttempt attempt: Int, hint: Int64? = nil, jitter: Double) -> Int64 {
        var delay = Double(first)
        for _ in 1..<max(1, min(attempt, 64)) {
            delay *= factor
            if delay >= Double(longest) { break }
        }
        delay = min(delay, Double(longest))
        let spread = Int64(delay * (0.9 + 0.2 * jitter))
        guard let hint, hint > spread else { return max(1, spread) }
        // A stated wait is a lower bound; a little jitter above it, and never more than a day of it.
        return min(hint, 86_400_000) + Int64(Double(min(hint, 600_000)) * 0.1 * jitter)
    }
}
