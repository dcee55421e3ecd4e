internal import Wording

/// Whether the reading process is well: when it is asked, ended, started anew.
///
/// Moments are monotonic milliseconds.
struct ReaderHealth {
    /// What is to be done.
    enum Step {
        case nothing, ask, end
    }

    /// What keeps the process from reading; nil when it reads.
    private(set) var trouble: IntakeCondition.Trouble?
    /// When it may be started.
    private(set) var startAt: Int64 = .min
    private var startedAt: Int64 = .min
    private var askedAt: Int64 = .min
    private var isAsked = false
    /// How long an answer has been waited for, as far as this side was awake.
    private var waited: Int64 = 0
    private var checkedAt: Int64 = .min
    private var deaths = 0
    /// Why the last start failed; nil where a process has started.
    private(set) var startFault: Wording?

    /// Between two questions.
    static let interval: Int64 = 2000
    /// For an answer.
    static let patience: Int64 = 10_000
    /// After so long without trouble a process is well.
    private static let healthy: Int64 = 10_000
    private static let pauses: ClosedRange<Int64> = 100...30_000

    /// A process starts.
    mutating func starts(_ now: Int64) {
        startedAt = now
        askedAt = .min
        isAsked = false
        waited = 0
        checkedAt = now
        startFault = nil
    }

    /// What to do at this moment.
    mutating func check(_ now: Int64) -> Step {
        // Where this side itself was asleep for long, the process is not to blame.
        let passed = min(max(0, now - checkedAt), Self.interval + 500)
        checkedAt = now
        if isAsked {
            waited += passed
            return waited >= Self.patience ? .end : .nothing
        }
        guard askedAt == .min || now - askedAt >= Self.interval else { return .nothing }
        askedAt = now
        isAsked = true
        waited = 0
        return .ask
    }

    /// It said something.
    mutating func heard(_ now: Int64) {
        if deaths < 2 { trouble = nil }
    }

    /// It answered.
    mutating func answered(_ now: Int64) {
        isAsked = false
        waited = 0
        if trouble == .silent { trouble = nil }
        if now - startedAt >= Self.healthy {
            deaths = 0
            trouble = nil
        }
    }

    /// It does not answer, and is ended.
    mutating func fellSilent() { trouble = .silent }

    /// It could not be started.
    mutating func failedToStart(_ now: Int64, because fault: Wording) {
        died(now)
        startFault = fault
    }

    /// It has ended.
    mutating func died(_ now: Int64) {
        if now - startedAt >= Self.healthy { deaths = 0 }
        deaths += 1
        if deaths >= 2, trouble != .silent { trouble = .crashing }
        startAt = now + min(Self.pauses.lowerBound << min(Int64(deaths) - 1, 20), Self.pauses.upperBound)
    }

    /// It has ended by itself, for a reason that it told.
    mutating func gaveUp(_ now: Int64) { startAt = now + Self.interval }
}
