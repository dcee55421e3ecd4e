public import Wording

/// A command of a program: `vestnik log`.
public struct Command: Sendable {
    /// An example of use, with what it does.
    public struct Example: Sendable, Hashable {
        /// The command line, without a prompt.
        public let line: String
        /// What it does.
        public let help: Wording

        /// An example for a command's help.
        public init(_ line: String, _ help: Wording) {
            self.line = line
            self.help = help
        }
    }

    /// The word on the command line.
    public let name: String
    /// One sentence without a full stop.
    public let summary: Wording
    /// Paragraphs under the summary, divided by empty lines; wrapped when shown.
    public let discussion: Wording
    /// Arguments by place.
    public let positionals: [Positional]
    /// Options beside the program's common ones.
    public let options: [Option]
    /// Examples at the end of the help.
    public let examples: [Example]
    /// Not listed in help and completions.
    public let isHidden: Bool

    /// Declares a command.
    public init(
        _ name: String,
        _ summary: Wording,
        discussion: Wording = .nothing,
        positionals: [Positional] = [],
        options: [Option] = [],
        examples: [Example] = [],
        hidden: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.positionals = positionals
        self.options = options
        self.examples = examples
        isHidden = hidden
    }
}
