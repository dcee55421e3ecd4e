import Glibc

/// Where the engine reads the time of day.
///
/// Injected, so that an event of seven weeks can be played in seconds.
public protocol EngineClock: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    func now() -> Int64
}

/// The system's clock.
public struct SystemClock: EngineClock {
    /// Makes a reader of the system's clock.
    public init() {}

    /// The system's time of day in milliseconds since 1970 UTC.
    public func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
