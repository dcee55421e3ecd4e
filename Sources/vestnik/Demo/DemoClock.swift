import Delivery
import Locks

/// The demo's time of day: stands still until it is moved on.
final class DemoClock: EngineClock {
    private let milliseconds: Locked<Int64>

    /// Stands at a moment in milliseconds since 1970 UTC.
    init(_ milliseconds: Int64) { self.milliseconds = Locked(milliseconds) }

    func now() -> Int64 { milliseconds.withLock { $0 } }

    /// Nobody sets this clock but the demo: its jumps are the play's own.
    func uptime() -> Int64 { now() }

    func set(_ moment: Int64) { milliseconds.withLock { $0 = moment } }

    func advance(minutes: Int64) { milliseconds.withLock { $0 += minutes * 60_000 } }
}
