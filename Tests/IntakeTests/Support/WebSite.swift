import Intake
import SQLite
import TestSupport

/// A web site with its intake in a folder of its own.
struct WebSite {
    let folder: TemporaryFolder
    let path: String
    /// The site's own connection, which is a plain one.
    let site: Connection

    /// With a file that has our schema.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("registrations.db")
        try LocalIntake.prepare(path: path)
        site = try Connection(path: path, mode: .readWrite)
    }

    /// The intake as the daemon reads it.
    func intake(detailsLimit: Int = 64 << 10) -> LocalIntake {
        LocalIntake(path: path, detailsLimit: detailsLimit, create: false)
    }

    /// Registers somebody as any site would; the id.
    @discardableResult
    func register(_ email: String, event: String = "meeting", status: String? = nil) throws -> Int64 {
        try site.run(
            "INSERT INTO registrations (event, email, status) VALUES (?, ?, ?)",
            event,
            email,
            status
        )
        return try site.integer("SELECT max(id) FROM registrations")
    }

    /// Rows as texts, columns joined by `|`.
    func rows(_ sql: String) throws -> [String] {
        var found: [String] = []
        try site.rows(sql) { row in
            found.append((0..<Int32(row.count)).map { row.text($0) }.joined(separator: "|"))
            return true
        }
        return found
    }
}

extension IntakeSource {
    /// Takes and settles until nothing comes any more.
    @discardableResult
    func takeAll() -> [IntakeChange] {
        var all: [IntakeChange] = []
        while true {
            let some = take()
            if some.isEmpty { return all }
            settle(some)
            all += some
        }
    }
}
