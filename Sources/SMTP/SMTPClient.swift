public import Curl

/// A single exchange with a relay on the calling thread, for `send-test` and `check --relay`. Blocks.
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
    public static func probe(
        _ relay: RelayEndpoint,
        timeouts: Timeouts = Timeouts(),
        interrupt: Interrupt? = nil
    ) throws(ConnectFailure) -> Greeting {
        throw ConnectFailure(stage: .local, problem: "", isPermanent: false)
    }

    /// Sends one message.
    ///
    /// - Parameter message: CRLF lines, no dot-stuffing.
    public static func send(
        _ message: [UInt8],
        envelope: Envelope,
        to relay: RelayEndpoint,
        timeouts: Timeouts = Timeouts(),
        interrupt: Interrupt? = nil
    ) throws(ConnectFailure) -> (outcome: Outcome, greeting: Greeting) {
        throw ConnectFailure(stage: .local, problem: "", isPermanent: false)
    }
}
