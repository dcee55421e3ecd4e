internal import SQLite

/// An act on a whole mailing that its messages have still to follow: the mailing's own state changes at once, its
/// messages in parts, so that no commit is larger for a larger mailing.
///
/// Several acts on one mailing are followed in their order. How far an act is followed stands in the database, in the
/// same commit as the messages: whoever is killed goes on from there.
public struct Following: Sendable, Hashable {
    /// What becomes of the messages.
    enum Act: String, Sendable {
        /// What waits is held.
        case hold
        /// What was held goes, or waits for approval.
        case letGo = "let_go"
        /// What has not gone is withdrawn.
        case withdraw
        /// What has not gone moves in time with the facts.
        case move
    }

    /// Its id: acts are followed in this order.
    let id: Int64
    /// The mailing.
    public let mailing: Int64
    let act: Act
    /// What the messages get as their cause; nil for those that go.
    let cause: MessageCause?
    /// The same for people.
    let reason: String?
    /// The causes of the held messages that are let go.
    let stoppedBy: [MessageCause?]
    /// How those move that go; nil: they stay where they are.
    public let start: LateStart?
    /// Which of ``states`` is followed now.
    var step: Int
    /// The last message that was looked at in that state.
    var after: Int64

    /// The states whose messages are looked at, one after the other.
    var states: [MessageState] {
        switch act {
        case .hold: [.queued, .deferred]
        case .move: [.queued, .held, .deferred]
        case .letGo: start == nil ? [.held] : [.queued, .deferred, .held]
        // What comes back when the event takes place after all may not have gone before.
        case .withdraw: [.queued, .held, .deferred] + (cause == .eventCancelled ? [] : [.inDoubt])
        }
    }

    /// Whether a message that waits may not be claimed yet: it is still to be held, or to move.
    ///
    /// Held messages are claimed by nobody, so a mailing that is let go goes on with those that have followed.
    var blocksClaims: Bool { act != .letGo || step < states.count - 1 }

    /// What a message in a state becomes; nil: it stays so.
    func target(of state: MessageState, cause messageCause: MessageCause?) -> MessageState? {
        guard states.contains(state) else { return nil }
        switch act {
        case .hold: return .held
        case .move: return nil
        case .withdraw: return .cancelled
        case .letGo:
            guard state == .held, stoppedBy.contains(messageCause) else { return nil }
            return cause == nil ? .queued : .held
        }
    }

    static let columns = """
        f.id, f.mailing_id, f.act, f.cause, f.reason, f.stopped_by, f.not_before, f.expires, f.latest, f.shift,
        f.step, f.after
        """

    init?(row: Row) {
        guard let act = Act(rawValue: row.text(2)) else { return nil }
        id = row.int64(0)
        mailing = row.int64(1)
        self.act = act
        cause = row.optionalText(3).flatMap(MessageCause.init(rawValue:))
        reason = row.optionalText(4)
        stoppedBy = Self.causes(row.optionalText(5))
        if row.isNull(6) {
            start = nil
        } else {
            var start = LateStart()
            (start.notBefore, start.expires) = (row.int64(6), row.int64(7))
            (start.latest, start.shift) = (row.int64(8), row.int64(9))
            self.start = start
        }
        step = row.int(10)
        after = row.int64(11)
    }

    init(
        _ mailing: Int64,
        _ act: Act,
        cause: MessageCause? = nil,
        reason: String? = nil,
        stoppedBy: [MessageCause?] = [],
        start: LateStart? = nil
    ) {
        id = 0
        self.mailing = mailing
        self.act = act
        self.cause = cause
        self.reason = reason
        self.stoppedBy = stoppedBy
        self.start = start
        step = 0
        after = 0
    }

    /// The last act that a mailing's messages have still to follow, as one text: for queries about messages `m`.
    static let pending = """
        (SELECT f.act || char(31) || coalesce(f.cause, '') || char(31) || coalesce(f.stopped_by, '') || char(31)
                || coalesce(f.reason, '')
            FROM following f WHERE f.mailing_id = m.mailing_id AND f.act <> 'move' ORDER BY f.id DESC LIMIT 1)
        """

    /// The state as the row of a message `m` has it.
    static let storedState = "m.state"

    /// The state of a message `m` while rows follow, as ``target(of:cause:)`` tells it, for queries.
    static let trueState = """
        coalesce((
            SELECT CASE
                WHEN f.act = 'hold' AND m.state IN ('queued', 'deferred') THEN 'held'
                WHEN f.act = 'withdraw' AND (m.state IN ('queued', 'held', 'deferred')
                    OR m.state = 'in_doubt' AND f.cause IS NOT '\(MessageCause.eventCancelled.rawValue)') THEN 'cancelled'
                WHEN f.act = 'let_go' AND m.state = 'held'
                    AND instr(' ' || f.stopped_by || ' ', ' ' || coalesce(m.cause, '-') || ' ') > 0
                    THEN CASE WHEN f.cause IS NULL THEN 'queued' ELSE 'held' END
            END
            FROM following f WHERE f.mailing_id = m.mailing_id AND f.act <> 'move' ORDER BY f.id DESC LIMIT 1), m.state)
        """

    /// From what ``pending`` gives.
    init?(pending text: String) {
        let fields = text.split(separator: "\u{1F}", maxSplits: 3, omittingEmptySubsequences: false)
            .map(String.init)
        guard fields.count == 4, let act = Act(rawValue: fields[0]) else { return nil }
        self.init(
            0,
            act,
            cause: MessageCause(rawValue: fields[1]),
            reason: fields[3].isEmpty ? nil : fields[3],
            stoppedBy: Self.causes(fields[2])
        )
    }

    /// Causes as the database holds them: words with blanks between them, `-` for none.
    static func causes(_ text: String?) -> [MessageCause?] {
        (text ?? "").split(separator: " ").map { $0 == "-" ? nil : MessageCause(rawValue: String($0)) }
    }

    var stoppedByText: String { stoppedBy.map { $0?.rawValue ?? "-" }.joined(separator: " ") }
}

/// What a part of the following did.
public struct FollowedPart: Sendable, Hashable {
    /// The mailing whose messages followed.
    public let mailing: Int64
    /// How many were looked at.
    public let rows: Int
    /// Whether a step of the act is done, after which the mailing may be claimed.
    public let endsStep: Bool
}
