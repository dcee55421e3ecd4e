public import Foundation
import Locks

/// A clock that stands still until it is told to go on.
public final class FixedClock: Sendable {
    private let milliseconds: Locked<Int64>

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

    /// Goes on (or back) by a duration.
    public func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        milliseconds.withLock { $0 += seconds * 1000 + attoseconds / 1_000_000_000_000_000 }
    }
}
