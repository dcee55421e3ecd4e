import SQLite
import Testing
import TestSupport

@testable import Store

/// A store in a folder of its own, and a second connection as the database's owner has one: plain SQL, none of our
/// code.
struct Fixture {
    let folder: TemporaryFolder
    let store: MessageStore
    let owner: Connection

    init() throws {
        folder = try TemporaryFolder()
        store = try MessageStore(path: folder.path("vestnik.db"), access: .create)
        owner = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
        try owner.refuseIllegalChanges(of: MessageState.successorWords)
    }

    /// A registration as the intake hands it over.
    func row(_ id: Int64, _ email: String, event: String = "meeting") -> PersonRow {
        var row = PersonRow(kind: .registration, id: id, event: event, email: email)
        row.personKey = MessageStore.personKey(of: email)
        row.status = "registered"
        row.createdAt = "2026-10-01T08:00:00.000Z"
        row.updatedAt = row.createdAt
        return row
    }

    /// Registers somebody under the next id, as the intake is seen.
    @discardableResult
    func register(
        _ email: String,
        event: String = "meeting",
        now: Int64 = 1,
        _ more: (inout PersonRow) -> Void = { _ in }
    ) throws -> Int64 {
        let seen = "SELECT coalesce(max(registration_id), 0) FROM versions"
        let known = "SELECT coalesce(max(id), 0) FROM registrations"
        let last = max(try store.connection.integer(seen), try store.connection.integer(known))
        var row = row(last + 1, email, event: event)
        more(&row)
        _ = try store.see(row, now: now)
        return row.id
    }

    /// Sees a registration changed.
    @discardableResult
    func alter(_ id: Int64, now: Int64 = 2, _ change: (inout PersonRow) -> Void) throws -> Sighting {
        guard var row = try store.person(.registration, id: id) else { return .unchanged }
        change(&row)
        row.personKey = MessageStore.personKey(of: row.email)
        return try store.see(row, now: now)
    }

    /// Adds messages in one transaction.
    ///
    /// - Returns: the ids of those that were made or came back.
    @discardableResult
    func add(_ messages: [NewMessage], now: Int64) throws -> [Int64] {
        try store.transaction { () throws(StoreError) in
            var ids: [Int64] = []
            for message in messages {
                if let made = try store.add(message, now: now) { ids.append(made.id) }
            }
            return ids
        }
    }

    /// Adds queued confirmations for new people.
    @discardableResult
    func queue(
        _ count: Int,
        priority: Priority = .prompted,
        due: Int64 = 1000,
        expires: Int64 = .max
    ) throws -> [Int64] {
        let messages = (0..<count).map { index in
            message("p\(index)@example.org", priority: priority, due: due, expires: expires)
        }
        return try add(messages, now: due)
    }

    func message(
        _ email: String,
        notification: String = "confirmation",
        priority: Priority = .prompted,
        due: Int64 = 1000,
        expires: Int64 = .max
    ) -> NewMessage {
        NewMessage(
            event: "meeting",
            notification: notification,
            priority: priority,
            personKey: email.lowercased(),
            domain: String(email.split(separator: "@").last ?? ""),
            email: email,
            due: due,
            expires: expires
        )
    }

    /// A letter that tells a registration's state.
    func letter(
        about registration: Int64,
        _ email: String = "a@example.org",
        notification: String = "confirmation",
        round: Int = 0
    ) -> NewMessage {
        var letter = message(email, notification: notification)
        letter.registration = registration
        letter.round = round
        (letter.tells, letter.version, letter.facts) = ("registered", 1, 1)
        return letter
    }

    /// Claims everything ready in a lane and records one verdict for all.
    func finish(_ change: MessageChange, priority: Priority = .prompted, now: Int64 = 2000) throws {
        let claimed = try store.claim(.priority(priority), limit: 1000, now: now, token: 1)
        try store.record(
            claimed.map { AttemptRecord(message: $0.id, claim: 1, change: change, at: now) },
            now: now
        )
    }

    /// An invitation on its way to so many invitees, `i0@example.org` and on.
    func invitation(to count: Int) throws -> Mailing {
        let invitees = (0..<count).map { InviteeRecord(email: "i\($0)@example.org") }
        try store.importInvitees(invitees, event: "meeting")
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            priority: .bulk,
            due: 1000,
            expires: 90_000
        )
        let mailing = try #require(try store.plan(plan, now: 10))
        try store.freeze(mailing: mailing.id, audience: .invitees, now: 20) { person in
            message(person.email, notification: "invitation", priority: .bulk, expires: 90_000)
        }
        return mailing
    }

    func state(_ id: Int64) throws -> MessageState? { try store.message(id: id)?.state }

    /// The rows of a query as texts, columns joined by `|`.
    func rows(_ sql: String) throws -> [String] {
        var found: [String] = []
        try owner.rows(sql) { row throws(SQLiteError) in
            found.append((0..<Int32(row.count)).map { row.text($0) }.joined(separator: "|"))
            return true
        }
        return found
    }

    /// How SQLite goes about a query.
    func plan(_ sql: String) throws -> String {
        var steps: [String] = []
        try store.connection.rows("EXPLAIN QUERY PLAN \(sql)") { row throws(StoreError) in
            steps.append(row.text(3))
            return true
        }
        return steps.joined(separator: "\n")
    }

    /// How SQLite answers a query, a step each.
    func steps(_ sql: String) throws -> [String] {
        try plan(sql).split(separator: "\n").map(String.init)
    }
}
