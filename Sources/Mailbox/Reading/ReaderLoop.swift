internal import Locks
internal import Wording

/// The time and the bell of the thread that reads a mailbox.
protocol ReaderBell: AnyObject {
    /// The time, counted from any instant, never set back.
    var now: Duration { get }
    /// Milliseconds since 1970 UTC, for people.
    var wall: Int64 { get }
    /// Between 0 and 1, for delays.
    var chance: Double { get }
    /// Whether it has rung for the last time.
    var isStopping: Bool { get }
    /// Waits until it rings or the deadline has passed.
    func wait(until deadline: Duration)
}

/// What the thread that reads a mailbox does: goes in, settles what is recorded, hands over what is new, waits; after a
/// failure it tries again, less and less often.
///
/// Lives on one thread.
final class ReaderLoop {
    /// As many messages are settled by one command.
    static let mostSettled = 200

    private let source: any MailSource
    private let bell: any ReaderBell
    private let state: Locked<ReaderState>
    private let every: Duration
    /// Tells the recording thread that something is there for it.
    private let tell: () -> Void

    private var isOpen = false
    private var schedule = RetrySchedule()
    private var troubledSince: Int64?

    init(
        _ source: any MailSource,
        bell: any ReaderBell,
        state: Locked<ReaderState>,
        every: Duration,
        tell: @escaping () -> Void
    ) {
        self.source = source
        self.bell = bell
        self.state = state
        self.every = every
        self.tell = tell
    }

    /// Runs until the bell has rung for the last time.
    func run() {
        while !bell.isStopping {
            do throws(MailboxFault) {
                if !isOpen {
                    // Closed as well where it came but half in.
                    isOpen = true
                    try source.open(state.withLock(\.memory))
                }
                try work()
            } catch {
                close()
                if error.kind != .interrupted { rest(after: error) }
            }
        }
        close()
    }

    private func close() {
        if isOpen { source.close() }
        isOpen = false
        state.withLock { $0.status.isWatching = false }
    }

    /// Takes one step.
    private func work() throws(MailboxFault) {
        try settle()
        let (memory, isOffered) = state.withLock { ($0.memory, $0.batch != nil) }
        // One batch at a time: as much is held as one has, however much there is.
        if isOffered { return bell.wait(until: bell.now + .seconds(60)) }
        let batch = try source.next(memory)
        notePassedOver()
        succeeded()
        if let batch {
            state.withLock { $0.offer(batch) }
            return tell()
        }
        state.withLock { state in
            state.status.lastLook = bell.wall
            state.status.looks += 1
            state.status.isWatching = source.isWatching
            state.isLookWanted = false
        }
        tell()
        try source.wait(until: bell.now + every)
    }

    private func settle() throws(MailboxFault) {
        while true {
            let keys = state.withLock { Array($0.memory.unsettled.prefix(Self.mostSettled)) }
            guard !keys.isEmpty else { return }
            let settled = try source.settle(keys)
            guard !settled.isEmpty else { return }
            state.withLock { $0.settle(settled) }
            tell()
        }
    }

    private func notePassedOver() {
        let passedOver = source.takePassedOver()
        guard let last = passedOver.last else { return }
        state.withLock { state in
            state.status.passedOver += passedOver.count
            state.status.lastPassedOver = last
        }
    }

    private func succeeded() {
        schedule.succeeded()
        troubledSince = nil
        state.withLock { $0.status.trouble = nil }
    }

    /// Notes a failure and waits until it is time to try again, or somebody wants a look.
    private func rest(after fault: MailboxFault) {
        let delay = schedule.failed(fault, chance: bell.chance)
        let wall = bell.wall
        let since = troubledSince ?? wall
        troubledSince = since
        // A session that ends is no trouble yet: the next one may come at once.
        if fault.kind != .lost || schedule.tries > 1 {
            let milliseconds = delay.components.seconds * 1000
            state.withLock { state in
                state.status.trouble = MailboxStatus.Trouble(
                    fault: fault,
                    since: since,
                    tries: schedule.tries,
                    nextTry: wall + milliseconds
                )
            }
            tell()
        }
        let deadline = bell.now + delay
        while bell.now < deadline, !bell.isStopping, !state.withLock(\.isLookWanted) {
            bell.wait(until: deadline)
        }
        state.withLock { $0.isLookWanted = false }
    }
}
