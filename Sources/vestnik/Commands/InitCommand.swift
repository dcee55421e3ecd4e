import Glibc
import Intake
import Store
import Terminal

/// `vestnik init`: creates the database and the web site's file.
enum InitCommand: Subcommand {
    static let command = Command(
        "init",
        "Create the database and the web site's file",
        discussion: """
            Creates the two files that the configuration names: the database, which is the daemon's alone, and the intake, into \
            which the web site writes registrations. What is there already is left as it is, so it does no harm to run this \
            again. Run by root, the files belong to the owners of their folders.
            """
    )

    static func run(_ session: Session) throws -> ExitCode {
        let database = try session.databasePath()
        let intake = try? session.intakePath()
        try make(database, session) { () throws(StoreError) in
            let store = try Store(path: database, access: .create)
            _ = try store.counts()
        }
        guard let intake else {
            throw Failure(
                .badConfiguration,
                "\(session.configurationPath): names no intake; vestnik check tells more"
            )
        }
        try make(intake, session) {
            let findings = IntakeVisit(intake, create: true).look()
            guard let trouble = findings.trouble else { return }
            throw Failure(
                .cannotCreate,
                HealthReasons.intake(trouble, findings.detail, path: intake).text(in: session.language)
            )
        }
        return .done
    }

    private static func make(_ path: String, _ session: Session, _ body: () throws -> Void) throws {
        let isThere = access(path, F_OK) == 0
        do { try body() } catch let error as StoreError {
            if isThere { throw error }
            throw Failure(.cannotCreate, "\(path) cannot be created: \(error)")
        }
        session.say(isThere ? "\(path) is there already and up to date" : "created \(path)")
    }
}
