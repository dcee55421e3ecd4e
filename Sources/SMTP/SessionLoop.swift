internal import Glibc
internal import Locks
public import Wording

/// One dedicated thread that drives every open session without ever blocking.
public final class SessionLoop: Sendable {
    /// How many sessions of a relay there are.
    public struct Counts: Sendable, Hashable {
        /// Being opened.
        public var connecting = 0
        /// Open, until ``SessionLoopDelegate/sessionClosed(_:reason:)``.
        public var open = 0

        /// Numbers of sessions.
        public init(connecting: Int = 0, open: Int = 0) {
            self.connecting = connecting
            self.open = open
        }
    }

    private let mailbox: LoopMailbox
    private let heart = LoopPulse()
    private let opener: SessionOpener

    /// Starts the thread; no session is opened yet.
    ///
    /// - Parameters:
    ///   - relays: those that sessions may be opened to; their places in the list are their names from now on.
    ///   - timeouts: how long the relays may take.
    ///   - delegate: kept alive until the thread has ended.
    /// - Throws: when the system gives no thread or no descriptors.
    public init(
        relays: [RelayEndpoint],
        timeouts: Timeouts,
        delegate: any SessionLoopDelegate
    ) throws(SessionLoopError) {
        let mailbox = try LoopMailbox(relays: relays.count)
        let poller = try Poller(bell: mailbox.bell)
        let opener = SessionOpener(mailbox: mailbox, relays: relays, timeouts: timeouts)
        self.mailbox = mailbox
        self.opener = opener
        let isStarted = Threads.start("sessions") { [heart] in
            SessionDriver(opener: opener, delegate: delegate, poller: poller, heart: heart).run()
            mailbox.markEnded()
        }
        guard isStarted else { throw SessionLoopError(what: "thread", number: errno) }
    }

    deinit {
        mailbox.shutdown(finishing: .zero)
    }

    /// Asks the delegate anew for each session that can take a message.
    ///
    /// From any thread; cheap.
    public func wake() {
        mailbox.wake()
    }

    /// Begins to open a session on a thread of its own; the delegate hears `sessionOpened` or `connectFailed`.
    ///
    /// From any thread. After ``shutdown(finishing:)`` nothing happens.
    public func open(relay: Int) {
        opener.open(relay: relay)
    }

    /// How many sessions the relay has at this moment.
    ///
    /// From any thread.
    public func counts(relay: Int) -> Counts {
        mailbox.counts(relay: relay)
    }

    /// How far the session thread has come.
    ///
    /// From any thread; cheap.
    public var pulse: Pulse { heart.reading }

    /// Takes no more messages, lets what is in flight finish, and ends every session with QUIT; after `finishing`
    /// what is left is cut off.
    ///
    /// Returns at once; the delegate goes on hearing of outcomes until ``join()`` returns. From any thread.
    public func shutdown(finishing: Duration) {
        mailbox.shutdown(finishing: finishing)
    }

    /// Waits until the thread has ended after ``shutdown(finishing:)``.
    ///
    /// Not from the loop's own thread.
    public func join() {
        while !join(within: .seconds(3600)) {}
    }

    /// Waits like ``join()``, at most for `limit`.
    ///
    /// - Returns: whether the thread has ended.
    public func join(within limit: Duration) -> Bool {
        mailbox.waitForEnd(milliseconds: Int32(clamping: limit.nanoseconds / 1_000_000))
    }
}

/// The system refused what a loop needs.
public struct SessionLoopError: Error, Sendable, Hashable, Worded {
    /// What was refused, such as `epoll`.
    public let what: String
    /// The `errno` of the refusal.
    public let number: Int32

    /// A sentence for the person who runs the program.
    public var wording: Wording {
        Wording(ru: "отправка не начинается: \(what): ", en: "cannot start sending: \(what): ")
            + .systemError(number)
    }
}
