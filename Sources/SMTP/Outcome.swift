public import Mail
public import Wording

/// What became of a transaction.
///
/// A refusal is a value here, not an error.
public struct Outcome: Sendable, Hashable {
    /// The verdict.
    public enum Kind: String, Sendable, Hashable {
        /// The relay took responsibility: 2xx after the dot.
        case sent
        /// Refused for now, or the connection was lost while the message was certainly incomplete.
        case deferred
        /// Refused for good.
        case bounced
        /// Every byte, the dot included, was handed over and the reply was never read.
        case inDoubt
        /// Nothing of it was answered: the session ended first. To be tried again without counting an attempt.
        case notTried
    }

    /// The verdict.
    public var kind: Kind
    /// The command that decided it.
    public var stage: Stage
    /// The relay's answer to that command; nil where there was none or where we decided ourselves.
    public var reply: Reply?
    /// A sentence where something other than a plain answer decided.
    public var problem: Wording?
    /// The enhanced status code: the relay's, or our own where we decided ourselves.
    public var enhanced: EnhancedStatus?
    /// Whether the dot that ends the message had been handed to the kernel.
    public var endOfDataSent: Bool
    /// When the transaction began, milliseconds since 1970 UTC.
    public var startedAt: Int64
    /// How long it took, nanoseconds.
    public var durationNanoseconds: UInt64
    /// TLS version and cipher of the session; nil in plain text.
    public var tls: String?

    /// An outcome.
    public init(
        kind: Kind,
        stage: Stage,
        reply: Reply? = nil,
        problem: Wording? = nil,
        enhanced: EnhancedStatus? = nil,
        endOfDataSent: Bool = false,
        startedAt: Int64 = 0,
        durationNanoseconds: UInt64 = 0,
        tls: String? = nil
    ) {
        self.kind = kind
        self.stage = stage
        self.reply = reply
        self.problem = problem
        self.enhanced = enhanced ?? reply?.enhanced
        self.endOfDataSent = endOfDataSent
        self.startedAt = startedAt
        self.durationNanoseconds = durationNanoseconds
        self.tls = tls
    }

    /// Whether the relay itself gave this verdict, by an answer that SMTP allows.
    var isAnswer: Bool { reply != nil && problem == nil }

    /// How long it took, whole milliseconds.
    public var durationMilliseconds: Int64 { Int64(clamping: durationNanoseconds / 1_000_000) }
}
