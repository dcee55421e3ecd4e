import Glibc
import Intake
import Reports
import Service
import Store
import Terminal
import Wording

/// `vestnik init`: creates the database and the web site's file.
enum InitCommand: Subcommand {
    static let command = Command(
        "init",
        Wording(ru: "Создать базу и файл сайта", en: "Create the database and the web site's file"),
        discussion: Wording(
            ru: """
                Создаёт два файла, которые названы в настройках: базу, которая принадлежит одному демону, и файл сайта, в который сайт \
                пишет регистрации. То, что уже есть, остаётся как было: запустить команду ещё раз не повредит. Если её запускает root, \
                файлы получают владельцев своих папок, и те, что уже есть и принадлежат root, тоже.
                """,
            en: """
                Creates the two files that the configuration names: the database, which is the daemon's alone, and the intake, into \
                which the web site writes registrations. What is there already is left as it is, so it does no harm to run this \
                again. Run by root, the files belong to the owners of their folders, and so do those that are there and were \
                root's.
                """
        )
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let database = try context.databasePath()
        let intake = try? context.intakePath()
        for path in [database, intake].compactMap(\.self) {
            let folder =
                path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            guard access(folder, F_OK) == 0 || errno != ENOENT else {
                throw Failure(.cannotCreate, InitWords.noFolder(folder, context.configurationPath))
            }
        }
        for path in [database, intake].compactMap(\.self) { give(path, context) }
        // Before root becomes the database's owner, who need not be the intake's: its reader becomes that.
        let look = intake.map { path in
            (isThere: access(path, F_OK) == 0, findings: IntakeVisit(path, create: true).look())
        }
        try make(database, context) {
            try context.becomeOwner(of: database)
            let store = try MessageStore(path: database, access: .create)
            _ = try store.counts()
        }
        guard let intake, let look else {
            throw Failure(
                .badConfiguration,
                Wording(
                    ru: "\(context.configurationPath): не указан intake; подробнее скажет vestnik check",
                    en: "\(context.configurationPath): names no intake; vestnik check tells more"
                )
            )
        }
        if let trouble = look.findings.trouble {
            throw Failure(.cannotCreate, HealthReasons.intake(trouble, look.findings.detail, path: intake))
        }
        tell(intake, isThere: look.isThere, context)
        return .done
    }

    /// What is kept beside a file under its name; both have some of it.
    private static let beside = [
        "", "-wal", "-shm", "-journal", "-lock", "-flight", "-pulse", "-key", "-token-key", "-returned",
    ]

    /// Gives what root has made, or put there, to the owner of the folder.
    private static func give(_ path: String, _ context: CommandContext) {
        for file in beside.map({ path + $0 }) where Privileges.giveToFolderOwner(file) {
            context.say(InitWords.givenAway(file))
        }
    }

    private static func make(_ path: String, _ context: CommandContext, _ body: () throws -> Void) throws {
        let isThere = access(path, F_OK) == 0
        do { try body() } catch let error as StoreError {
            if isThere { throw error }
            throw Failure(
                .cannotCreate,
                Wording(ru: "\(path): не удаётся создать: ", en: "\(path) cannot be created: ")
                    + error.wording
            )
        }
        tell(path, isThere: isThere, context)
    }

    private static func tell(_ path: String, isThere: Bool, _ context: CommandContext) {
        context.say(isThere ? InitWords.isThere(path) : InitWords.made(path))
    }
}
