import Glibc
import Synchronization

/// What the server's threads share.
final class ServerCore: Sendable {
    struct State: Sendable {
        var script: Script
        var messages: [ReceivedMessage] = []
        var messageCount = 0
        var sessionCount = 0
        var mostOpen = 0
        /// Descriptors of open sessions, to shut down; a session takes its own out before it closes it.
        var open: [Int: Int32] = [:]
        var dialogue: [Exchange] = []
        var problems: [SMTPServerError] = []
        /// Threads that are running.
        var live = 0
        var stopped = false
    }

    let options: SMTPServer.Options
    let listener: Listener
    let state: Monitor<State>
    let folder: MessageFolder?
    /// Grows when the script is replaced: sessions look here instead of taking the lock at each command.
    let scriptVersion = Atomic<Int>(1)

    init(_ options: SMTPServer.Options) throws(SMTPServerError) {
        self.options = options
        if let path = options.folder { folder = try MessageFolder(path) } else { folder = nil }
        listener = try Listener(address: options.address, port: options.port)
        state = Monitor(State(script: options.script))
    }

    func start() {
        state.change { $0.live += 1 }
        let started = startThread { [self] in
            while let descriptor = listener.accept() { greet(descriptor) }
            close(listener.descriptor)
            state.change { $0.live -= 1 }
        }
        if !started {
            close(listener.descriptor)
            state.change {
                $0.live -= 1
                $0.problems.append(.noThread)
            }
        }
    }

    /// Wakes every thread by shutting its socket down, then waits until all have ended.
    func stop() {
        state.change { state in
            if !state.stopped {
                state.stopped = true
                if state.live > 0 { shutdown(listener.descriptor, Int32(SHUT_RDWR)) }
            }
            for descriptor in state.open.values { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
        _ = state.wait(within: nil) { $0.live == 0 }
    }

    func setScript(_ script: Script) {
        state.change { $0.script = script }
        scriptVersion.add(1, ordering: .releasing)
    }

    private func greet(_ descriptor: Int32) {
        let accepted: (number: Int, open: Int)? = state.change { state in
            guard !state.stopped else { return nil }
            state.sessionCount += 1
            state.live += 1
            state.open[state.sessionCount] = descriptor
            state.mostOpen = max(state.mostOpen, state.open.count)
            return (state.sessionCount, state.open.count)
        }
        guard let (number, open) = accepted else {
            close(descriptor)
            return
        }
        let started = startThread { [self] in
            var session = Session(core: self, number: number, open: open, descriptor: descriptor)
            session.run()
            end(number, descriptor)
        }
        if !started { end(number, descriptor) }
    }

    private func end(_ number: Int, _ descriptor: Int32) {
        state.change {
            $0.open[number] = nil
            close(descriptor)
            record(Exchange(session: number, kind: .closed, text: "", bytes: 0, read: 0), in: &$0)
            $0.live -= 1
        }
    }

    func record(_ exchange: Exchange) {
        guard options.recordsDialogue else { return }
        state.change { record(exchange, in: &$0) }
    }

    private func record(_ exchange: Exchange, in state: inout State) {
        if options.recordsDialogue { state.dialogue.append(exchange) }
    }

    /// Keeps, files and hands on a message; false if it could not be filed.
    func deliver(_ message: ReceivedMessage) -> Bool {
        if let folder {
            do {
                try folder.file(message)
            } catch {
                state.change { $0.problems.append(error) }
                return false
            }
        }
        options.onMessage?(message)
        state.change {
            $0.messageCount += 1
            if options.keepsMessages { $0.messages.append(message) }
        }
        return true
    }
}
