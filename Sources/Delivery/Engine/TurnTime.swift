import Service

/// A turn's time: how long it goes on with what is done in parts, for meanwhile nobody else may write; and how long the
/// writer's lock is left to others afterwards.
///
/// One rule for all that is done in parts, so that what several of them take is no more than what one may take.
struct TurnTime {
    /// What is done in parts.
    enum Walk: Hashable, CaseIterable {
        /// Who people are whose rows plain SQL has written.
        case identifying
        /// Everyone registered is looked at.
        case registrations
        /// Mailings are looked at, gathered, reviewed; their letters follow acts.
        case mailings
        /// Letters whose time ran out.
        case expiring
        /// Rows of invitation lists.
        case imports
        /// Regions are counted.
        case coverage
        /// Sentences are looked through for people who were forgotten.
        case sweeping
        /// Letters of an event with faults are put aside, or come back.
        case parking
        /// What is too old goes.
        case retention
    }

    /// For how long, in milliseconds, a turn begins another part at most.
    var most: Int64 = 10
    /// For how long, in milliseconds, a turn goes on with what registrations ask for: somebody waits for each of these
    /// letters, and the fewer commits they take, the sooner all have theirs.
    static let forChanges: Int64 = 25
    /// Whoever had no part for so many milliseconds gets one, whatever time it is: nobody waits for ever behind others.
    static let patience: Int64 = 100

    /// When no further part is begun.
    private var end = Uptime.zero
    /// When no further changes are taken over.
    private var changesEnd = Uptime.zero
    private var hasWalked = false
    private var last: [Walk: Uptime] = [:]
    /// Those that did a part in this turn.
    private var walked: Set<Walk> = []
    /// For how long, in milliseconds, each of them begins another part: what its commits take is found out.
    private var allowances: [Walk: Double] = [:]
    /// For how many microseconds the lock was held since it was left alone.
    private var held: Int64 = 0
    /// When it was given back, in microseconds.
    private var released = Int64.min / 2

    /// A turn has the lock.
    mutating func begin(at moment: Uptime = .now()) {
        end = moment + most
        changesEnd = moment + Self.forChanges
        hasWalked = false
        walked = []
    }

    /// Whether one of them may do a part in this turn: while there is time; the first may always, and so may one that has
    /// waited for long.
    func mayBegin(_ walk: Walk, at moment: Uptime = .now()) -> Bool {
        !hasWalked || isLeft(at: moment) || moment - (last[walk] ?? .zero) >= Self.patience
    }

    /// One of them has something to do, and does a part.
    mutating func begin(_ walk: Walk, at moment: Uptime = .now()) {
        hasWalked = true
        last[walk] = moment
        if walked.insert(walk).inserted { end = min(end, moment + Int64(allowance(of: walk))) }
    }

    /// For how many milliseconds one of them begins another part.
    private func allowance(of walk: Walk) -> Double { min(Double(most), allowances[walk] ?? Double(most)) }

    /// Whether there is time for another part.
    func isLeft(at moment: Uptime = .now()) -> Bool { moment < end }

    /// Whether there is time for more of what the intake tells.
    func isLeftForChanges(at moment: Uptime = .now()) -> Bool { moment < changesEnd }
}

/// The lock is left alone.
extension TurnTime {
    /// After so many microseconds with the lock, however many times it was given back at once, it is left alone: whoever
    /// waits for it looks once a millisecond at most, and finds a moment between two turns by chance alone.
    static let longestHold: Int64 = 5000
    /// For how many microseconds it is left alone then.
    static let leave: Int64 = 2500

    /// How many microseconds one commit is to take, that of its pages included.
    ///
    /// Rows that lie far from each other are a page each, and writing these may take longer than changing the rows.
    static let wanted: Int64 = 12_000

    /// The lock was held between these moments, in microseconds.
    mutating func hold(from begin: Int64, to end: Int64) {
        for walk in walked {
            let share = Double(Self.wanted) / Double(max(1, end - begin))
            let now = allowance(of: walk)
            // Quickly down, for somebody waits; slowly up.
            allowances[walk] = share < 1 ? max(1, now * max(0.5, share)) : now + 0.5
        }
        walked = []
        if begin - released >= Self.leave { held = 0 }
        held += end - begin
        released = end
    }

    /// How many microseconds it is still to be left alone.
    func rest(at moment: Int64) -> Int64 {
        guard held >= Self.longestHold else { return 0 }
        return max(0, Self.leave - (moment - released))
    }
}
