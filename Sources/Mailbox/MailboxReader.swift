internal import Glibc
internal import Locks
internal import Service
internal import Wording

/// The reader of a mailbox: a thread of its own that brings returned mail in, each message once.
///
/// Safe from any thread.
public final class MailboxReader: ReturnedMailSource {
    private let place: MailboxPlace
    private let state: Locked<ReaderState>
    private let wakeUp: WakeUp
    private let ended: EventFD
    private let isStarted = Locked(false)
    private let tell: @Sendable () -> Void

    /// A reader that does nothing yet.
    ///
    /// - Parameters:
    ///   - place: what is read.
    ///   - memory: what was committed of it; nothing is believed of another mailbox.
    ///   - tell: called on the reader's thread whenever there is something new for the recording one: a batch, keys that are
    ///     settled, a change of the status.
    /// - Throws: where the system gives no descriptor.
    public init(
        _ place: MailboxPlace,
        memory: MailboxMemory,
        tell: @escaping @Sendable () -> Void
    ) throws(MailboxFault) {
        self.place = place
        self.tell = tell
        state = Locked(ReaderState(memory, identity: place.identity))
        wakeUp = try WakeUp.make()
        do throws(ServiceError) { ended = try EventFD() } catch {
            throw MailboxFault(.local, error.wording)
        }
    }

    deinit { wakeUp.stop() }

    /// Begins to read; once.
    ///
    /// - Throws: where the system gives no thread.
    public func start() throws(MailboxFault) {
        let isFirst = isStarted.withLock { isStarted in
            defer { isStarted = true }
            return !isStarted
        }
        guard isFirst else { return }
        let (place, state, wakeUp, ended, tell) = (place, state, wakeUp, ended, tell)
        let isRunning = Threads.start("mailbox") {
            let loop = ReaderLoop(
                place.source(wakeUp),
                bell: SystemBell(wakeUp),
                state: state,
                every: place.every,
                tell: tell
            )
            loop.run()
            ended.signal()
        }
        guard isRunning else { throw MailboxFault(.local, MailboxWords.noThread) }
    }

    /// Ends reading; what was handed over and is not recorded will be read again the next time.
    ///
    /// - Parameter limit: as long is waited for the thread, which may be connecting.
    /// - Returns: whether it has ended.
    @discardableResult
    public func stop(within limit: Duration = .seconds(3)) -> Bool {
        wakeUp.stop()
        guard isStarted.withLock({ $0 }) else { return true }
        var watched = pollfd(fd: ended.descriptor, events: Int16(POLLIN), revents: 0)
        let deadline = WakeUp.now + limit
        while WakeUp.now < deadline {
            let milliseconds = (deadline - WakeUp.now).components.seconds * 1000 + 100
            if poll(&watched, 1, Int32(clamping: milliseconds)) > 0 { return true }
        }
        return false
    }

    /// Looks at once, whatever is waited for.
    public func lookNow() {
        state.withLock { $0.isLookWanted = true }
        wakeUp.ring()
    }

    /// Messages to be recorded, the same ones until ``recorded(_:)`` says that they are; nil for none.
    public var batch: MailboxBatch? { state.withLock(\.batch) }

    /// The consequences of this batch, its bookmark and its keys are committed: the next one may come.
    public func recorded(_ batch: MailboxBatch) {
        if state.withLock({ $0.record(batch) }) { wakeUp.ring() }
    }

    /// Keys of messages that are marked or moved, or are gone; each is given once.
    public func takeSettled() -> [MessageKey] { state.withLock { $0.takeSettled() } }

    /// How it stands with the mailbox.
    public var status: MailboxStatus { state.withLock(\.status) }
}

extension MailboxPlace {
    /// The way in.
    func source(_ wakeUp: WakeUp) -> any MailSource {
        switch access {
        case .maildir(let path): MaildirSource(path, self, wakeUp: wakeUp)
        case .imap(let server):
            IMAPSource(server, self, isStopping: { wakeUp.isStopping }) { () throws(MailboxFault) in
                StreamChannel(try IMAPConnector(server: server, wakeUp: wakeUp).open(), wakeUp: wakeUp)
            }
        }
    }
}

/// The bell and the clocks of the system.
private final class SystemBell: ReaderBell {
    private let wakeUp: WakeUp

    init(_ wakeUp: WakeUp) { self.wakeUp = wakeUp }

    var now: Duration { WakeUp.now }
    var chance: Double { .random(in: 0...1) }
    var isStopping: Bool { wakeUp.isStopping }

    var wall: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }

    func wait(until deadline: Duration) { _ = wakeUp.wait(until: deadline) }
}
