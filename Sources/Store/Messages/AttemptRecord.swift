/// What one transfer came to.
public struct AttemptRecord: Sendable {
    /// What becomes of the message.
    public enum Verdict: Sendable, Hashable {
        /// The relay took it.
        case sent
        /// Refused for now; goes again at `nextAttempt`.
        case deferred(nextAttempt: Int64)
        /// Refused for good.
        case bounced(reason: String?)
        /// Nobody knows.
        case inDoubt
        /// Nobody knows, and policy sends it again at that moment; until then it is in doubt.
        case inDoubtResend(at: Int64)
        /// Nobody knows, and policy leaves it to a person.
        case inDoubtHold(reason: String)
        /// Never tried: the address or the template forbids it.
        case rejected(reason: String)
        /// Its time ran out.
        case expired(reason: String)
        /// What it tells is no longer so.
        case withdrawn(reason: String)
        /// The address is on the suppression list.
        case suppressed(reason: String)
        /// A person must look first.
        case held(reason: String)
        /// Not tried after all; goes back to the queue as what it was before, at its place there or at that moment, whichever
        /// is later.
        case requeued(ready: Int64)
    }

    /// `messages.id`.
    public var message: Int64
    /// The claim's token.
    public var claim: Int64
    /// What becomes of the message.
    public var verdict: Verdict
    /// When the attempt began.
    public var at: Int64
    /// How long it took, in milliseconds.
    public var duration: Int?
    /// The relay, as the log shows it.
    public var relay: String?
    /// The reply's code.
    public var code: Int?
    /// The reply's enhanced status code.
    public var enhancedCode: String?
    /// The whole reply, or what went wrong instead of one.
    public var reply: String?
    /// The TLS version and cipher.
    public var tls: String?
    /// A remark.
    public var note: String?
    /// The Message-ID that it went with.
    public var messageID: String?

    /// An outcome; what is optional is set afterwards.
    public init(message: Int64, claim: Int64, verdict: Verdict, at: Int64) {
        self.message = message
        self.claim = claim
        self.verdict = verdict
        self.at = at
    }
}

/// The kinds of rows of the delivery log.
public enum LogKind: String, Sendable, CaseIterable {
    /// A transfer, or the decision not to make one.
    case attempt
    /// A delivery status notification came back.
    case dsn
    /// An automatic answer came back.
    case autoReply = "auto_reply"
    /// A person answered.
    case answer
    /// A person unsubscribed.
    case unsubscribe
    /// An administrator acted.
    case admin
}
