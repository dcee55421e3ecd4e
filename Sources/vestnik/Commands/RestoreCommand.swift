import Delivery
import Glibc
import Reports
import Store
import Terminal
import Wording

/// `vestnik restore`: puts a backup in the database's place.
enum RestoreCommand: Subcommand {
    static let command = Command(
        "restore",
        Wording(ru: "Вернуть базу из копии", en: "Put a backup in the database's place"),
        discussion: Wording(
            ru: """
                Проверяет копию, затем ставит её на место базы; прежняя остаётся рядом под именем …-replaced-ДАТА вместе с -wal и -shm. \
                Отказывается, пока базу держит демон или другая программа. Прерванная команда оставляет прежнюю базу или новую, но не \
                смесь.

                Всё, что не отправлено, задерживается: письма могли уйти после того, как сделали копию. Сверьте очередь с журналом \
                почтового сервера, затем vestnik release. Кого стёрли (vestnik forget) после этого, стирает снова: их помнит прежняя база; где она не может, сказано об этом.

                На терминале команда спрашивает, в остальных случаях нужен --yes.
                """,
            en: """
                Checks the backup, then puts it in the database's place; the old one stays beside it as …-replaced-DATE, with its \
                -wal and -shm. Refuses while a daemon or another program has the database open. Cut off, it leaves the old \
                database or the new one, never a mixture.

                All mail that was not sent is held: it may have gone after the backup was made. Compare the queue with the \
                relay's log, then vestnik release. Whoever was erased since (vestnik forget) is erased again: the old database knows them; where it \
                cannot tell, you are told.

                Asks on a terminal, elsewhere wants --yes.
                """
        ),
        positionals: [
            Positional("FILE", completion: .files, Wording(ru: "Файл копии", en: "The backup's file"))
        ],
        options: [CommandContext.yes, CommandContext.json],
        examples: [
            Command.Example(
                "systemctl stop vestnikd && vestnik restore /var/backups/vestnik.db",
                Wording(ru: "Вернуться к копии", en: "Go back to a backup")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let backup = context.invocation.argument("FILE") ?? ""
        let database = try context.databasePath()
        // Opened before root's rights are given up: a backup may be root's alone.
        let file = try open(backup, besides: database)
        defer { close(file) }
        let log = Glibc.open(backup + "-wal", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { if log >= 0 { close(log) } }
        try context.becomeOwner(of: database)
        do {
            let restoration = try Restoration(file, log: log >= 0 ? log : nil, database: database)
            try context.confirm(
                RestoreWords.replace(
                    database,
                    by: backup,
                    upTo: restoration.newest.map { Wording(verbatim: LocalTime.text($0)) }
                        ?? RestoreWords.never,
                    messages: Words.messages(restoration.messages)
                )
            )
            let outcome = try restoration.run(
                language: context.language,
                actor: try context.actor,
                now: context.now
            )
            try tell(outcome, backup, restoration.newest, context)
            return .done
        } catch let error as Restoration.Failure {
            throw Failure(code(error), error.wording(backup: backup, database: database))
        }
    }

    private static func tell(
        _ outcome: Restoration.Outcome,
        _ backup: String,
        _ newest: Int64?,
        _ context: CommandContext
    ) throws {
        guard context.wantsJSON else {
            try context.tell(
                RestoreWords.done(outcome.database, from: backup, held: Words.messages(outcome.held))
            )
            if let aside = outcome.aside { try context.tell(RestoreWords.aside(aside)) }
            if let count = outcome.forgotten?.erased, count > 0 {
                try context.tell(ErasingWords.forgottenAgain(count))
            }
            sayUnknown(outcome, context)
            return context.say(RestoreWords.next)
        }
        var line = JSONLine()
        line.add("at", Timestamp.text(context.now))
        line.add("actor", try context.actor)
        line.add("database", outcome.database)
        line.add("backup", backup)
        line.add("newest_record_at", newest.map { Timestamp.text($0) })
        line.add("replaced", outcome.aside)
        line.add("held", outcome.held)
        line.add("forgotten_again", outcome.forgotten?.erased)
        line.add("forgotten_unknown", outcome.forgotten?.unknown)
        try context.output.writeLine(line.text)
    }

    /// Says that people must be erased again by hand.
    private static func sayUnknown(_ outcome: Restoration.Outcome, _ context: CommandContext) {
        guard let forgotten = outcome.forgotten else {
            return context.say("vestnik: " + ErasingWords.forgottenNotTold)
        }
        guard forgotten.unknown > 0 else { return }
        let key = outcome.database + "-key"
        context.say("vestnik: " + ErasingWords.forgottenUnknown(forgotten.unknown, key: key))
    }

    private static func open(_ path: String, besides database: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.noInput, "\(path): " + .systemError(errno)) }
        var (file, own) = (stat(), stat())
        let isPlain = fstat(descriptor, &file) == 0 && file.st_mode & S_IFMT == S_IFREG
        let isOwn = stat(database, &own) == 0 && own.st_dev == file.st_dev && own.st_ino == file.st_ino
        guard isPlain, !isOwn else {
            close(descriptor)
            throw Failure(.badData, isPlain ? RestoreWords.isDatabase(path) : RestoreWords.noFile(path))
        }
        return descriptor
    }

    private static func code(_ failure: Restoration.Failure) -> ExitCode {
        switch failure {
        case .daemonRuns, .inUse: .temporaryFailure
        case .refused(.noBackup), .refused(.damaged), .refused(.newer): .badData
        case .refused, .file, .lock: .ioError
        }
    }
}
