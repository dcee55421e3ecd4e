public import Foundation
import Locks

/// A clock that stands still until it is told to go on.
public final class FixedClock: Sendable {
    private let milliseconds: Locked<Int64>
    private let elapsed = Locked<Int64>(1_000_000)

    /// Stands at an instant in RFC 3339 (`2026-11-12T09:30:00Z`).
    public init(_ text: String) throws {
        guard let date = ISO8601DateFormatter().date(from: text) else {
            throw TestSupportError("“\(text)” is no instant in RFC 3339")
        }
        milliseconds = Locked(Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    /// Milliseconds since 1970 UTC.
    public var now: Int64 { milliseconds.withLock { $0 } }

    /// The same as a date.
    public var date: Date { Date(timeIntervalSince1970: Double(now) / 1000) }

    /// Milliseconds of the clock that nobody sets.
    public var uptime: Int64 { elapsed.withLock { $0 } }

    /// Goes on by a duration, or is set back by it.
    public func advance(by duration: Duration) {
        if duration > .zero { elapsed.withLock { $0 += Self.milliseconds(duration) } }
        jump(by: duration)
    }

    /// Is set to another time of day, while no time passes.
    public func jump(by duration: Duration) {
        milliseconds.withLock { $0 += Self.milliseconds(duration) }
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
