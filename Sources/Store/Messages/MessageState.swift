/// The state of a message; each message is in exactly one.
public enum MessageState: String, Sendable, CaseIterable {
    /// Waits for its due time or a free connection.
    case queued
    /// Waits for a person; the reason says which.
    case held
    /// Claimed by a transfer in flight.
    case sending
    /// Refused for now; goes again at `next_attempt_at`.
    case deferred
    /// The relay took responsibility for it.
    case sent
    /// The connection broke after the end of data and before the reply; with `next_attempt_at` it goes again then.
    case inDoubt = "in_doubt"
    /// Refused for good.
    case bounced
    /// Still deferred, or not even tried, when its time ran out.
    case expired
    /// Never tried: an invalid address, or a template that cannot be rendered for it.
    case rejected
    /// The address is on the suppression list.
    case suppressed
    /// Withdrawn before it went.
    case cancelled

    /// The legal changes of state: the one table of them.
    ///
    /// From the final states a person's `retry` leads back to `queued`, and a report that comes later turns `sent` into
    /// `bounced`. What expired unsent in a mailing that was missed, or was withdrawn with its registration, comes
    /// back as what it would be if it were new. What is `sent` never goes again.
    ///
    /// Every statement that sets a state takes its condition from here
    /// (``MessageStore/change(_:to:cause:reason:setting:now:)``).
    public static let successors: [MessageState: Set<MessageState>] = [
        .queued: [.sending, .held, .cancelled, .expired, .rejected, .suppressed],
        .held: [.queued, .cancelled, .rejected, .suppressed],
        .sending: [
            .sent, .deferred, .bounced, .inDoubt, .queued, .held, .expired, .rejected, .suppressed,
            .cancelled,
        ],
        .deferred: [.sending, .queued, .held, .cancelled, .expired, .rejected, .suppressed],
        .sent: [.bounced],
        .inDoubt: [.sending, .queued, .held, .bounced, .cancelled],
        .bounced: [.queued],
        .expired: [.queued, .held, .rejected, .suppressed],
        .rejected: [.queued],
        .suppressed: [.queued],
        .cancelled: [.queued, .held, .expired, .rejected, .suppressed],
    ]

    /// The same table by the words that the database holds.
    public static var successorWords: [String: Set<String>] {
        Dictionary(
            successors.map { ($0.key.rawValue, Set($0.value.map(\.rawValue))) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Whether this state may be followed by `next`.
    public func mayBecome(_ next: MessageState) -> Bool { Self.successors[self]?.contains(next) ?? false }

    /// The states that may be followed by `next`.
    public static func predecessors(of next: MessageState) -> [MessageState] {
        allCases.filter { $0.mayBecome(next) }
    }

    /// Whether nothing more happens to the message by itself.
    public var isFinal: Bool {
        switch self {
        case .queued, .held, .sending, .deferred, .inDoubt: false
        case .sent, .bounced, .expired, .rejected, .suppressed, .cancelled: true
        }
    }

    /// The condition, over a table's columns, that a message waits for its turn.
    ///
    /// The partial indexes hold exactly these rows, so every query for them says it in these words.
    static func waiting(_ table: String? = nil) -> String {
        let prefix = table.map { $0 + "." } ?? ""
        return "(\(prefix)state IN ('queued', 'deferred') "
            + "OR (\(prefix)state = 'in_doubt' AND \(prefix)next_attempt_at IS NOT NULL))"
    }
}

/// The priority of a message: prompted letters pass ahead of timed ones, timed ones ahead of bulk.
public enum Priority: Int, Sendable, CaseIterable {
    /// A registration asked for it: confirmations and the like.
    case prompted = 0
    /// The clock asked for it: reminders.
    case timed = 1
    /// Sent to many: invitations.
    case bulk = 2
}
