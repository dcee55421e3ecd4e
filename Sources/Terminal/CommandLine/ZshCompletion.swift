/// Writes a completion script for zsh; it may be a file in `$fpath` or be sourced.
struct ZshCompletion {
    let program: Program
    let language: String

    private var function: String {
        "_" + program.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    }

    var script: String {
        let common = program.commonOptions.flatMap(specifications)
        return """
            #compdef \(program.name)
            # zsh completion for \(program.name), made by it
            \(asked)\(function)() {
                local context state state_descr line curcontext="$curcontext"\(typed)
                typeset -A opt_args
            \(program.commands.isEmpty ? plain(common) : withCommands(common))
            }
            if [[ $funcstack[1] == \(function) ]]; then
                \(function) "$@"
            else
                compdef \(function) \(program.name)
            fi

            """
    }

    /// Asks the program itself what may come next; what it prints is taken as it is.
    private var asked: String {
        guard program.isAsked else { return "" }
        return """
            \(function)_asked() {
                local -a proposals=("${(@f)$(\(program.name) \(Program.asking) -- "${(@)typed}" 2>/dev/null)}")
                proposals=("${(@)proposals:#}")
                compadd "$@" -a proposals
            }

            """
    }

    /// What was typed before the word at the cursor, an option that waits for its value behind = included.
    private var typed: String {
        guard program.isAsked else { return "" }
        return """

                local -a typed=("${(@)words[2,CURRENT-1]}")
                [[ $words[CURRENT] == --*=* ]] && typed+=("${words[CURRENT]%%=*}")
            """
    }

    private func plain(_ common: [String]) -> String {
        arguments(common + program.positionals.map(specification), indent: 4)
    }

    private func withCommands(_ common: [String]) -> String {
        var text = arguments(
            ["-C"] + common + ["'1:command:->command'", "'*::argument:->argument'"],
            indent: 4
        )
        text += " && return\n    case $state in\n    command)\n        local -a commands=(\n"
        for command in program.shownCommands {
            text +=
                "            \(shellQuoted("\(command.name):\(escaped(command.summary.text(in: language), ":\\"))"))\n"
        }
        text +=
            "        )\n        _describe command commands\n        ;;\n    argument)\n        case $line[1] in\n"
        for command in program.shownCommands {
            let specs =
                command.options.flatMap(specifications) + common + command.positionals.map(specification)
            text += "        \(command.name))\n\(arguments(specs, indent: 12))\n            ;;\n"
        }
        return text + "        esac\n        ;;\n    esac"
    }

    private func arguments(_ specifications: [String], indent: Int) -> String {
        let blanks = String(repeating: " ", count: indent)
        return blanks + "_arguments " + specifications.joined(separator: " \\\n\(blanks)    ")
    }

    private func specifications(_ option: Option) -> [String] {
        let help = escaped(option.help.text(in: language), "[]:\\")
        let repeated = option.isRepeated ? "*" : ""
        let value = option.value.map { ":\(escaped($0, ":\\")):\(action(option.completion))" } ?? ""
        var all = [
            shellQuoted("\(repeated)--\(option.name)\(option.value == nil ? "" : "=")[\(help)]\(value)")
        ]
        if let short = option.short { all.append(shellQuoted("\(repeated)-\(short)[\(help)]\(value)")) }
        return all
    }

    private func specification(_ positional: Positional) -> String {
        let start = positional.isRepeated ? "*:" : positional.isOptional ? "::" : ":"
        return shellQuoted("\(start)\(escaped(positional.name, ":\\")):\(action(positional.completion))")
    }

    private func action(_ completion: Completion) -> String {
        switch completion {
        case .none: " "
        case .files: "_files"
        case .directories: "_files -/"
        case .asked: "\(function)_asked"
        case .choices(let words), .suggestions(let words): "(\(words.joined(separator: " ")))"
        }
    }

    private func escaped(_ text: String, _ special: String) -> String {
        text.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
