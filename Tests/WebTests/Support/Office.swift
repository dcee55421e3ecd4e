import Administration
import HTTP
import Intake
import Locks
import Passwords
import Settings
import Store
import TestSupport
import Testing
import WebSupport

@testable import Web

/// A configuration with everything that the web pages look at, in a temporary folder, and a clock that stands.
final class Office: WebOffice {
    let folder: TemporaryFolder
    let web: WebContext
    let application: WebApplication
    let time = Locked(Int64(1_800_000_000_000))

    /// `dashboard` is what stands in that beside `listen`.
    init(_ dashboard: String = "", listen: String = "127.0.0.1:8025") throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en",
              relays: [{ url: "smtp://127.0.0.1:1", tls: "none" }], dashboard: { listen: "\(listen)", \(dashboard) } }
            """,
            to: "vestnik.json5"
        )
        try folder.write(Self.event(""), to: "events/meeting/event.json5")
        try folder.write(Self.event(#"state: "cancelled","#), to: "events/off/event.json5")
        _ = try MessageStore(path: folder.path("vestnik.db"), access: .create)
        try LocalIntake.prepare(path: folder.path("registrations.db"))
        let configuration = try Configuration.load(path: folder.path("vestnik.json5"))
        let settings = try #require(configuration.dashboard)
        let time = time
        web = WebContext(configuration, settings, now: { time.withLock { $0 } })
        application = WebApplication(web)
    }

    /// Anna, who acts, and boris, who looks.
    static var users: String { WebUsers.text }

    static func event(_ more: String) -> String {
        """
        { name: "Meeting", starts: "2093-11-28T10:00", ends: "2093-11-29T18:00", timeZone: "Europe/Moscow", \(more)
          sender: { name: "Library", address: "meeting@example.org" }, notifications: [] }
        """
    }

    func pass(milliseconds: Int64) { time.withLock { $0 += milliseconds } }

    /// A token of an event.
    func token(_ event: String = "meeting") throws -> String {
        try RegistrationTokens(database: folder.path("vestnik.db")).add(event: event, name: "", now: 0).secret
    }

    /// Takes all tokens back; gives how many there were.
    func revokeAll() throws -> Int {
        let tokens = RegistrationTokens(database: folder.path("vestnik.db"))
        return try tokens.all().map { try tokens.revoke($0.id, now: 0).count }.reduce(0, +)
    }
}
