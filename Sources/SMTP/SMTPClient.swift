internal import CLinux
public import Curl
internal import Glibc

/// A single exchange with a relay on the calling thread, for `send-test` and `check --relay`.
///
/// Blocks.
public enum SMTPClient {
    /// What a relay showed of itself.
    public struct Greeting: Sendable {
        /// What it offers, after TLS where TLS is asked for.
        public var capabilities: Capabilities
        /// TLS version and cipher; nil in plain text.
        public var tls: String?
        /// The mechanism by which we logged in; nil where no login is configured.
        public var mechanism: Login.Mechanism?
        /// Its address.
        public var remoteAddress: String
        /// Every line it sent, without line ends; no secret is among them.
        public var transcript: [String]
    }

    /// Connects, encrypts and logs in, then says QUIT.
    ///
    /// - Parameters:
    ///   - relay: where to.
    ///   - timeouts: how long the relay may take.
    ///   - interrupt: raised by another thread, it ends the attempt within about a second.
    /// - Returns: what the relay showed of itself.
    /// - Throws: why no session could be opened.
    public static func probe(
        _ relay: RelayEndpoint,
        timeouts: Timeouts = Timeouts(),
        interrupt: Interrupt? = nil
    ) throws(ConnectFailure) -> Greeting {
        try run(nil, relay, timeouts, interrupt).greeting
    }

    /// Sends one message.
    ///
    /// - Parameters:
    ///   - message: CRLF lines, no dot-stuffing.
    ///   - envelope: who it is from and to.
    ///   - relay: where to.
    ///   - timeouts: how long the relay may take.
    ///   - interrupt: raised by another thread, it ends the attempt within about a second.
    /// - Returns: what became of the message, and what the relay showed of itself.
    /// - Throws: why no session could be opened; a refusal is an outcome.
    public static func send(
        _ message: [UInt8],
        envelope: Envelope,
        to relay: RelayEndpoint,
        timeouts: Timeouts = Timeouts(),
        interrupt: Interrupt? = nil
    ) throws(ConnectFailure) -> (outcome: Outcome, greeting: Greeting) {
        let result = try run((Transaction(tag: 1, envelope: envelope), message), relay, timeouts, interrupt)
        let nothing = Outcome(kind: .notTried, stage: .local, problem: Problems.endedAtOnce)
        return (result.outcome ?? nothing, result.greeting)
    }

    private static func run(
        _ job: (Transaction, [UInt8])?,
        _ relay: RelayEndpoint,
        _ timeouts: Timeouts,
        _ interrupt: Interrupt?
    ) throws(ConnectFailure) -> (outcome: Outcome?, greeting: Greeting) {
        let opened = try Connector(relay: relay, timeouts: timeouts, interrupt: interrupt).open()
        let greeting = Greeting(
            capabilities: opened.capabilities,
            tls: opened.stream.encryption,
            mechanism: opened.mechanism,
            remoteAddress: opened.stream.remoteAddress,
            transcript: opened.stream.lines.map { ReplyParser.repaired($0) }
        )
        var options = Dialogue.Options()
        options.timeouts = timeouts
        options.usesPipelining = relay.usesPipelining
        let session = Session(opened, id: 1, relay: 0, options: options, now: .now())
        return (drive(session, job, interrupt), greeting)
    }

    /// Leads the session to its end; gives the outcome of the job.
    private static func drive(
        _ session: Session,
        _ job: (Transaction, [UInt8])?,
        _ interrupt: Interrupt?
    ) -> Outcome? {
        var job = job
        var outcome: Outcome?
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let now = Moment.now()
            if interrupt?.isRaised == true { session.dialogue.connectionLost(Problems.interrupted, now: now) }
            session.dialogue.check(now: now)
            if session.isDrained, session.dialogue.end == nil {
                _ = session.fill(now: now) { _, body in
                    guard let (transaction, message) = job else { return nil }
                    job = nil
                    body = message
                    return transaction
                }
                // The one message is on its way: QUIT follows its reply.
                if job == nil { session.dialogue.finish() }
            }
            session.flush(now: now)
            session.deliver { _, verdict, _ in outcome = verdict }
            if session.dialogue.end != nil { return outcome }
            if session.isDrained, session.dialogue.isIdle { continue }
            var watched = pollfd(
                fd: session.descriptor,
                events: Int16(session.isBlocked ? POLLIN | POLLOUT : POLLIN),
                revents: 0
            )
            // A long message is produced piece by piece: while some is left there is nothing to wait for.
            if poll(&watched, 1, session.isDrained && session.dialogue.hasMore ? 0 : 200) > 0,
                watched.revents & ~Int16(POLLOUT) != 0
            {
                session.read(into: buffer, now: .now())
            }
        }
    }
}
