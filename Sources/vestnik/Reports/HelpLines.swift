import Manual
import Terminal
import Wording

/// What help tells, for programs: a line for each command, and for each key, name and column of the references.
struct HelpLines {
    let language: String

    /// The commands, or one of them.
    func commands(named name: String? = nil) -> [JSONLine] {
        let all =
            name.map { [Vestnik.program.command($0)].compactMap(\.self) } ?? Vestnik.program.shownCommands
        return all.map(line)
    }

    /// Every entry of a reference.
    func reference(_ topic: Topic) -> [JSONLine] {
        topic.reference.sections.flatMap { section in
            section.entries.map { entry in
                var line = JSONLine()
                line.add("type", topic.rawValue)
                line.add("section", section.title.text(in: language))
                line.add("name", entry.term)
                line.add("summary", entry.sentence.text(in: language))
                line.add("value", entry.kind.isEmpty ? nil : entry.kind.text(in: language))
                return line
            }
        }
    }

    private func line(_ command: Command) -> JSONLine {
        var line = JSONLine()
        line.add("type", "command")
        line.add("name", command.name)
        line.add("summary", command.summary.text(in: language))
        line.add("discussion", command.discussion.isEmpty ? nil : command.discussion.text(in: language))
        line.add("positionals", command.positionals.map(self.line))
        line.add("options", (command.options + Vestnik.program.commonOptions).map(self.line))
        line.add(
            "examples",
            command.examples.map { example in
                var line = JSONLine()
                line.add("line", example.line)
                line.add("summary", example.help.text(in: language))
                return line
            }
        )
        return line
    }

    private func line(_ positional: Positional) -> JSONLine {
        var line = JSONLine()
        line.add("name", positional.name)
        line.add("summary", positional.help.text(in: language))
        line.add("optional", positional.isOptional)
        line.add("repeated", positional.isRepeated)
        return line
    }

    private func line(_ option: Option) -> JSONLine {
        var line = JSONLine()
        line.add("name", "--" + option.name)
        line.add("short", option.short.map { "-\($0)" })
        line.add("value", option.value)
        line.add("summary", option.help.text(in: language))
        line.add("repeated", option.isRepeated)
        return line
    }
}
