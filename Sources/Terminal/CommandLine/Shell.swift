/// A shell that completions can be made for.
public enum Shell: String, Sendable, CaseIterable {
    /// GNU bash.
    case bash
    /// The Z shell.
    case zsh
}

extension Program {
    /// A script that makes a shell complete this program's command line; its descriptions are in a language.
    public func completionScript(for shell: Shell, language: String = "en") -> String {
        switch shell {
        case .bash: BashCompletion(program: self).script
        case .zsh: ZshCompletion(program: self, language: language).script
        }
    }

    /// The hidden command by which scripts ask the program itself what may come next.
    ///
    /// `PROGRAM propose -- WORD…`, the words being those typed behind its name so far. It prints a word a line.
    public static let asking = "propose"

    /// Whether something of this program is known to it alone.
    var isAsked: Bool {
        let all =
            options.map(\.completion) + positionals.map(\.completion)
            + shownCommands.flatMap { $0.options.map(\.completion) + $0.positionals.map(\.completion) }
        return all.contains { if case .asked = $0 { true } else { false } }
    }

    /// Options of every command, help and version among them.
    public var commonOptions: [Option] { options + [Self.helpOption, Self.versionOption] }
    /// The commands that are listed.
    public var shownCommands: [Command] { commands.filter { !$0.isHidden } }
}

/// A word in single quotes, as shells read it.
public func shellQuoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
}
