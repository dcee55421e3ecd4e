internal import SQLite

extension MessageStore {
    /// Adds a message unless its person has it already.
    ///
    /// - Returns: its id, and whether it was claimed as well; nil when it is left out.
    func insert(_ message: NewMessage, now: Int64) throws(StoreError) -> (id: Int64, isClaimed: Bool)? {
        try connection.transaction { () throws(StoreError) in try insertRow(message, now: now) }
    }

    private func insertRow(
        _ message: NewMessage,
        now: Int64
    ) throws(StoreError) -> (id: Int64, isClaimed: Bool)? {
        if message.mailing != nil, try hadBeforeForgotten(message) { return nil }
        let statement = try connection.statement(Self.insertMessage)
        bindRow(message, 0, to: statement, now: now)
        try statement.execute()
        let id = connection.changes == 1 ? connection.lastInsertedID : nil
        return try concluded(message, insertedAs: id, now: now)
    }

    /// What is left to do for a message that was to be inserted; nil stands for one that is there already.
    private func concluded(
        _ message: NewMessage,
        insertedAs inserted: Int64?,
        now: Int64
    ) throws(StoreError) -> (id: Int64, isClaimed: Bool)? {
        var id = inserted
        if id == nil {
            let revive = try connection.statement(Self.revive(as: message.state))
            bindRow(message, 0, to: revive, now: now)
            defer { revive.reset() }
            id = try revive.step()?.int64(0)
        }
        guard let id else { return nil }
        if message.state.isFinal {
            try log(id, .attempt, message.state.rawValue, note: message.reason, at: now)
        }
        return (id, inserted != nil && message.isToBeClaimed)
    }

    /// Adds several messages as one by one, many with one statement: each execution opens every index of the table anew.
    ///
    /// - Returns: for each what ``insert(_:now:)`` returns.
    func insert(
        _ messages: [NewMessage],
        now: Int64
    ) throws(StoreError) -> [(id: Int64, isClaimed: Bool)?] {
        try connection.transaction { () throws(StoreError) in
            var made: [(id: Int64, isClaimed: Bool)?] = []
            var start = 0
            while start < messages.count {
                let group = messages[start..<min(start + Self.groupSize, messages.count)]
                if group.count == Self.groupSize, group.allSatisfy({ $0.mailing == nil }) {
                    made += try insertGroup(group, now: now)
                } else {
                    for message in group { made.append(try insertRow(message, now: now)) }
                }
                start += group.count
            }
            return made
        }
    }

    private func insertGroup(
        _ group: ArraySlice<NewMessage>,
        now: Int64
    ) throws(StoreError) -> [(id: Int64, isClaimed: Bool)?] {
        let statement = try connection.statement(Self.insertGroup)
        for (row, message) in group.enumerated() { bindRow(message, row, to: statement, now: now) }
        try statement.execute()
        let count = connection.changes
        var ids: [Int64?] = []
        if count == group.count {
            // Given in the order of the rows.
            let last = connection.lastInsertedID
            ids = (0..<Int64(count)).map { last - Int64(count) + 1 + $0 }
        } else {
            for message in group { ids.append(try id(of: message)) }
            // New ones have the greatest; of two rows for one of them the first has made it.
            var new = Set(Set(ids.compactMap(\.self)).sorted().suffix(count))
            ids = ids.map { id in id.flatMap { new.remove($0) } }
        }
        var made: [(id: Int64, isClaimed: Bool)?] = []
        for (message, id) in zip(group, ids) {
            made.append(try concluded(message, insertedAs: id, now: now))
        }
        return made
    }

    private func id(of message: NewMessage) throws(StoreError) -> Int64? {
        try connection.first(
            "SELECT id FROM messages WHERE person_key = ? AND event = ? AND notification = ? AND round = ?",
            message.personKey,
            message.event,
            message.notification,
            message.round
        ) { $0.int64(0) }
    }

