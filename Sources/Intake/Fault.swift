internal import SQLite
internal import Wording

/// Why something does not go, since when, and when it is tried again.
struct Fault {
    private(set) var trouble: IntakeCondition.Trouble?
    private(set) var detail: Wording?
    /// Of the first failure in a row; nil when all is well.
    private(set) var since: Int64?
    private(set) var retryAt: Int64 = .min

    /// All is well.
    mutating func clear() {
        guard since != nil else { return }
        self = Fault()
    }

    /// Another failure.
    ///
    /// A lock of somebody else's is usual for a moment, and a trouble only when it lasts.
    mutating func note(_ error: IntakeError, now: Int64) {
        let first = since ?? now
        since = first
        let isLock = error.trouble == nil
        if !isLock || now - first >= IntakeLimits.lockPatience {
            trouble = error.trouble ?? .locked
            // People's words, and bounded: what SQLite says may name things of the file.
            detail = error.boundedDetail
        }
        retryAt = now == .max ? now : now + (isLock ? 50 : IntakeLimits.retry)
    }
}

extension IntakeCondition {
    /// Says what trouble there is, or that there is none.
    mutating func tell(_ fault: Fault) {
        trouble = fault.trouble
        detail = fault.trouble == nil ? nil : fault.detail
    }
}

/// How often the schema is compared and put right: at once, but ever more seldom where somebody undoes it each time.
struct RepairPace {
    private var isStirred = true
    private var pause: Int64 = 0
    private var repairedAt: Int64 = .min
    private var thoroughAt: Int64 = .min
    private(set) var next: Int64 = .min

    /// Whether a comparison waits for its time.
    var isWaiting: Bool { isStirred }

    /// Somebody has committed.
    mutating func stir() { isStirred = true }

    /// Whether it is time to compare.
    func isDue(_ now: Int64) -> Bool { isStirred && now >= next }

    /// Whether it is time to compare even though SQLite's own counter has not moved: whoever writes the schema's pages
    /// need not count.
    func isThorough(_ now: Int64) -> Bool { now >= thoroughAt }

    /// Notes a comparison.
    mutating func checked(_ now: Int64, wasRepaired: Bool) {
        if isThorough(now) { thoroughAt = now + 10_000 }
        isStirred = false
        if wasRepaired {
            // From a second to five minutes, and back after as long again without a repair.
            let isAgain = repairedAt != .min && now - repairedAt < 2 * max(pause, 1000)
            pause = isAgain ? min(pause * 2, 300_000) : 1000
            repairedAt = now
        }
        next = now + (wasRepaired ? pause : 0)
    }
}
