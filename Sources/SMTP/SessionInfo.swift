public import Wording

/// What a session tells about itself.
public struct SessionInfo: Sendable, Hashable {
    /// A number that no other session of the loop has had.
    public let id: UInt64
    /// The relay's place in the list that the loop was given.
    public let relay: Int
    /// The other side's address, such as `192.0.2.7`.
    public let remoteAddress: String
    /// TLS version and cipher; nil in plain text.
    public let tls: String?
    /// What the relay offers.
    public let capabilities: Capabilities
    /// How many transactions the relay has given a verdict on so far; those that a lost connection ended, or that
    /// we ended ourselves, do not count.
    public var served: Int

    /// A description of a session.
    public init(
        id: UInt64,
        relay: Int,
        remoteAddress: String = "",
        tls: String? = nil,
        capabilities: Capabilities = Capabilities(),
        served: Int = 0
    ) {
        self.id = id
        self.relay = relay
        self.remoteAddress = remoteAddress
        self.tls = tls
        self.capabilities = capabilities
        self.served = served
    }
}

/// Why a session ended.
public enum SessionEnd: Sendable, Hashable {
    /// We sent QUIT: idle, the limit of messages, or shutdown.
    case quit
    /// The relay answered 421, or sent it unasked.
    case relayClosing(Reply)
    /// The connection broke or was closed by the relay.
    case lost(Wording)
    /// No reply came to what had gone behind a dot that was answered.
    ///
    /// The relay offers PIPELINING and seems to throw away what it reads together with the end of data, which RFC
    /// 2920 §3.2 forbids.
    case lostOverlap
    /// A reply did not come in time.
    case timedOut(Stage)
    /// The relay answered what SMTP does not allow; going on could mistake one reply for another.
    case protocolError(Wording)

    /// Whether neither side ended it in order.
    public var isLoss: Bool {
        switch self {
        case .quit, .relayClosing: false
        case .lost, .lostOverlap, .timedOut, .protocolError: true
        }
    }
}
