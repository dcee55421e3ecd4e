import SMTP
import Locks
import TestSupport

/// Feeds a loop with messages and keeps what it hears.
final class Feeder: SessionLoopDelegate {
    struct State {
        var waiting: [(Transaction, [UInt8])] = []
        var outcomes: [Int64: [Outcome]] = [:]
        var order: [String] = []
        var failures: [ConnectFailure] = []
        var ends: [SessionEnd] = []
        var served: [Int] = []
        var opened: [SessionInfo] = []
        var overlapLosers: [Int] = []
        /// Sessions that are being opened in the place of others.
        var connecting = 0
    }

    let state = Locked(State())
    /// How many sessions are wanted where one was lost.
    let wanted = Locked(0)

    /// Lines up messages, to `RECIPIENT@example.org`, tagged from 1 on.
    func add(_ recipients: [String], body: String = "Subject: x\r\n\r\n.hello\r\n") {
        state.withLock { state in
            for recipient in recipients {
                let tag = Int64(state.waiting.count + state.outcomes.count + 1)
                let envelope = Envelope(reversePath: "a@example.org", forwardPath: recipient + "@example.org")
                state.waiting.append((Transaction(tag: tag, envelope: envelope), Array(body.utf8)))
            }
        }
    }

    func nextTransaction(for session: SessionInfo, into body: inout [UInt8]) -> Transaction? {
        state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let (transaction, message) = state.waiting.removeFirst()
            body += message
            return transaction
        }
    }

    func willSendEndOfData(tag: Int64, session: SessionInfo) {
        state.withLock { $0.order.append("dot \(tag)") }
    }

    func finished(tag: Int64, outcome: Outcome, session: SessionInfo) {
        state.withLock {
            $0.outcomes[tag, default: []].append(outcome)
            $0.order.append("\(outcome.kind.rawValue) \(tag)")
        }
    }

    func sessionOpened(_ info: SessionInfo) {
        state.withLock { state in
            state.opened.append(info)
            state.connecting = max(0, state.connecting - 1)
        }
    }

    func sessionClosed(_ info: SessionInfo, reason: SessionEnd) {
        state.withLock {
            $0.ends.append(reason)
            $0.served.append(info.served)
        }
    }

    func sessionsToOpen(relay: Int) -> Int {
        let wanted = wanted.withLock { $0 }
        return state.withLock { state in
            let missing = max(0, wanted - (state.opened.count - state.ends.count) - state.connecting)
            state.connecting += missing
            return missing
        }
    }

    func overlapLost(relay: Int) { state.withLock { $0.overlapLosers.append(relay) } }

    func connectFailed(relay: Int, problem: ConnectFailure) { state.withLock { $0.failures.append(problem) } }

    /// Waits until so many messages have an outcome.
    func waitForOutcomes(_ count: Int) -> Bool {
        waitUntil(within: .seconds(20)) { self.state.withLock { $0.outcomes.count >= count } }
    }

    func waitForFailure() -> ConnectFailure? {
        _ = waitUntil(within: .seconds(20)) { self.state.withLock { !$0.failures.isEmpty } }
        return state.withLock { $0.failures.first }
    }

    func waitForEnd() -> SessionEnd? {
        _ = waitUntil(within: .seconds(20)) { self.state.withLock { !$0.ends.isEmpty } }
        return state.withLock { $0.ends.first }
    }

    func outcome(_ tag: Int64) -> Outcome? {
        state.withLock { $0.outcomes[tag].flatMap { $0.count == 1 ? $0[0] : nil } }
    }
}

extension RelayEndpoint {
    /// The test's own server.
    init(_ server: SMTPServer) {
        self.init(host: "127.0.0.1", port: Int(server.port), helo: "client.example.org")
    }
}
