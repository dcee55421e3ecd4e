import Glibc
import Store
import Terminal

/// `vestnik backup`: a consistent copy while the daemon runs.
enum BackupCommand: Subcommand {
    static let command = Command(
        "backup",
        "Copy the database while the daemon runs",
        discussion: """
            Writes one file that needs nothing beside it, readable for you alone: it holds personal data. A daemon that is \
            started on a restored copy holds what it would send, because it may have gone since, until a person releases it.
            """,
        positionals: [Positional("FILE", completion: .files, "The file to write; must not exist")],
        examples: [Command.Example("vestnik backup /var/backups/vestnik-$(date +%F).db", "One a day")]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = context.invocation.argument("FILE") ?? ""
        let store = try context.store()
        // Made by us and empty, so that nobody's file is overwritten and nobody else can read it; SQLite fills it.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.cannotCreate, "\(path): \(String(cString: strerror(errno)))")
        }
        close(descriptor)
        do throws(StoreError) { try store.backup(to: path) } catch {
            unlink(path)
            throw Failure(.ioError, "\(path): \(error)")
        }
        context.say("copied \(store.databasePath) to \(path)")
        return .done
    }
}
