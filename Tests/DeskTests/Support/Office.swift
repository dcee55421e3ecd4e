import Desk
import Foundation
import HTTP
import Intake
import Locks
import Passwords
import SQLite
import Settings
import Store
import TestSupport
import Testing
import WebSupport
import Web

/// A configuration with a database that holds one of everything, in a temporary folder, and a clock that stands.
final class Office: WebOffice {
    let folder: TemporaryFolder
    let web: WebContext
    let application: WebApplication
    let time = Locked(Int64(1_800_000_000_000))
    /// What stands in every field that strangers fill.
    static let hostile = "</td><script>alert(1)</script><img src=x onerror=alert(1)> \u{202E}'\"&amp;"

    /// `dashboard` is what stands in that beside `listen`; `more` stands beside that.
    init(_ dashboard: String = "", more: String = "", zone: String = "Europe/Moscow") throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en", \(more)
              relays: [{ url: "smtp://127.0.0.1:1", tls: "none" }], dashboard: { listen: "127.0.0.1:8025", \(dashboard) } }
            """,
            to: "vestnik.json5"
        )
        try folder.write(Self.event(zone), to: "events/meeting/event.json5")
        try folder.write(
            "Subject: Hello\n\n{{salutation}}\n\nGood day.\n",
            to: "events/meeting/templates/confirmation.en.md"
        )
        try folder.write(
            "Subject: Hello\n\n{{salutation}}\n\nGood day.\n",
            to: "events/meeting/templates/invitation.en.md"
        )
        _ = try MessageStore(path: folder.path("vestnik.db"), access: .create)
        try LocalIntake.prepare(path: folder.path("registrations.db"))
        let path = folder.path("vestnik.json5")
        let configuration = try Configuration.load(path: path)
        let settings = try #require(configuration.dashboard)
        let time = time
        web = WebContext(configuration, settings, path: path, now: { time.withLock { $0 } })
        application = WebApplication(web, routes: DeskRoutes.all)
    }

    /// Anna, who acts, and boris, who looks.
    static var users: String { WebUsers.text }

    private static func event(_ zone: String) -> String {
        """
        { name: "Meeting", starts: "2027-11-28T10:00", ends: "2027-11-29T18:00", timeZone: "\(zone)", language: "en",
          sender: { name: "Library", address: "meeting@example.org" },
          notifications: [
            { name: "confirmation", on: "registered" },
            { name: "invitation", audience: "invitees", at: "2027-02-01T10:00", bulk: true, approval: true } ] }
        """
    }

    func sql(_ text: String) throws {
        let connection = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
        try connection.execute(text)
    }

    /// One message of each state with an attempt, a registration, an invitee, a mailing, a relay's trouble and acts: a
    /// stranger's words are in all of them.
    func fill() throws {
        let text = "'" + Self.hostile.replacing("'", with: "''") + "'"
        let now = time.withLock { $0 }
        var statements: [String] = []
        for (number, state) in MessageState.allCases.enumerated() {
            let id = number + 1
            statements.append(
                """
                INSERT INTO messages (id, event, notification, lane, person_key, domain, email, name, region, organization, state, cause,
                    reason, due_at, ready_at, expires_at, created_at, updated_at, code, enhanced_code, reply, relay, claim, attempts, round)
                VALUES (\(id), 'meeting', \(number == 3 ? text : "'confirmation'"), 0, 'p@a.org', 'a', \(number == 4 ? text : "'p@a.org'"), \(text),
                    \(text), \(text), '\(state.rawValue)', NULL, \(text), \(now), \(now), \(now), \(now), \(now), 550, '5.1.1', \(text),
                    \(text), \(state == .sending ? "1" : "NULL"), 1, \(number));
                INSERT INTO attempts (at, message, kind, outcome, relay, code, enhanced_code, reply, tls, duration_ms, actor, note, email)
                VALUES (\(now - Int64(number) * 1000), \(id), '\(number == 5 ? "dsn" : "attempt")', '\(state.rawValue)', \(text), 550,
                    '5.1.1', \(text), \(text), 12, \(number == 6 ? text : "NULL"), \(text), \(text));
                """
            )
        }
        try sql(
            statements.joined(separator: "\n") + """
                INSERT INTO mailings (id, event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, reason, audience,
                    approvers, created_at, updated_at)
                VALUES (1, 'meeting', 'invitation', 2, \(now), \(now + 1_000_000), 0, 0, 'awaiting_approval', \(text), 7, 1, 0, 0),
                    (2, 'meeting', \(text), 2, \(now), \(now + 1_000_000), 0, 0, 'paused', \(text), 7, 0, 0, 0),
                    (3, \(text), 'x', 2, \(now), \(now + 1_000_000), 0, 0, 'running', NULL, 7, 0, 0, 0);
                INSERT INTO registrations (id, version, event, email, person_key, name, organization, region, status, seen_at) VALUES
                    (1, 1, 'meeting', 'p@a.org', 'p@a.org', \(text), \(text), '54', 'registered', 0),
                    (2, 1, 'meeting', \(text), \(text), \(text), \(text), \(text), 'registered', 0);
                INSERT INTO attempts (at, kind, outcome, actor, note, email) VALUES (\(now), 'admin', \(text), \(text), \(text), \(text));
                INSERT INTO meta (key, value) VALUES ('relay:127.0.0.1:1', \(text)), ('blocked:127.0.0.1:1', '\(now + 3_600_000)'),
                    ('blocked-reason:127.0.0.1:1', \(text));
                """
        )
        let store = try MessageStore(path: folder.path("vestnik.db"), access: .readWrite)
        try store.recountTotals()
        try store.suppress("q@a.org", reason: Self.hostile, actor: Self.hostile, now: now)
    }

    /// A page read strictly.
    func page(_ target: String, _ headers: Fields = [:], status: Int = 200) throws -> PageReading {
        let answer = try ask(.get, target, headers)
        #expect(answer.status == status, "\(target): \(answer.text.prefix(600))")
        return try PageReading(answer.text)
    }

    /// Logs somebody in; gives the cookie that a browser sends from then on.
    func logIn(_ name: String) throws -> Fields {
        let answer = try form("/login", Query([("name", name), ("password", "secret")]))
        let cookie = try #require(answer.headers["Set-Cookie"]?.split(separator: ";").first)
        return ["Cookie": String(cookie)]
    }
}
