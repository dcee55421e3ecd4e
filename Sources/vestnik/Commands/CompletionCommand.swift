import Terminal

/// `vestnik completion`: completions for shells.
enum CompletionCommand: Subcommand {
    static let command = Command(
        "completion",
        "Print a completion script for a shell",
        positionals: [Positional("SHELL", completion: .choices(Shell.allCases.map(\.rawValue)), "The shell")],
        examples: [
            Command.Example(
                "source <(vestnik completion bash)",
                "For this shell; install.sh does it for all"
            ),
            Command.Example("vestnik completion zsh > ~/.zfunc/_vestnik", "For zsh"),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        guard let shell = context.invocation.argument("SHELL").flatMap(Shell.init(rawValue:)) else {
            return .usage
        }
        try context.output.write(Vestnik.program.completionScript(for: shell))
        return .done
    }
}
