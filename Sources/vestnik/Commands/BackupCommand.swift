import Glibc
import Reports
import Store
import Terminal
import Wording

/// `vestnik backup`: a consistent copy while the daemon runs.
enum BackupCommand: Subcommand {
    static let command = Command(
        "backup",
        Wording(
            ru: "Скопировать базу, не останавливая демона",
            en: "Copy the database while the daemon runs"
        ),
        discussion: Wording(
            ru: """
                Пишет один файл, которому ничего больше не нужно; читать его можете только вы: в нём персональные данные. Демон, \
                запущенный на восстановленной копии, задерживает всё, что отправил бы: это могло уйти раньше, и решает человек.
                """,
            en: """
                Writes one file that needs nothing beside it, readable for you alone: it holds personal data. A daemon that is \
                started on a restored copy holds what it would send, because it may have gone since, until a person releases it.
                """
        ),
        positionals: [
            Positional(
                "FILE",
                completion: .files,
                Wording(ru: "Файл копии; его ещё не должно быть", en: "The file to write; must not exist")
            )
        ],
        examples: [
            Command.Example(
                "vestnik backup /var/backups/vestnik-$(date +%F).db",
                Wording(ru: "Каждый день", en: "One a day")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = context.invocation.argument("FILE") ?? ""
        // The copy is whose who asked for it, where the database's owner may not write.
        let store = try context.store(keepsRights: true)
        // Made by us and empty, so that nobody's file is overwritten and nobody else can read it; SQLite fills it.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.cannotCreate, "\(path): " + .systemError(errno))
        }
        close(descriptor)
        do throws(StoreError) { try store.backup(to: path) } catch {
            unlink(path)
            throw Failure(.ioError, "\(path): " + error.wording)
        }
        context.say(
            Wording(
                ru: "\(store.databasePath) скопирована в \(path)",
                en: "copied \(store.databasePath) to \(path)"
            )
        )
        return .done
    }
}
