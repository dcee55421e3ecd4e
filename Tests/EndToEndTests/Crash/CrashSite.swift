import Foundation
import TestSupport

/// A database, an event and a relay for a real `vestnikd` that may be killed at any time.
final class CrashSite {
    let folder: TemporaryFolder
    /// The scripted relay, where there is one.
    let server: SMTPServer?
    /// The web site's connection to its file.
    private let site: Connection
    /// A look into the database.
    private let database: Connection

    /// A site whose relay is a scripted server, with these keys of `vestnik.json5` besides the required ones.
    convenience init(
        script: Script = .friendly,
        configuration: String = "",
        relayKeys: String = "connections: 8,"
    ) throws {
        var options = SMTPServer.Options()
        options.script = script
        options.recordsDialogue = false
        let relay = try SMTPServer(options)
        try self.init(
            relay: "{ url: \"smtp://127.0.0.1:\(relay.port)\", tls: \"none\", \(relayKeys) }",
            configuration: configuration,
            server: relay
        )
    }

    /// A site whose relay is configured by hand.
    init(relay: String, configuration: String = "", server: SMTPServer? = nil) throws {
        folder = try TemporaryFolder()
        self.server = server
        try folder.write(
            """
            { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en", poll: "1s", relays: [\(relay)],
              \(configuration) }
            """,
            to: "vestnik.json5"
        )
        try folder.write(
            """
            { name: { en: "Meeting" }, starts: "2099-03-28T10:00", ends: "2099-03-29T18:00",
              timeZone: "Europe/Moscow", language: "en",
              sender: { name: { en: "Library" }, address: "meeting@example.org" },
              notifications: [{ name: "confirmation", on: "registered", calendar: "request" }] }
            """,
            to: "events/meeting/event.json5"
        )
        try folder.write(
            "Subject: Welcome\n\n{{salutation}}\n\nYour registration is **{{registration.id}}**.\n",
            to: "events/meeting/templates/confirmation.en.md"
        )
        let made = try ChildProcess.run(
            Programs.product("vestnik"),
            ["init", "--config", folder.path("vestnik.json5")]
        )
        guard made.status == 0 else { throw TestSupportError("vestnik init: \(made.errors)") }
        site = try Connection(path: folder.path("registrations.db"), mode: .readWrite)
        database = try Connection(path: folder.path("vestnik.db"), mode: .readWrite)
    }

    deinit { server?.stop() }

    /// Starts the daemon.
    func daemon(_ arguments: String...) throws -> ChildProcess {
        try ChildProcess(
            Programs.product("vestnikd"),
            ["--config", folder.path("vestnik.json5")] + arguments
        )
    }

    /// Runs `vestnik` to its end.
    func vestnik(_ arguments: String...) throws -> ChildProcess.Result {
        try ChildProcess.run(
            Programs.product("vestnik"),
            ["--config", folder.path("vestnik.json5")] + arguments
        )
    }

    /// Registers so many people with numbers from `first` on.
    func register(_ count: Int, from first: Int, name: (Int) -> String = { "p\($0)" }) throws {
        try site.transaction { () throws(SQLiteError) in
            for number in first..<(first + count) {
                try site.run(
                    "INSERT INTO registrations (event, email, name) VALUES ('meeting', ?, ?)",
                    "\(name(number))@example.org",
                    "Reader \(number)"
                )
            }
        }
    }

    /// Each row of the database as texts joined by a bar.
    func rows(_ sql: String) throws -> [String] {
        var found: [String] = []
        let statement = try database.statement(sql)
        try statement.rows([]) { row throws(SQLiteError) in
            found.append((0..<Int32(row.count)).map { row.optionalText($0) ?? "NULL" }.joined(separator: "|"))
            return true
        }
        return found
    }

    /// A single number.
    func number(_ sql: String) throws -> Int { Int(try rows(sql).first ?? "") ?? -1 }
}
