import Foundation
import Store
import TestSupport

/// A whole installation in a temporary folder: configuration, one event, a scripted mail server, the built programs.
final class House {
    let folder: TemporaryFolder
    let server: SMTPServer
    /// The language that the configuration sets.
    let language: String

    /// A house whose mail server behaves as the script says; `more` stands in the configuration beside what is needed.
    init(
        script: Script = .friendly,
        port: UInt16? = nil,
        language: String = "en",
        more: String = ""
    ) throws {
        self.language = language
        folder = try TemporaryFolder()
        server = try SMTPServer(script: script)
        try configure(port: port ?? server.port, more: more)
        try folder.write(Self.event, to: "events/meeting/event.json5")
        try folder.write(Self.confirmation, to: "events/meeting/templates/confirmation.ru.md")
        try folder.write(Self.english, to: "events/meeting/templates/confirmation.en.md")
        try folder.write(Self.cancellation, to: "events/meeting/templates/cancellation.ru.md")
    }

    /// Has mail that comes back read out of a Maildir of its own, `returned`.
    func readMaildir() throws {
        for name in ["new", "cur", "tmp"] {
            try FileManager.default.createDirectory(
                atPath: folder.path("returned/\(name)"),
                withIntermediateDirectories: true
            )
        }
        try configure(port: server.port, more: "mailbox: { url: \"maildir:returned\", every: \"5s\" },")
    }

    /// Writes the configuration anew.
    func configure(port: UInt16, language: String? = nil, more: String = "") throws {
        let language = language ?? self.language
        try folder.write(
            """
            {
              database: "vestnik.db", intake: "registrations.db", events: "events", language: "\(language)",
              relays: [ { url: "smtp://127.0.0.1:\(port)", tls: "none", connections: 4 } ],
              \(more)
            }
            """,
            to: "vestnik.json5"
        )
    }

    var configuration: String { folder.path("vestnik.json5") }
    var database: String { folder.path("vestnik.db") }
    /// The web site's file.
    var intake: String { folder.path("registrations.db") }

    /// Runs `vestnik` to its end.
    func vestnik(_ arguments: String..., input: String = "") throws -> ChildProcess.Result {
        try run(arguments, input: input)
    }

    /// Runs `vestnik` to its end.
    func run(_ arguments: [String], input: String = "") throws -> ChildProcess.Result {
        try ChildProcess.run(
            Programs.product("vestnik"),
            arguments,
            environment: environment,
            folder: folder.path,
            input: input
        )
    }

    /// Starts `vestnik` and leaves it running.
    func startVestnik(_ arguments: String...) throws -> ChildProcess {
        try ChildProcess(
            Programs.product("vestnik"),
            arguments,
            environment: environment,
            folder: folder.path
        )
    }

    /// Plans and sends what is due, then ends.
    func sendOnce() throws -> ChildProcess.Result {
        try ChildProcess.run(
            Programs.product("vestnikd"),
            ["--once"],
            environment: environment,
            folder: folder.path
        )
    }

    /// Starts one round and leaves it running.
    func startOnce() throws -> ChildProcess {
        try ChildProcess(
            Programs.product("vestnikd"),
            ["--once"],
            environment: environment,
            folder: folder.path
        )
    }

    /// Starts the daemon and waits until it is at work.
    func startDaemon() throws -> ChildProcess {
        let daemon = try ChildProcess(
            Programs.product("vestnikd"),
            environment: environment,
            folder: folder.path
        )
        guard daemon.waitForErrors(containing: language == "ru" ? "запущен" : "started") else {
            throw TestSupportError("vestnikd did not start: \(daemon.errorsSoFar)")
        }
        return daemon
    }

    /// Who acts in this house, as the log has it: the user whom the tests run as, whatever the environment says.
    static var actor: String {
        let login = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) + " (uid \(getuid()))" }
        return login ?? "uid \(getuid())"
    }

    /// The same person with the name that `--as` gives.
    static func actor(as name: String) -> String {
        "\(name) (\(actor.replacing(" (", with: ", ").replacing(")", with: "")))"
    }

    var environment: [String: String] {
        [
            "VESTNIK_CONFIG": configuration, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
            "HOME": folder.path, "SUDO_USER": "olga",
        ]
    }

    /// Writes into the database as its owner does.
    ///
    /// Totals are kept by the program alone: what is written past it is counted.
    func sql(_ text: String) throws {
        try write(text, into: database)
        if text.contains("INTO messages") || text.contains("UPDATE messages") {
            try MessageStore(path: database).recountTotals()
        }
    }

    /// Writes registrations as a web site does.
    func site(_ text: String) throws { try write(text, into: intake) }

    /// With SQLite's own shell where there is one.
    private func write(_ text: String, into path: String) throws {
        if let shell = Programs.sqlite3 {
            let result = try ChildProcess.run(shell, ["-cmd", ".timeout 5000", path], input: text)
            guard result.status == 0 else { throw TestSupportError("sqlite3: \(result.errors)") }
        } else {
            try Connection(path: path, mode: .readWrite).execute(text)
        }
    }

    func register(_ email: String, name: String = "Иванова Мария Петровна", more: String = "") throws {
        try site(
            "INSERT INTO registrations (event, email, name) VALUES ('meeting', '\(email)', '\(name)'); \(more)"
        )
    }

    /// The first column of the first row of the database.
    func value(_ query: String) throws -> String? {
        try Connection(path: database, mode: .readOnly).first(query) { $0.optionalText(0) } ?? nil
    }

    /// The first column of the first row of the web site's file.
    func siteValue(_ query: String) throws -> String? {
        try Connection(path: intake, mode: .readOnly).first(query) { $0.optionalText(0) } ?? nil
    }

    /// Whether a file or its log holds these bytes.
    func holds(_ text: String, in name: String) throws -> Bool {
        try ["", "-wal"].contains { tail in
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: folder.path(name + tail))) else {
                return false
            }
            return bytes.range(of: Data(text.utf8)) != nil
        }
    }

    /// The rights of a file.
    func mode(of path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
    }

    /// The state of the message to an address; nil when there is none.
    func state(of email: String) throws -> String? {
        try value("SELECT state FROM messages_view WHERE email = '\(email)' ORDER BY id")
    }

    /// The lines of a report as objects.
    func objects(_ result: ChildProcess.Result) throws -> [[String: Any]] {
        try result.lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let object else { throw TestSupportError("no object: \(line)") }
            return object
        }
    }

    private static let event = """
        {
          name: { ru: "Совещание", en: "Meeting" },
          starts: "2093-11-28T10:00", ends: "2093-11-29T18:00", timeZone: "Europe/Moscow",
          venue: "Дом Пашкова", language: "ru",
          sender: { name: "Библиотека", address: "meeting@example.org", returnPath: "bounces@example.org" },
          notifications: [
            { name: "confirmation", on: "registered", calendar: "request" },
            { name: "cancellation", on: "cancelled" },
          ],
        }
        """
    private static let confirmation = """
        Subject: Регистрация № {{registration.id}} подтверждена

        {{salutation}}

        Вы зарегистрированы: {{event.name}}, {{event.dates}}. Ждём вас, {{person.name}}!
        """
    private static let english = """
        Subject: Registration {{registration.id}} confirmed

        {{salutation}}

        You are registered.
        """
    private static let cancellation = """
        Subject: Регистрация отменена

        {{salutation}}

        Ваша регистрация отменена.
        """
}