    private func bindRow(
        _ message: NewMessage,
        _ row: Int,
        to statement: StoreStatement,
        now: Int64
    ) {
        let state = message.isToBeClaimed ? .sending : message.state
        let first = Int32(1 + row * Self.columns.count)
        statement.bind(first, message.event).bind(first + 1, message.notification).bind(
            first + 2,
            message.round
        )
        .bind(first + 3, message.priority.rawValue).bind(first + 4, message.mailing)
        .bind(first + 5, message.personKey).bind(first + 6, message.domain).bind(first + 7, message.email)
        .bind(first + 8, message.name).bind(first + 9, message.region).bind(first + 10, message.organization)
        .bind(first + 11, message.language).bind(first + 12, message.timeZone)
        .bind(first + 13, message.registration).bind(first + 14, message.invitee)
        .bind(first + 15, state.rawValue).bind(first + 16, message.reason).bind(first + 17, message.due)
        .bind(first + 18, message.due).bind(first + 19, message.expires).bind(first + 20, message.messageID)
        .bind(first + 21, message.sequence).bind(first + 22, message.data).bind(first + 23, now)
        .bind(first + 24, now).bind(first + 25, message.isToBeClaimed ? message.claim : nil)
        .bind(first + 26, message.cause?.rawValue).bind(first + 27, message.tells)
        .bind(first + 28, message.version).bind(first + 29, message.facts).bind(first + 30, message.entry)
        .bind(first + 31, message.uid).bind(first + 32, message.limitKey).bind(first + 33, message.resendOf)
    }

    private static let columns = [
        "event", "notification", "round", "lane", "mailing_id", "person_key", "domain", "email", "name",
        "region",
        "organization", "language", "time_zone", "registration_id", "invitee_id", "state", "reason", "due_at",
        "ready_at",
        "expires_at", "message_id", "sequence", "data", "created_at", "updated_at", "claim", "cause", "tells",
        "version",
        "facts", "entry", "uid", "limit_key", "resend_of",
    ]

    /// So many messages are inserted with one statement.
    private static let groupSize = 16
    private static let insertMessage = inserting(1)
    private static let insertGroup = inserting(groupSize)

    private static func inserting(_ count: Int) -> String {
        let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
        return """
            INSERT OR FAIL INTO messages (\(columns.joined(separator: ", ")))
            VALUES \(Array(repeating: row, count: count).joined(separator: ", "))
            ON CONFLICT (event, notification, person_key, round) DO NOTHING
            """
    }

    /// A message that was withdrawn because of what its person was, before any relay took it, comes back with that.
    ///
    /// So does one that was never tried in its time, when its time comes again. It keeps its Message-ID. Parameters are
    /// numbered as ``columns`` are.
    private static func revive(as state: MessageState) -> String {
        state.update(
            from: [.expired, .cancelled].filter { $0.mayBecome(state) },
            set: """
                mailing_id = ?5, lane = ?4, email = ?8, domain = ?7, name = ?9, region = ?10,
                organization = ?11, language = ?12, time_zone = ?13, registration_id = ?14,
                invitee_id = coalesce(?15, invitee_id), cause = ?27, reason = ?17, due_at = ?18, ready_at = ?19,
                expires_at = ?20, sequence = ?22, data = ?23, updated_at = ?25, tells = ?28, version = ?29,
                facts = ?30, entry = ?31, uid = ?32, limit_key = ?33
                """,
            where: """
                event = ?1 AND notification = ?2 AND person_key = ?6 AND round = ?3 AND sent_at IS NULL
                AND (state = 'expired' AND attempts = 0
                    OR state = 'cancelled' AND cause IN (\(MessageCause.comingBack)))
                """
        ) + " RETURNING id"
    }

    /// Adds a row to the log; one about a whole mailing has no message.
    func log(
        _ message: Int64?,
        _ kind: LogKind,
        _ outcome: String?,
        actor: String? = nil,
        note: String? = nil,
        mailing: Mailing? = nil,
        email: String? = nil,
        at: Int64
    ) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO attempts (at, message, kind, outcome, actor, note, event, notification, email)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            at,
            message,
            kind.rawValue,
            outcome,
            actor,
            note,
            mailing?.event,
            mailing?.notification,
            email
        )
    }

    /// The log keeps where a message went before it goes to another address.
    func keepLoggedAddress(of message: Int64, _ email: String) throws(StoreError) {
        try connection.run(
            "UPDATE attempts SET email = ? WHERE message = ? AND email IS NULL",
            email,
            message
        )
    }

    /// A list of texts as JSON, for `json_each`.
    static func jsonList(_ texts: some Sequence<String>) -> String {
        var json = "["
        for text in texts {
            // Characters would be counted anew for each text.
            if json.utf8.count > 1 { json += "," }
            json += "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"", "\\": json += "\\\(scalar)"
                case "\u{0}"..<" ":
                    json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                default: json.unicodeScalars.append(scalar)
                }
            }
            json += "\""
        }
        return json + "]"
    }
}

extension NewMessage {
    /// Whether it is on its way as soon as it is there.
    fileprivate var isToBeClaimed: Bool { claim != nil && state == .queued }
}
