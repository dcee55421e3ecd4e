import Glibc

/// The clock that nobody sets.
public enum MonotonicClock {
    /// Nanoseconds since the machine started, suspension not counted (`CLOCK_MONOTONIC`).
    public static var nanoseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }

    /// Microseconds, as systemd wants them in `MONOTONIC_USEC`.
    public static var microseconds: Int64 { nanoseconds / 1000 }
}
