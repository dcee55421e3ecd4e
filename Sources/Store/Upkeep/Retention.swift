internal import SQLite

extension MessageStore {
    /// Deletes what is older than it may be kept, all of it; see ``purge(_:_:rows:now:)``.
    ///
    /// - Returns: how many rows went.
    @discardableResult
    public func purge(
        logBefore: Int64,
        registrationsBefore: Int64,
        except events: [String] = [],
        now: Int64
    ) throws(StoreError) -> Int {
        let keeping = Keeping(logBefore: logBefore, registrationsBefore: registrationsBefore, except: events)
        var walk = PurgeWalk()
        while !walk.isDone { try purge(&walk, keeping, now: now) }
        return walk.count
    }

    /// Looks at the next rows, and deletes those that are older than they may be kept: so many at most, in one commit.
    ///
    /// Goes: log rows and final messages before `logBefore`; registrations last changed before `registrationsBefore`
    /// that nothing waits for, but those of the events in `except`, whose time still counts; the intake is to erase
    /// them, too. So do invitees of such events who were last changed before then. A message stays as long as a row of the
    /// log needs it; one of a mailing stays for the mailing's count, without anything that tells whose it was.
    public func purge(
        _ walk: inout PurgeWalk,
        _ keeping: Keeping,
        rows: Int = 100,
        now: Int64
    ) throws(StoreError) {
        var next = walk
        try connection.transaction { () throws(StoreError) in
            let count = try purgePart(&next, keeping, rows: rows, now: now)
            next.count += count
            if count > 0 { try askForEmptyLog() }
        }
        walk = next
    }

    private func purgePart(
        _ walk: inout PurgeWalk,
        _ keeping: Keeping,
        rows: Int,
        now: Int64
    ) throws(StoreError) -> Int {
        switch walk.table {
        case .attempts: return try purgeFirst("attempts", "at", keeping.logBefore, rows, &walk)
        case .returned: return try purgeFirst("returned", "id", keeping.logBefore, rows, &walk)
        case .messages:
            let part = try nextPart(of: "messages", rows, &walk)
            // Later ones were made later, and are younger still.
            if walk.table == .messages, try !hasOld(part, before: keeping.logBefore) { walk.goOn() }
            try connection.run(Self.purgeMessages, keeping.logBefore, part.after, part.through)
            let count = connection.changes
            try connection.run(Self.purgeMailingMessages, keeping.logBefore, part.after, part.through)
            return count + connection.changes
        case .invitees:
            let part = try nextPart(of: "invitees", rows, &walk)
            try connection.run(
                Self.purgeInvitees,
                Timestamp.text(keeping.registrationsBefore),
                Self.jsonList(keeping.events),
                part.after,
                part.through
            )
            return connection.changes
        case .registrations:
            let part = try nextPart(of: "registrations", rows, &walk)
            return try purgeRegistrations(part, keeping, now: now)
        case .versions:
            try connection.run(Self.purgeVersions, keeping.registrationsBefore, rows)
            let count = connection.changes
            if count < rows { walk.goOn() }
            return count
        case .editions:
            // As many as there were changes of files, and each of them small.
            try purgeEditions(replacedBefore: keeping.logBefore)
            walk.goOn()
            return 0
        case .usage:
            if try !purgeUsage(&walk.usage, before: now - Self.usageKept, rows: rows) { walk.goOn() }
            return 0
        case .spans:
            if try purgeSentSpans(rows: rows, now: now) < rows { walk.goOn() }
            return 0
        case .outbox:
            let part = try nextPart(of: "delivery_outbox", Self.thinnedRows, &walk)
            try thinOutbox(part)
            return 0
        case nil: return 0
        }
    }

    /// For how long, in milliseconds, it is known how much went through relays and to domains.
    private static let usageKept: Int64 = 2 * 86_400_000
    /// So many changes for the web site are compared with each other at once.
    private static let thinnedRows = 5000

    /// The oldest rows of the log, along an index.
    private func purgeFirst(
        _ table: String,
        _ order: String,
        _ before: Int64,
        _ rows: Int,
        _ walk: inout PurgeWalk
    ) throws(StoreError) -> Int {
        try connection.run(
            """
            DELETE FROM \(table) WHERE id IN (
                SELECT id FROM (SELECT id, at FROM \(table) ORDER BY \(order) LIMIT ?2) WHERE at < ?1)
            """,
            before,
            rows
        )
        let count = connection.changes
        if count < rows { walk.goOn() }
        return count
    }

    private func nextPart(
        of table: String,
        _ rows: Int,
        _ walk: inout PurgeWalk
    ) throws(StoreError) -> RowRange {
        let part = try part(of: table, RowRange(after: walk.after, through: .max), rows: rows)
        if part.through == .max { walk.goOn() } else { walk.after = part.through }
        return part
    }

    private func hasOld(_ part: RowRange, before: Int64) throws(StoreError) -> Bool {
        try connection.integer(
            "SELECT EXISTS (SELECT 1 FROM messages WHERE id > ? AND id <= ? AND created_at < ?)",
            part.after,
            part.through,
            before
        ) != 0
    }

    private static let isFinal = "m.state NOT IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')"
    private static let isUnlogged = "NOT EXISTS (SELECT 1 FROM attempts a WHERE a.message = m.id)"

