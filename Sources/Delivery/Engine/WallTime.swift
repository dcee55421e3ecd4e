/// A moment by the wall clock, which people and time servers set: what rows, letters and people mean by a time.
///
/// A type of its own, so that it is never taken for an ``Uptime``. The columns of the database and the rules of events
/// hold its milliseconds.
struct WallTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let milliseconds: Int64

    /// A moment so many milliseconds after 1970 began.
    init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The year 1970 begins: long ago.
    static let zero = WallTime(milliseconds: 0)

    static func < (first: Self, second: Self) -> Bool { first.milliseconds < second.milliseconds }
    /// So many milliseconds later.
    static func + (moment: Self, wait: Int64) -> Self { Self(milliseconds: moment.milliseconds + wait) }
    /// So many milliseconds earlier.
    static func - (moment: Self, wait: Int64) -> Self { Self(milliseconds: moment.milliseconds - wait) }
    /// The milliseconds between.
    static func - (later: Self, earlier: Self) -> Int64 { later.milliseconds - earlier.milliseconds }
}

extension EngineClock {
    /// The present.
    var wall: WallTime { WallTime(milliseconds: now()) }
}
