extension Program {
    /// Understands a command line.
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - width: columns that help may take.
    /// - Throws: what is wrong, with a hint.
    public func parse(_ arguments: [String], width: Int = 80) throws(UsageError) -> Request {
        .help("")
    }

    /// The help of the program, or of a command.
    /// - Parameters:
    ///   - command: the command; nil for the program.
    ///   - width: columns it may take.
    public func help(for command: Command? = nil, width: Int = 80) -> String { "" }

    /// A script that makes a shell complete this program's command line.
    public func completionScript(for shell: Shell) -> String { "" }
}

/// A shell that completions can be made for.
public enum Shell: String, Sendable, CaseIterable {
    /// GNU bash.
    case bash
    /// The Z shell.
    case zsh
}
