import Glibc

/// Where the engine reads the time of day.
///
/// Injected, so that an event of seven weeks can be played in seconds.
public protocol EngineClock: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    func now() -> Int64
    /// Milliseconds of a clock that nobody sets, suspension of the machine included.
    func uptime() -> Int64
}

extension EngineClock {
    /// Both clocks, read one right after the other.
    var reading: ClockReading { ClockReading(wall: now(), uptime: uptime()) }
}

/// The system's clock.
public struct SystemClock: EngineClock {
    /// Makes a reader of the system's clock.
    public init() {}

    /// The system's time of day in milliseconds since 1970 UTC.
    public func now() -> Int64 { Self.milliseconds(CLOCK_REALTIME) }

    /// The time since the machine started, in milliseconds.
    public func uptime() -> Int64 { Self.milliseconds(CLOCK_BOOTTIME) }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
