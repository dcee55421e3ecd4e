/// Reverse-path, one forward-path, and what the relay is asked to report (RFC 5321 §2.3.1).
public struct Envelope: Sendable, Hashable {
    /// Where bounces go, in wire form `local@domain`; empty for `<>`.
    public var reversePath: String
    /// The recipient, in wire form `local@domain`.
    public var forwardPath: String
    /// Whether either address cannot go without SMTPUTF8 (RFC 6531).
    public var smtputf8: Bool
    /// The address that needs SMTPUTF8, as people read it; nil where nobody said.
    public var internationalAddress: String?
    /// What reports are asked for, where the relay offers DSN; nil to ask for nothing.
    public var dsn: DSN?

    /// An envelope for one recipient.
    public init(
        reversePath: String,
        forwardPath: String,
        smtputf8: Bool = false,
        internationalAddress: String? = nil,
        dsn: DSN? = nil
    ) {
        self.internationalAddress = internationalAddress
        self.reversePath = reversePath
        self.forwardPath = forwardPath
        self.smtputf8 = smtputf8
        self.dsn = dsn
    }
}

/// Delivery status notifications asked for with a message (RFC 3461).
public struct DSN: Sendable, Hashable {
    /// What of the message a report returns (RFC 3461 §4.3).
    public enum Return: String, Sendable, Hashable {
        /// The whole message.
        case full = "FULL"
        /// The header alone.
        case headers = "HDRS"
    }

    /// When a report is wanted (RFC 3461 §4.1); the empty set means never.
    public struct Notify: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: UInt8
        /// A set of the bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// When it has arrived.
        public static let success = Notify(rawValue: 1)
        /// When it cannot be delivered.
        public static let failure = Notify(rawValue: 2)
        /// When it is late.
        public static let delay = Notify(rawValue: 4)
    }

    /// What a report returns; nil leaves it to the relay.
    public var ret: Return?
    /// Our own name for the transaction, which comes back as Original-Envelope-Id; at most 100 characters once
    /// encoded, printable ASCII.
    public var envid: String?
    /// When a report is wanted; nil leaves it to the relay.
    public var notify: Notify?
    /// The address as we knew it, which comes back as Original-Recipient.
    public var orcpt: String?

    /// A request; nil leaves that part out.
    public init(ret: Return? = nil, envid: String? = nil, notify: Notify? = nil, orcpt: String? = nil) {
        self.ret = ret
        self.envid = envid
        self.notify = notify
        self.orcpt = orcpt
    }
}
