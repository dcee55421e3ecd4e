import Store

/// A reading of both clocks, in milliseconds.
struct ClockReading: Sendable, Hashable {
    /// The wall clock, which people and other machines set: since 1970 UTC.
    var wall: Int64
    /// The monotonic one, suspension included: since the machine started.
    var uptime: Int64

    /// What stays the same while the two go alike.
    var offset: Int64 { wall - uptime }
}

/// The guard of what cannot be undone: tells whether the wall clock may be believed.
///
/// A clock that jumps to the next year for four seconds (a time server gone mad, a virtual machine woken with a dead
/// battery) would erase registrations and declare letters missed. So after a jump that the monotonic clock does not
/// know, and after a start far from the newest moment in the database, such acts wait until the clock has agreed with
/// itself for a while, or a person accepts it.
struct ClockGuard: Sendable, Hashable {
    /// What a look at the clocks came to.
    enum Change: Sendable, Hashable {
        /// From now on the clock is in doubt.
        case doubted(ClockDoubt)
        /// The clock is believed again.
        case agreed
    }

    /// How far the clocks may part between two looks, in milliseconds: time servers step by less, and no rule is finer.
    static let tolerance: Int64 = 60_000
    /// How far behind the newest moment in the database the clock may stand at a start, in milliseconds.
    static let behind: Int64 = 5 * 60_000
    /// How far ahead of it: a program may have been stopped for a while.
    static let ahead: Int64 = 30 * 86_400_000
    /// For how long the clock must agree with itself to be believed again, in milliseconds.
    static let agreement: Int64 = 15 * 60_000

    /// The doubt that stands; nil while the clock is believed.
    private(set) var doubt: ClockDoubt?
    private var last: ClockReading?

    /// A guard that believes the clock.
    init() {}

    /// Whether what cannot be undone must wait.
    var isInDoubt: Bool { doubt != nil }

    /// The first look of a run.
    ///
    /// - Parameters:
    ///   - reading: the clocks now.
    ///   - newest: the newest moment in the database; nil in a new one.
    ///   - kept: the doubt that an earlier run left.
    /// - Returns: what has changed since that run.
    mutating func begin(_ reading: ClockReading, newest: Int64?, kept: ClockDoubt?) -> Change? {
        last = reading
        if let kept {
            doubt = kept
            // The same machine, not restarted since: the doubt is as old as it was, and may be over.
            let isSame = abs(reading.offset - kept.offset) <= Self.tolerance && reading.uptime >= kept.since
            return isSame ? settle(reading) : renew(kept.kind, by: kept.by, reading)
        }
        guard let newest else { return nil }
        let apart = reading.wall - newest
        guard apart > Self.ahead || apart < -Self.behind else { return nil }
        return renew(.apart, by: apart, reading)
    }

    /// A later look: at each turn, however long after the one before.
    mutating func look(_ reading: ClockReading) -> Change? {
        guard let before = last else { return begin(reading, newest: nil, kept: nil) }
        last = reading
        let by = reading.offset - before.offset
        if abs(by) > Self.tolerance { return renew(.jumped, by: by, reading) }
        guard let doubt else { return nil }
        // Many small steps are a jump as well.
        let drift = reading.offset - doubt.offset
        if abs(drift) > Self.tolerance { return renew(.jumped, by: drift, reading) }
        return settle(reading)
    }

    /// A person says that the time is right.
    mutating func accept() { doubt = nil }

    /// How long it takes until the clock is believed if it goes evenly, in milliseconds; nil while it is believed.
    func remaining(at uptime: Int64) -> Int64? {
        doubt.map { max(0, $0.since + Self.agreement - uptime) }
    }

    private mutating func renew(_ kind: ClockDoubt.Kind, by: Int64, _ reading: ClockReading) -> Change {
        let doubt = ClockDoubt(kind: kind, by: by, since: reading.uptime, offset: reading.offset)
        self.doubt = doubt
        return .doubted(doubt)
    }

    private mutating func settle(_ reading: ClockReading) -> Change? {
        guard remaining(at: reading.uptime) == 0 else { return nil }
        doubt = nil
        return .agreed
    }
}
