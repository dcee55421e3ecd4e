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

/// Reads "try again in N" out of a reply's text.
public enum RetryHint {
    /// The wait that a reply states, in milliseconds; nil where it states none.
    ///
    /// Understands `try again in 300 seconds`, `retry after 5 minutes`, `Greylisted for 4 min`, `in 00:05:00`.
    public static func find(in text: String) -> Int64? {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ":") }.map(String.init)
        let asksToWait = words.contains { word in
            ["try", "retry", "again", "later", "wait", "greylisted", "graylisted", "greylist", "resend"]
                .contains(word)
        }
        guard asksToWait else { return nil }
        for (index, word) in words.enumerated() {
            if let clock = clockValue(word) { return clock }
            let digits = word.prefix { $0.isNumber }
            guard let number = Int64(digits), number > 0, number < 10_000_000 else { continue }
            let unit =
                digits.count < word.count ? String(word.dropFirst(digits.count)) : nextWord(words, index)
            if let scale = unitScale(unit) { return number * scale }
        }
        return nil
    }

    private static func nextWord(_ words: [String], _ index: Int) -> String {
        index + 1 < words.count ? words[index + 1] : ""
    }

    private static func unitScale(_ unit: String) -> Int64? {
        switch unit {
        case "s", "sec", "secs", "second", "seconds": 1000
        case "m", "min", "mins", "minute", "minutes": 60_000
        case "h", "hour", "hours", "hr", "hrs": 3_600_000
        default: nil
        }
    }

    /// `00:05:00` as milliseconds.
    private static func clockValue(_ word: String) -> Int64? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }) else { return nil }
        guard let hours = Int64(parts[0]), let minutes = Int64(parts[1]), let seconds = Int64(parts[2]) else {
            return nil
        }
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    }
}
