import Glibc
import Intake
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
                файлы получают владельцев своих папок.
                """,
            en: """
                Creates the two files that the configuration names: the database, which is the daemon's alone, and the intake, into \
                which the web site writes registrations. What is there already is left as it is, so it does no harm to run this \
                again. Run by root, the files belong to the owners of their folders.
                """
        )
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let database = try context.databasePath()
        let intake = try? context.intakePath()
        try make(database, context) { () throws(StoreError) in
            let store = try MessageStore(path: database, access: .create)
            _ = try store.counts()
        }
        guard let intake else {
            throw Failure(
                .badConfiguration,
                Wording(
                    ru: "\(context.configurationPath): не указан intake; подробнее скажет vestnik check",
                    en: "\(context.configurationPath): names no intake; vestnik check tells more"
                )
            )
        }
        try make(intake, context) {
            let findings = IntakeVisit(intake, create: true).look()
            guard let trouble = findings.trouble else { return }
            throw Failure(
                .cannotCreate,
                HealthReasons.intake(trouble, findings.detail, path: intake)
            )
        }
        return .done
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
        context.say(
            isThere
                ? Wording(
                    ru: "\(path) уже есть, обновлять нечего",
                    en: "\(path) is there already and up to date"
                )
                : Wording(ru: "создан файл \(path)", en: "created \(path)")
        )
    }
}
