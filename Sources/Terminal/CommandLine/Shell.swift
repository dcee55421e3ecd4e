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

    /// Options of every command, help and version among them.
    public var commonOptions: [Option] { options + [Self.helpOption, Self.versionOption] }
    /// The commands that are listed.
    public var shownCommands: [Command] { commands.filter { !$0.isHidden } }
}

/// A word in single quotes, as shells read it.
func shellQuoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
}
