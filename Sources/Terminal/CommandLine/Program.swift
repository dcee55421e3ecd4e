public import Wording

/// A program's command line, declared once: parsing, help and completions all come from it.
public struct Program: Sendable {
    /// What the arguments ask for.
    public enum Request: Sendable {
        /// Run a command.
        case run(Invocation)
        /// Print this help on standard output and end with ``ExitCode/done``.
        case help(String)
        /// Print this line on standard output and end with ``ExitCode/done``.
        case version(String)
    }

    /// The word the user types.
    public let name: String
    /// Shown by `--version`, behind the name.
    public let version: String
    /// One sentence without a full stop.
    public let summary: Wording
    /// Paragraphs under the summary, divided by empty lines.
    public let discussion: Wording
    /// Options of every command; `--help` and `--version` come by themselves.
    public let options: [Option]
    /// Arguments by place, of a program without commands.
    public let positionals: [Positional]
    /// The commands; none for a program that does one thing.
    public let commands: [Command]
    /// Examples at the end of the program's help.
    public let examples: [Command.Example]

    /// Declares a program.
    public init(
        _ name: String,
        version: String,
        _ summary: Wording,
        discussion: Wording = .nothing,
        options: [Option] = [],
        positionals: [Positional] = [],
        commands: [Command] = [],
        examples: [Command.Example] = []
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.discussion = discussion
        self.options = options
        self.positionals = positionals
        self.commands = commands
        self.examples = examples
    }

    /// The command of that name, hidden ones included.
    public func command(_ name: String) -> Command? { commands.first { $0.name == name } }

    static let helpOption = Option.flag(
        "help",
        short: "h",
        Wording(ru: "Показать эту справку", en: "Show this help")
    )
    static let versionOption = Option.flag("version", Wording(ru: "Показать версию", en: "Show the version"))
}
