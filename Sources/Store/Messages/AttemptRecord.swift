/// What one transfer came to.
public struct AttemptRecord: Sendable {
    /// `messages.id`.
    public var message: Int64
    /// The claim's token.
    public var claim: Int64
    /// What becomes of the message.
    public var change: MessageChange
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
    /// The letter that was made for it; nil: none was.
    public var letter: LetterMark?
    /// Until when it is tried again, where that is longer than until now.
    public var expires: Int64?

    /// An outcome; what is optional is set afterwards.
    public init(message: Int64, claim: Int64, change: MessageChange, at: Int64) {
        self.message = message
        self.claim = claim
        self.change = change
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
