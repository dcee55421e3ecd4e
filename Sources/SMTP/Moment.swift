internal import Glibc

/// An instant by both clocks: deadlines follow the monotonic one, records show the wall.
public struct Moment: Sendable, Hashable {
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    public var monotonic: UInt64
    /// Milliseconds since 1970 UTC.
    public var wall: Int64

    /// An instant.
    public init(monotonic: UInt64, wall: Int64) {
        self.monotonic = monotonic
        self.wall = wall
    }

    /// The present.
    public static func now() -> Moment {
        var monotonic = timespec(), wall = timespec()
        clock_gettime(CLOCK_MONOTONIC, &monotonic)
        clock_gettime(CLOCK_REALTIME, &wall)
        return Moment(
            monotonic: UInt64(clamping: monotonic.tv_sec) &* 1_000_000_000
                &+ UInt64(clamping: monotonic.tv_nsec),
            wall: Int64(wall.tv_sec) &* 1000 &+ Int64(wall.tv_nsec) / 1_000_000
        )
    }
}

extension Duration {
    /// Whole nanoseconds, 0 to about a century.
    var nanoseconds: UInt64 {
        guard components.seconds >= 0 else { return 0 }
        let seconds = min(components.seconds, 3_000_000_000)
        return UInt64(seconds) * 1_000_000_000 + UInt64(clamping: components.attoseconds / 1_000_000_000)
    }
}
