import Terminal
import Wording

/// `vestnik completion`: completions for shells.
enum CompletionCommand: Subcommand {
    static let command = Command(
        "completion",
        Wording(ru: "Вывести сценарий дополнения для оболочки", en: "Print a completion script for a shell"),
        positionals: [
            Positional(
                "SHELL",
                completion: .choices(Shell.allCases.map(\.rawValue)),
                Wording(ru: "Оболочка", en: "The shell")
            )
        ],
        examples: [
            Command.Example(
                "source <(vestnik completion bash)",
                Wording(
                    ru: "Для этой оболочки; install.sh делает это для всех",
                    en: "For this shell; install.sh does it for all"
                )
            ),
            Command.Example(
                "vestnik completion zsh > ~/.zfunc/_vestnik",
                Wording(ru: "Для zsh", en: "For zsh")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        guard let shell = context.invocation.argument("SHELL").flatMap(Shell.init(rawValue:)) else {
            return .usage
        }
        try context.output.write(Vestnik.program.completionScript(for: shell, language: context.language))
        return .done
    }
}
