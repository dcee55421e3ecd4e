/// A rolling window: how many messages went in the last minute, hour or day: a window that rolls, as relays count it.
struct RollingWindow: Sendable, Equatable {
    /// The length of one bucket in milliseconds; the window is `buckets.count` of them.
    let bucket: Int64
    private var buckets: [Int]
    private var newest: Int64 = .min
    private var sum = 0

    /// A window of `count` buckets of `bucket` milliseconds each.
    init(bucket: Int64, count: Int) {
        self.bucket = max(1, bucket)
        buckets = [Int](repeating: 0, count: max(1, count))
    }

    /// A window of a minute in steps of a second: the step that is going on comes on top, so that it is never shorter.
    static var minute: Self { Self(bucket: 1000, count: minuteLength / 1000) }
    /// How long what has gone counts for a minute, at most, in milliseconds.
    static let minuteLength = 61_000
    /// A window of 24 hours in steps of a minute, never shorter.
    static var day: Self { Self(bucket: 60_000, count: 1441) }

    /// Counts `amount` messages at `now`.
    mutating func add(_ amount: Int = 1, at now: Uptime) {
        roll(to: now.milliseconds / bucket)
        let age = newest - now.milliseconds / bucket
        guard age < Int64(buckets.count) else { return }
        buckets[index(now.milliseconds / bucket)] += amount
        sum += amount
    }

    /// The count in the window that ends at `now`.
    mutating func total(at now: Uptime) -> Int {
        roll(to: now.milliseconds / bucket)
        return sum
    }

    /// When the count will have fallen below `limit`; `now` when it already has.
    mutating func free(below limit: Int, at now: Uptime) -> Uptime {
        roll(to: now.milliseconds / bucket)
        var rest = sum
        guard rest >= limit else { return now }
        var step = newest - Int64(buckets.count) + 1
        while step <= newest {
            rest -= buckets[index(step)]
            if rest < limit { return Uptime(milliseconds: (step + Int64(buckets.count)) * bucket) }
            step += 1
        }
        return Uptime(milliseconds: (newest + Int64(buckets.count)) * bucket)
    }

    private mutating func roll(to step: Int64) {
        guard newest != .min else { return newest = step }
        guard step > newest else { return }
        if step - newest >= Int64(buckets.count) {
            buckets = [Int](repeating: 0, count: buckets.count)
            sum = 0
        } else {
            for passed in (newest + 1)...step {
                sum -= buckets[index(passed)]
                buckets[index(passed)] = 0
            }
        }
        newest = step
    }

    private func index(_ step: Int64) -> Int {
        let rest = Int(step % Int64(buckets.count))
        return rest < 0 ? rest + buckets.count : rest
    }
}
