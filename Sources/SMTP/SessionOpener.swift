internal import Locks

/// The opener of sessions: each on a thread of its own, since libcurl blocks while it connects.
///
/// Used from any thread.
struct SessionOpener: Sendable {
    let mailbox: LoopMailbox
    let relays: [RelayEndpoint]
    let timeouts: Timeouts

    /// Begins to open a session; its result comes into the mailbox.
    func open(relay: Int) {
        guard let begun = mailbox.beginConnecting(relay: relay) else { return }
        let connector = Connector(
            relay: relays[relay],
            timeouts: timeouts,
            interrupt: mailbox.interrupt,
            remembered: begun.mechanism
        )
        let mailbox = mailbox
        let isStarted = Threads.start("connect") {
            let result = Result { () throws(ConnectFailure) in try connector.open() }
            mailbox.endConnecting(LoopMailbox.Connection(relay: relay, result: result))
        }
        if !isStarted {
            let failure = ConnectFailure(
                stage: .local,
                problem: Problems.noThread,
                isPermanent: false
            )
            mailbox.endConnecting(LoopMailbox.Connection(relay: relay, result: .failure(failure)))
        }
    }
}