    static let purgeMessages = """
        DELETE FROM messages WHERE id IN (
            SELECT m.id FROM messages m WHERE m.id > ?2 AND m.id <= ?3 AND m.updated_at < ?1
                AND +m.mailing_id IS NULL AND \(isFinal) AND \(isUnlogged))
        """

    /// Makes final messages of mailings nobody's.
    static let purgeMailingMessages = """
        UPDATE messages SET person_key = 'forgotten:' || id, email = '', domain = '', name = NULL,
            organization = NULL, reason = NULL, reply = NULL, limit_key = NULL, uid = NULL, data = NULL,
            message_id = NULL, registration_id = NULL, invitee_id = NULL
        WHERE id IN (
            SELECT m.id FROM messages m WHERE m.id > ?2 AND m.id <= ?3 AND m.updated_at < ?1
                AND +m.mailing_id IS NOT NULL AND m.email <> '' AND \(isFinal) AND \(isUnlogged))
        """

    static let purgeInvitees = """
        DELETE FROM invitees WHERE id IN (
            SELECT i.id FROM invitees i WHERE i.id > ?3 AND i.id <= ?4 AND i.updated_at < ?1
                AND +i.event NOT IN (SELECT value FROM json_each(?2))
                AND NOT EXISTS (
                    SELECT 1 FROM mailings l WHERE l.event = i.event
                        AND l.state NOT IN ('finished', 'missed', 'cancelled'))
                AND NOT EXISTS (
                    SELECT 1 FROM messages m WHERE m.invitee_id = i.id
                        AND m.state IN ('queued', 'held', 'sending', 'deferred', 'in_doubt')))
        """

    private static let purgeVersions = """
        DELETE FROM versions WHERE (registration_id, version) IN (
            SELECT registration_id, version FROM versions v
            WHERE replaced_at < ? AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.id = v.registration_id)
            LIMIT ?)
        """

    private func purgeRegistrations(
        _ part: RowRange,
        _ keeping: Keeping,
        now: Int64
    ) throws(StoreError) -> Int {
        var ids: [Int64] = []
        try connection.rows(
            Self.oldRegistrations,
            keeping.registrationsBefore,
            Self.jsonList(keeping.events),
            part.after,
            part.through
        ) { row throws(StoreError) in
            ids.append(row.int64(0))
            return true
        }
        for id in ids { try connection.run("DELETE FROM registrations WHERE id = ?", id) }
        try askForErasure(of: ids, now: now)
        return ids.count
    }

    /// By the moment when it was seen to change: what the web site writes into `updated_at` is not to be relied on.
    static let oldRegistrations = """
        SELECT r.id FROM registrations r WHERE r.id > ?3 AND r.id <= ?4 AND r.seen_at < ?1
            AND +r.event NOT IN (SELECT value FROM json_each(?2))
            AND NOT EXISTS (SELECT 1 FROM looks l WHERE l.event = r.event AND l.person_key = r.person_key)
            AND NOT EXISTS (
                SELECT 1 FROM messages m WHERE m.registration_id = r.id
                    AND m.state IN ('queued', 'held', 'sending', 'deferred', 'in_doubt'))
        """

    /// Gives pages that nothing is on any more back to the file system, so many at most; some are kept for what comes.
    ///
    /// - Returns: whether there are more. A file that an earlier edition made keeps its pages for itself.
    @discardableResult
    public func giveSpaceBack(pages: Int) throws(StoreError) -> Bool {
        guard try connection.integer("PRAGMA auto_vacuum") == 2 else { return false }
        let free = Int(try connection.integer("PRAGMA freelist_count")) - Self.sparePages
        guard free > 0 else { return false }
        try connection.execute("PRAGMA incremental_vacuum(\(min(free, pages)))")
        return free > pages
    }

    /// Free pages that stay: four megabytes.
    private static let sparePages = 1000
}

/// What may be kept.
public struct Keeping: Sendable {
    /// Log rows and final messages before this moment go, in milliseconds since 1970 UTC.
    public let logBefore: Int64
    /// Registrations and invitees that were changed last before this moment go.
    public let registrationsBefore: Int64
    /// But for those of these events.
    public let events: [String]

    /// These moments and events.
    public init(logBefore: Int64, registrationsBefore: Int64, except events: [String]) {
        self.logBefore = logBefore
        self.registrationsBefore = registrationsBefore
        self.events = events
    }
}

/// How far it was looked for what is too old.
public struct PurgeWalk: Sendable {
    /// The tables, in this order.
    enum Table: CaseIterable {
        case attempts, returned, messages, invitees, registrations, versions, editions, usage, spans, outbox
    }

    /// The one that is looked at; nil: all were.
    private(set) var table: Table? = .attempts
    /// The last row that was looked at.
    var after = Int64.min
    /// The same of what went through relays and to domains.
    var usage = UsageWalk()
    /// How many rows went.
    public internal(set) var count = 0

    /// At the beginning.
    public init() {}

    /// Whether everything was looked at.
    public var isDone: Bool { table == nil }

    mutating func goOn() {
        let tables = Table.allCases
        let next = table.flatMap { tables.firstIndex(of: $0) }.map { $0 + 1 } ?? tables.count
        table = next < tables.count ? tables[next] : nil
        after = .min
    }
}
