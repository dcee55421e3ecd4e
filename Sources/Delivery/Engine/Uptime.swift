import Service

/// A moment by the monotonic clock (`CLOCK_MONOTONIC`), which nobody sets: for waits, limits and paces of this run.
///
/// A type of its own, so that it is never taken for a ``WallTime``: the two have nothing in common but how they pass.
struct Uptime: Hashable, Comparable, Sendable {
    /// Milliseconds since some moment before the program began.
    let milliseconds: Int64

    /// A moment so many milliseconds after the clock's beginning.
    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The present.
    static func now() -> Uptime { Uptime(milliseconds: MonotonicClock.nanoseconds / 1_000_000) }

    /// Before everything that happens.
    static let past = Uptime(milliseconds: .min)
    /// The clock's beginning: long ago.
    static let zero = Uptime(milliseconds: 0)

    static func < (first: Self, second: Self) -> Bool { first.milliseconds < second.milliseconds }
    /// So many milliseconds later.
    static func + (moment: Self, wait: Int64) -> Self { Self(milliseconds: moment.milliseconds + wait) }
    /// So many milliseconds earlier.
    static func - (moment: Self, wait: Int64) -> Self { Self(milliseconds: moment.milliseconds - wait) }
    /// The milliseconds between.
    static func - (later: Self, earlier: Self) -> Int64 { later.milliseconds - earlier.milliseconds }
}
