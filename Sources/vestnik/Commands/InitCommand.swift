import Glibc
import SQLite
import Store
import Terminal

/// `vestnik init`: creates the database, or brings an old one up to date.
enum InitCommand: Subcommand {
    static let command = Command(
        "init",
        "Create the database",
        discussion: """
            Creates the database that the configuration names. One that is there already is brought up to date and otherwise \
            left as it is, so it does no harm to run this again.
            """
    )

    static func run(_ session: Session) throws -> ExitCode {
        let path = try session.databasePath()
        let isThere = access(path, F_OK) == 0
        do throws(SQLiteError) {
            let store = try Store(path: path, access: .create)
            _ = try store.promptCount()
        } catch {
            if isThere { throw error }
            throw Failure(.cannotCreate, "\(path) cannot be created: \(error)")
        }
        session.say(isThere ? "\(path) is there already and up to date" : "created \(path)")
        return .done
    }
}
