import Delivery
import Terminal

/// The command line of `vestnik`.
enum Vestnik {
    /// Every command, in the order of help.
    static let subcommands: [any Subcommand.Type] = [
        InitCommand.self, CheckCommand.self, StatusCommand.self, QueueCommand.self, LogCommand.self,
        ShowCommand.self, PreviewCommand.self, SendTestCommand.self, HoldCommand.self, ReleaseCommand.self,
        CancelCommand.self, RetryCommand.self, ImportCommand.self, ScheduleCommand.self, ApproveCommand.self,
        SuppressCommand.self, ClockCommand.self,
        CoverageCommand.self, ReportCommand.self, ForgetCommand.self,
        ExportCommand.self, BackupCommand.self, RenderCommand.self, SinkCommand.self, DemoCommand.self,
        CompletionCommand.self,
    ]

    static let program = Program(
        "vestnik",
        version: Version.text,
        "Look after the mail of events with registration",
        discussion: """
            Reads and steers what vestnikd sends; both share one database. Data goes to standard output, everything else to \
            standard error. Reports take --json for JSON Lines.

            Exit codes are those of sysexits.h: 0 done, 64 usage, 65 bad input data, 66 no such input, 69 a needed service is \
            unavailable, 73 cannot create output, 74 I/O error, 75 something needs a person, 78 bad configuration.
            """,
        options: [
            .value(
                "config",
                "FILE",
                short: "c",
                completion: .files,
                "Configuration; else $VESTNIK_CONFIG, else /etc/vestnik/vestnik.json5"
            )
        ],
        commands: subcommands.map { $0.command },
        examples: [
            Command.Example("vestnik demo", "See the whole thing at work; nothing leaves this machine"),
            Command.Example("vestnik status", "Is all well?"),
            Command.Example("vestnik log --state bounced --since 1d", "What came back since yesterday"),
            Command.Example("vestnik show director@library.example.org", "Everything about one person"),
        ]
    )

    /// Runs the program with its arguments.
    static func run(_ arguments: [String]) -> ExitCode {
        let output = Output()
        let errors = Output(descriptor: 2)
        do {
            let request = try program.parse(arguments, width: min(output.width ?? 80, 110))
            switch request {
            case .help(let text), .version(let text):
                try output.write(text.hasSuffix("\n") ? text : text + "\n")
                try output.flush()
                return .done
            case .run(let invocation):
                let context = CommandContext(invocation: invocation, output: output, errors: errors)
                let code = try subcommand(invocation.command).run(context)
                try output.flush()
                return code
            }
        } catch {
            let failure = Failure(error)
            // What was found before the trouble is still of use.
            try? output.flush()
            for line in failure.lines { try? errors.writeLine(Visible.line(line)) }
            try? errors.flush()
            return failure.code
        }
    }

    private static func subcommand(_ name: String) throws(UsageError) -> any Subcommand.Type {
        guard let found = subcommands.first(where: { $0.command.name == name }) else {
            throw UsageError("there is no command “\(name)”")
        }
        return found
    }
}
