/// Writes a completion script for bash, which needs nothing but bash.
struct BashCompletion {
    let program: Program

    private var function: String {
        "_" + program.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    }

    var script: String {
        """
        # bash completion for \(program.name), made by it
        \(function)() {
            local cur=${COMP_WORDS[COMP_CWORD]} prev= command= i words=
            (( COMP_CWORD > 0 )) && prev=${COMP_WORDS[COMP_CWORD-1]}
            # bash cuts --option=value into three words
            if [[ $cur == = ]]; then
                cur=
            elif [[ $prev == = ]] && (( COMP_CWORD > 1 )); then
                prev=${COMP_WORDS[COMP_CWORD-2]}
            fi
            for (( i = 1; i < COMP_CWORD; i++ )); do
                case ${COMP_WORDS[i]} in
        \(skipValues)            -*|=) ;;
                    *) command=${COMP_WORDS[i]}; break ;;
                esac
            done
            COMPREPLY=()
            case $command:$prev in
        \(values)    esac
            case $command in
        \(commandCases)    esac
            return 0
        }
        \(function)_words() {
            mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
        }
        \(function)_files() {
            mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
            compopt -o filenames 2>/dev/null
        }
        complete -F \(function) \(program.name)

        """
    }

    private func spellings(_ option: Option) -> [String] {
        ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? [])
    }

    /// Values of common options before the command are not the command.
    private var skipValues: String {
        let names = program.options.filter { $0.value != nil }.flatMap(spellings)
        guard !names.isEmpty else { return "" }
        return
            "            \(names.joined(separator: "|"))) (( i++ )); [[ ${COMP_WORDS[i]} == = ]] && (( i++ )) ;;\n"
    }

    private var values: String {
        var lines = ""
        for command in program.shownCommands {
            for option in command.options where option.value != nil {
                let pattern = spellings(option).map { "\(command.name):\($0)" }.joined(separator: "|")
                lines += "        \(pattern)) \(proposal(option.completion)); return 0 ;;\n"
            }
        }
        for option in program.options where option.value != nil {
            let pattern = spellings(option).map { "*:\($0)" }.joined(separator: "|")
            lines += "        \(pattern)) \(proposal(option.completion)); return 0 ;;\n"
        }
        return lines
    }

    /// `help` shows the help of commands, and is no command of the program's own.
    private var hasPlainHelp: Bool { !program.commands.isEmpty && program.command("help") == nil }

    private var commandCases: String {
        let common = program.commonOptions.flatMap(spellings)
        var lines = entry(
            "''",
            words: common,
            positionals: program.positionals,
            names: program.shownCommands.map(\.name) + (hasPlainHelp ? ["help"] : [])
        )
        if hasPlainHelp {
            lines += entry("help", words: [], positionals: [], names: program.shownCommands.map(\.name))
        }
        for command in program.shownCommands {
            lines += entry(
                command.name,
                words: command.options.flatMap(spellings) + common,
                positionals: command.positionals,
                names: []
            )
        }
        return lines
    }

    private func entry(
        _ pattern: String,
        words: [String],
        positionals: [Positional],
        names: [String]
    ) -> String {
        let others = names.isEmpty ? argument(positionals) : proposal(.choices(names))
        let options = proposal(.choices(words))
        return "        \(pattern)) if [[ $cur == -* ]]; then \(options); else \(others); fi ;;\n"
    }

    /// All places share their proposals: bash does not say which place it is at.
    private func argument(_ positionals: [Positional]) -> String {
        var words: [String] = []
        for positional in positionals {
            switch positional.completion {
            case .choices(let some), .suggestions(let some): words += some
            case .files, .directories: return proposal(positional.completion)
            case .none: break
            }
        }
        return proposal(words.isEmpty ? .none : .choices(words))
    }

    private func proposal(_ completion: Completion) -> String {
        switch completion {
        case .none: ":"
        case .files: "\(function)_files -f \"$cur\""
        case .directories: "\(function)_files -d \"$cur\""
        case .choices(let words), .suggestions(let words):
            "\(function)_words \(shellQuoted(words.joined(separator: " "))) \"$cur\""
        }
    }
}
