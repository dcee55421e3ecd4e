import Locks

/// How often somebody may do something: a bucket for each name, which fills again in time.
final class Limiter: Sendable {
    private struct Bucket {
        var left: Double
        var at: Int64
    }

    private let buckets = Locked([String: Bucket]())
    private let most: Double
    /// Milliseconds until one more may be done.
    private let each: Double
    /// Beyond so many names the full buckets are thrown away.
    private static let mostNames = 10_000

    /// At most so many at once, and one more every so many milliseconds.
    init(atOnce most: Int, eachMilliseconds each: Int) {
        self.most = Double(most)
        self.each = Double(each)
    }

    /// Takes one; the milliseconds to wait where there is none.
    func take(_ name: String, now: Int64) -> Int64? {
        buckets.withLock { buckets in
            var bucket = filled(buckets[name], now)
            defer { buckets[name] = bucket }
            if buckets.count > Self.mostNames {
                buckets = buckets.filter { filled($0.value, now).left < most }
            }
            // Who still comes then is one of too many: the names are kept, nobody is let in.
            guard buckets.count <= 2 * Self.mostNames else { return Int64(each) }
            guard bucket.left < 1 else {
                bucket.left -= 1
                return nil
            }
            return Int64(((1 - bucket.left) * each).rounded(.up))
        }
    }

    /// Whether one could be taken now, without taking it; the milliseconds to wait where not.
    func wait(_ name: String, now: Int64) -> Int64? {
        buckets.withLock { buckets in
            let left = filled(buckets[name], now).left
            return left >= 1 ? nil : Int64(((1 - left) * each).rounded(.up))
        }
    }

    private func filled(_ bucket: Bucket?, _ now: Int64) -> Bucket {
        guard let bucket else { return Bucket(left: most, at: now) }
        let since = max(0, now - bucket.at)
        return Bucket(left: min(most, bucket.left + Double(since) / each), at: now)
    }
}
