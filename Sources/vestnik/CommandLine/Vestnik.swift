import Delivery
import Site
import Terminal
import Wording

/// The command line of `vestnik`.
enum Vestnik {
    /// Every command, in the order of help.
    static let subcommands: [any Subcommand.Type] = [
        InitCommand.self, CheckCommand.self, StatusCommand.self, QueueCommand.self, LogCommand.self,
        ShowCommand.self, ExplainCommand.self, PreviewCommand.self, SendTestCommand.self, HoldCommand.self,
        ReleaseCommand.self,
        CancelCommand.self, RetryCommand.self, ResendCommand.self, ImportCommand.self, RegisterCommand.self,
        TokenCommand.self, AnswerCommand.self,
        ScheduleCommand.self,
        ApproveCommand.self,
        SuppressCommand.self, BounceCommand.self, ClockCommand.self, DoctorCommand.self,
        CoverageCommand.self, ReportCommand.self, ForgetCommand.self,
        ExportCommand.self, BackupCommand.self, RestoreCommand.self, RenderCommand.self, SinkCommand.self,
        DemoCommand.self,
        CompletionCommand.self, HelpCommand.self, ProposeCommand.self,
    ]

    static let program = Program(
        "vestnik",
        version: Version.text,
        Wording(
            ru: "Следить за письмами мероприятий с регистрацией",
            en: "Look after the mail of events with registration"
        ),
        discussion: Wording(
            ru: """
                Показывает, что отправляет vestnikd, и управляет этим; база у них общая. Данные идут в стандартный вывод, всё остальное — \
                в стандартный поток ошибок. С --json отчёты выводятся в виде JSON Lines.

                Коды завершения — из sysexits.h: 0 — сделано, 64 — ошибка в командной строке, 65 — неверные данные, 66 — нет таких \
                данных, 69 — нужная служба недоступна, 73 — нельзя создать файл, 74 — ошибка ввода-вывода, 75 — нужен человек, 78 — \
                ошибка в настройках. Мероприятие, с которым команде работать и которого нет, — 66, в отборе (--event) — 65.
                """,
            en: """
                Reads and steers what vestnikd sends; both share one database. Data goes to standard output, everything else to \
                standard error. Reports take --json for JSON Lines.

                Exit codes are those of sysexits.h: 0 done, 64 usage, 65 bad input data, 66 no such input, 69 a needed service is \
                unavailable, 73 cannot create output, 74 I/O error, 75 something needs a person, 78 bad configuration. \
                An event that a command is to work on and that is not there is 66, one in a filter (--event) 65.
                """
        ),
        options: [
            .value(
                "config",
                "FILE",
                short: "c",
                completion: .files,
                Wording(
                    ru: "Файл настроек; иначе $VESTNIK_CONFIG, иначе /etc/vestnik/vestnik.json5",
                    en: "Configuration; else $VESTNIK_CONFIG, else /etc/vestnik/vestnik.json5"
                )
            )
        ],
        commands: subcommands.map { $0.command },
        examples: [
            Command.Example(
                "vestnik demo",
                Wording(
                    ru: "Увидеть всё в работе; с этой машины ничего не уйдёт",
                    en: "See the whole thing at work; nothing leaves this machine"
                )
            ),
            Command.Example("vestnik status", Wording(ru: "Всё ли в порядке?", en: "Is all well?")),
            Command.Example(
                "vestnik log --state bounced --since 1d",
                Wording(ru: "Что вернулось за сутки", en: "What came back since yesterday")
            ),
            Command.Example(
                "vestnik show director@library.example.org",
                Wording(ru: "Всё об одном человеке", en: "Everything about one person")
            ),
        ]
    )

    /// Runs the program with its arguments.
    static func run(_ arguments: [String]) -> ExitCode {
        let output = Output()
        let errors = Output(descriptor: 2)
        let language = Site.language(
            configuration: CommandContext.configurationPath(
                given: program.value(of: "config", in: arguments),
                environment: Console.environment
            ),
            environment: Console.environment
        )
        do {
            let request = try program.parse(
                arguments,
                width: min(output.width ?? 80, 110),
                language: language
            )
            switch request {
            case .help(let text), .version(let text):
                try output.write(text.hasSuffix("\n") ? text : text + "\n")
                try output.flush()
                return .done
            case .run(let invocation):
                let context = CommandContext(
                    invocation: invocation,
                    output: output,
                    errors: errors,
                    language: language
                )
                let code = try subcommand(invocation.command).run(context)
                try output.flush()
                return code
            }
        } catch {
            let failure = Failure(error)
            // What was found before the trouble is still of use.
            try? output.flush()
            for line in failure.lines { try? errors.writeLine(Visible.line(line.text(in: language))) }
            try? errors.flush()
            return failure.code
        }
    }

    private static func subcommand(_ name: String) throws(UsageError) -> any Subcommand.Type {
        guard let found = subcommands.first(where: { $0.command.name == name }) else {
            throw UsageError(Wording(ru: "команды «\(name)» нет", en: "there is no command “\(name)”"))
        }
        return found
    }
}
