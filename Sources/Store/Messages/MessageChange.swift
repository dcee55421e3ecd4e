/// The change of state that a message goes through when its transfer, or the decision against one, is recorded.
///
/// One value says what stands in the row, in the log and in the journal.
public struct MessageChange: Sendable, Hashable {
    /// What the message is from now on.
    public let state: MessageState
    /// Why, for programs; nil where the state says everything.
    public var cause: MessageCause?
    /// The sentence for people; nil where the state says everything.
    public var reason: String?
    /// When it goes again, in milliseconds since 1970 UTC; nil where it does not, or not by itself.
    public var next: Int64?
    /// Whether it counts as an attempt by itself, even where no relay has answered.
    public let isAttempt: Bool

    /// The word of the log.
    public var outcome: String { state.rawValue }

    private init(
        _ state: MessageState,
        _ cause: MessageCause? = nil,
        reason: String? = nil,
        next: Int64? = nil,
        isAttempt: Bool = false
    ) {
        precondition(MessageState.sending.mayBecome(state), "no transfer ends in \(state)")
        self.state = state
        self.cause = cause
        self.reason = reason
        self.next = next
        self.isAttempt = isAttempt
    }

    /// The relay took it.
    public static let sent = MessageChange(.sent, isAttempt: true)
    /// Nobody knows.
    public static let inDoubt = MessageChange(.inDoubt, isAttempt: true)

    /// Refused for now; goes again at `nextAttempt`.
    public static func deferred(nextAttempt: Int64) -> MessageChange {
        MessageChange(.deferred, next: nextAttempt, isAttempt: true)
    }

    /// Refused for good.
    public static func bounced(_ cause: MessageCause? = nil, reason: String?) -> MessageChange {
        MessageChange(.bounced, cause, reason: reason, isAttempt: true)
    }

    /// Nobody knows, and policy sends it again at that moment; until then it is in doubt.
    public static func inDoubtResend(at moment: Int64) -> MessageChange {
        MessageChange(.inDoubt, next: moment, isAttempt: true)
    }

    /// Nobody knows, and it is left to a person.
    public static func inDoubtHold(_ cause: MessageCause = .inDoubt, reason: String) -> MessageChange {
        MessageChange(.inDoubt, cause, reason: reason, isAttempt: true)
    }

    /// Never tried: the address or the template forbids it.
    public static func rejected(_ cause: MessageCause, reason: String) -> MessageChange {
        MessageChange(.rejected, cause, reason: reason)
    }

    /// Its time ran out.
    public static func expired(_ cause: MessageCause, reason: String) -> MessageChange {
        MessageChange(.expired, cause, reason: reason)
    }

    /// What it tells is no longer so.
    public static func withdrawn(_ cause: MessageCause, reason: String) -> MessageChange {
        MessageChange(.cancelled, cause, reason: reason)
    }

    /// The address is on the suppression list.
    public static func suppressed(reason: String) -> MessageChange {
        MessageChange(.suppressed, .suppressed, reason: reason)
    }

    /// A person must look first.
    public static func held(_ cause: MessageCause, reason: String) -> MessageChange {
        MessageChange(.held, cause, reason: reason)
    }

    /// Back to the queue untried, as what it was before: at its place there, or at `ready`, whichever is later.
    public static func requeued(ready: Int64) -> MessageChange { MessageChange(.queued, next: ready) }
}
