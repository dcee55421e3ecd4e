internal import CLinux
internal import Curl
internal import Glibc
internal import Locks

/// What other threads leave for the loop's thread, and what they may know of it.
final class LoopMailbox: Sendable {
    /// The result of a connecting thread.
    struct Connection: Sendable {
        let relay: Int
        let result: Result<OpenedSession, ConnectFailure>
    }

    /// Everything left since the last look.
    struct Contents: Sendable {
        var connections: [Connection] = []
        var isWoken = false
        /// Whether shutdown has been asked for, and how long it may take.
        var finishing: Duration?
        var isEmpty: Bool { connections.isEmpty && !isWoken && finishing == nil }
    }

    private struct State {
        var contents = Contents()
        var counts: [SessionLoop.Counts]
        var mechanisms: [Int: Login.Mechanism] = [:]
        var isShuttingDown = false
    }

    private let state: Locked<State>
    /// Readable while something has been left.
    let bell: Int32
    /// Readable once the thread has ended.
    private let ended: Int32
    let interrupt = Interrupt()

    init(relays: Int) throws(SessionLoopError) {
        bell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        ended = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        state = Locked(State(counts: Array(repeating: SessionLoop.Counts(), count: relays)))
        guard bell >= 0, ended >= 0 else { throw SessionLoopError(what: "eventfd", number: errno) }
    }

    deinit {
        if bell >= 0 { close(bell) }
        if ended >= 0 { close(ended) }
    }

    /// Leaves something and rings, unless the bell rings already.
    private func leave(_ change: (inout State) -> Void) {
        let mustRing = state.withLock { state in
            let wasEmpty = state.contents.isEmpty
            change(&state)
            return wasEmpty
        }
        if mustRing { LoopMailbox.ring(bell) }
    }

    func wake() {
        leave { $0.contents.isWoken = true }
    }

    func shutdown(finishing: Duration) {
        // Those that are being opened may come so far that they can say QUIT; see ``SessionDriver``.
        if finishing == .zero { interrupt.raise() }
        leave { state in
            state.isShuttingDown = true
            state.contents.finishing = min(state.contents.finishing ?? finishing, finishing)
        }
    }

    /// Takes everything that has been left.
    func takeAll() -> Contents {
        var count: UInt64 = 0
        _ = read(bell, &count, 8)
        return state.withLock { state in
            let contents = state.contents
            state.contents = Contents()
            return contents
        }
    }

    /// Counts a connection about to be tried; nil when it must not be.
    ///
    /// Gives the mechanism that worked last.
    func beginConnecting(relay: Int) -> (mechanism: Login.Mechanism?, Void)? {
        state.withLock { state in
            guard state.counts.indices.contains(relay), !state.isShuttingDown else { return nil }
            state.counts[relay].connecting += 1
            return (state.mechanisms[relay], ())
        }
    }

    /// Leaves the result of a connecting thread.
    func endConnecting(_ connection: Connection) {
        leave { state in
            state.counts[connection.relay].connecting -= 1
            if case .success(let opened) = connection.result {
                state.counts[connection.relay].open += 1
                if let mechanism = opened.mechanism { state.mechanisms[connection.relay] = mechanism }
            }
            state.contents.connections.append(connection)
        }
    }

    func closed(relay: Int) {
        state.withLock { $0.counts[relay].open -= 1 }
    }

    func counts(relay: Int) -> SessionLoop.Counts {
        state.withLock { $0.counts.indices.contains(relay) ? $0.counts[relay] : SessionLoop.Counts() }
    }

    /// Whether a thread is connecting.
    var isConnecting: Bool { state.withLock { $0.counts.contains { $0.connecting > 0 } } }

    /// Whether a connecting thread has left something that nobody has taken.
    var hasConnections: Bool { state.withLock { !$0.contents.connections.isEmpty } }

    func markEnded() {
        LoopMailbox.ring(ended)
    }

    /// Whether the thread has ended, waiting for that at most so long.
    func waitForEnd(milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, milliseconds) > 0
    }

    private static func ring(_ descriptor: Int32) {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }
}
