import SQLite
import Store
import TestSupport

/// A store in a folder of its own, and a second connection as a web site has one: plain SQL, none of our code.
struct Fixture {
    let folder: TemporaryFolder
    let store: Store
    let site: Connection

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(path: folder.path("vestnik.db"), access: .create)
        site = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
    }

    /// Registers by plain SQL.
    @discardableResult
    func register(_ email: String, event: String = "meeting", name: String? = nil) throws -> Int64 {
        try site.run("INSERT INTO registrations (event, email, name) VALUES (?, ?, ?)", event, email, name)
        return site.lastInsertedID
    }

    /// Adds queued confirmations for new people.
    @discardableResult
    func queue(
        _ count: Int,
        lane: Lane = .prompted,
        due: Int64 = 1000,
        expires: Int64 = .max
    ) throws -> [Int64] {
        let messages = (0..<count).map { index in
            message("p\(index)@example.org", lane: lane, due: due, expires: expires)
        }
        return try store.settle(prompts: [], messages: messages, now: due).map(\.id)
    }

    func message(
        _ email: String,
        notification: String = "confirmation",
        lane: Lane = .prompted,
        due: Int64 = 1000,
        expires: Int64 = .max
    ) -> NewMessage {
        NewMessage(
            event: "meeting",
            notification: notification,
            lane: lane,
            personKey: email.lowercased(),
            domain: String(email.split(separator: "@").last ?? ""),
            email: email,
            due: due,
            expires: expires
        )
    }

    /// Claims everything ready in a lane and records one verdict for all.
    func finish(_ verdict: AttemptRecord.Verdict, lane: Lane = .prompted, now: Int64 = 2000) throws {
        let claimed = try store.claim(.lane(lane), limit: 1000, now: now, token: 1)
        try store.record(
            claimed.map { AttemptRecord(message: $0.id, claim: 1, verdict: verdict, at: now) },
            now: now
        )
    }

    func state(_ id: Int64) throws -> MessageState? { try store.message(id: id)?.state }

    /// The rows of a query as texts, columns joined by `|`.
    func rows(_ sql: String) throws -> [String] {
        var found: [String] = []
        try site.rows(sql) { row throws(SQLiteError) in
            found.append((0..<Int32(row.count)).map { row.text($0) }.joined(separator: "|"))
            return true
        }
        return found
    }
}
