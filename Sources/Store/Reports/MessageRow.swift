internal import SQLite

/// A message as reports show it.
public struct MessageRow: Sendable, Hashable {
    /// Its id.
    public let id: Int64
    /// The event's name.
    public let event: String
    /// The notification's name.
    public let notification: String
    /// The address.
    public let email: String
    /// The person's name.
    public let name: String?
    /// The person's region.
    public let region: String?
    /// The person's organization.
    public let organization: String?
    /// The language of the letter.
    public let language: String?
    /// The person's time zone.
    public let timeZone: String?
    /// 0, or which of several letters of this kind to one person.
    public let round: Int
    /// Its state.
    public let state: MessageState
    /// Why it is in that state, for programs.
    public let cause: MessageCause?
    /// The same for people.
    public let reason: String?
    /// How many attempts were made.
    public let attempts: Int
    /// When it was, or is, due.
    public var due: Int64
    /// When it goes again.
    public let nextAttempt: Int64?
    /// When the relay took it.
    public let sent: Int64?
    /// The last reply's code.
    public let code: Int?
    /// The last reply's enhanced status code.
    public let enhancedCode: String?
    /// The last reply.
    public let reply: String?
    /// The last relay.
    public let relay: String?
    /// Its Message-ID.
    public let messageID: String?
    /// The registration it is about.
    public let registration: Int64?
    /// The invitee it is for.
    public let invitee: Int64?
    /// When it was planned.
    public let created: Int64
    /// When it last changed.
    public let updated: Int64
    /// After this moment it is not tried any more.
    public var expires: Int64
    /// The person's identity.
    public let personKey: String
    /// The SEQUENCE of its calendar entry.
    public let sequence: Int
    /// The letter that it sends again, where a person asked for that.
    public let resendOf: Int64?

    static let columns = """
        m.id, m.event, m.notification, m.email, m.name, m.region, m.organization, m.language, m.time_zone, m.state,
        m.reason, m.attempts, m.due_at, m.next_attempt_at, m.sent_at, m.code, m.enhanced_code, m.reply, m.relay,
        m.message_id, m.registration_id, m.invitee_id, m.created_at, m.updated_at, m.expires_at, m.person_key,
        m.sequence, m.round, m.cause, m.resend_of,
        \(Following.pending)
        """

    static let columnCount: Int32 = 31

    init(row: Row, from first: Int32 = 0) {
        id = row.int64(first)
        event = row.text(first + 1)
        notification = row.text(first + 2)
        email = row.text(first + 3)
        name = row.optionalText(first + 4)
        region = row.optionalText(first + 5)
        organization = row.optionalText(first + 6)
        language = row.optionalText(first + 7)
        timeZone = row.optionalText(first + 8)
        let stored = MessageState(rawValue: row.text(first + 9)) ?? .held
        let storedCause = row.optionalText(first + 28).flatMap(MessageCause.init(rawValue:))
        attempts = row.int(first + 11)
        due = row.int64(first + 12)
        nextAttempt = row.optionalInt64(first + 13)
        sent = row.optionalInt64(first + 14)
        code = row.optionalInt(first + 15)
        enhancedCode = row.optionalText(first + 16)
        reply = row.optionalText(first + 17)
        relay = row.optionalText(first + 18)
        messageID = row.optionalText(first + 19)
        registration = row.optionalInt64(first + 20)
        invitee = row.optionalInt64(first + 21)
        created = row.int64(first + 22)
        updated = row.int64(first + 23)
        expires = row.int64(first + 24)
        personKey = row.text(first + 25)
        sequence = row.int(first + 26)
        round = row.int(first + 27)
        resendOf = row.optionalInt64(first + 29)
        // What the mailing is already, the message is, too, though its row is still to follow.
        if !row.isNull(first + 30), let pending = Following(pending: row.text(first + 30)),
            let target = pending.target(of: stored, cause: storedCause)
        {
            (state, cause, reason) = (target, pending.cause, pending.reason)
        } else {
            (state, cause, reason) = (stored, storedCause, row.optionalText(first + 10))
        }
    }
}

/// A row of the delivery log, with the message it is about.
public struct LogRow: Sendable, Hashable {
    /// Its id.
    public let id: Int64
    /// When it began.
    public let at: Int64
    /// What kind of row it is.
    public let kind: LogKind
    /// What came of it: a state, or an act's word.
    public let outcome: String?
    /// The relay.
    public let relay: String?
    /// The reply's code.
    public let code: Int?
    /// The reply's enhanced status code.
    public let enhancedCode: String?
    /// The whole reply.
    public let reply: String?
    /// The TLS version and cipher.
    public let tls: String?
    /// How long it took, in milliseconds.
    public let duration: Int?
    /// Who acted.
    public let actor: String?
    /// A remark.
    public let note: String?
    /// The event it is about; nil for an act that concerns none.
    public let event: String?
    /// The notification it is about; nil for an act that concerns none.
    public let notification: String?
    /// The address that it went to, or that it is about.
    public let email: String?
    /// The message as it is now; nil for an act that concerns none.
    public let message: MessageRow?

    static let columns = """
        a.id, a.at, a.kind, a.outcome, a.relay, a.code, a.enhanced_code, a.reply, a.tls, a.duration_ms, a.actor, a.note,
        a.event, a.notification, a.email
        """

    init(row: Row) {
        id = row.int64(0)
        at = row.int64(1)
        kind = LogKind(rawValue: row.text(2)) ?? .attempt
        outcome = row.optionalText(3)
        relay = row.optionalText(4)
        code = row.optionalInt(5)
        enhancedCode = row.optionalText(6)
        reply = row.optionalText(7)
        tls = row.optionalText(8)
        duration = row.optionalInt(9)
        actor = row.optionalText(10)
        note = row.optionalText(11)
        message = row.isNull(15) ? nil : MessageRow(row: row, from: 15)
        event = message?.event ?? row.optionalText(12)
        notification = message?.notification ?? row.optionalText(13)
        email = row.optionalText(14) ?? message.flatMap { $0.email.isEmpty ? nil : $0.email }
    }
}
