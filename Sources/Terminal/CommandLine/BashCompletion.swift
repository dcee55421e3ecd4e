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
            local cur=${COMP_WORDS[COMP_CWORD]} prev= command= i place=0
            local -a typed=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
            (( COMP_CWORD > 0 )) && prev=${COMP_WORDS[COMP_CWORD-1]}
            # bash cuts --option=value into three words
            if [[ $cur == = ]]; then
                cur=
            elif [[ $prev == = ]] && (( COMP_CWORD > 1 )); then
                prev=${COMP_WORDS[COMP_CWORD-2]}
            fi
            for (( i = 1; i < COMP_CWORD; i++ )); do
                case $command:${COMP_WORDS[i]} in
        \(skipValues)            *:-*|*:=) ;;
        \(program.commands.isEmpty ? "" : "            :*) command=${COMP_WORDS[i]} ;;\n")            *) (( place++ )) ;;
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
        \(asked)\(function)_files() {
            mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
            compopt -o filenames 2>/dev/null
        }
        complete -F \(function) \(program.name)

        """
    }

    private func spellings(_ option: Option) -> [String] {
        ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? [])
    }

    /// Values of options are neither the command nor an argument of it.
    private var skipValues: String {
        var patterns = program.options.filter { $0.value != nil }.flatMap(spellings).map { "*:\($0)" }
        for command in program.shownCommands {
            patterns += command.options.filter { $0.value != nil }.flatMap(spellings).map {
                "\(command.name):\($0)"
            }
        }
        guard !patterns.isEmpty else { return "" }
        return
            "            \(patterns.joined(separator: "|"))) (( i++ )); [[ ${COMP_WORDS[i]} == = ]] && (( i++ )) ;;\n"
    }

    /// Asks the program itself.
    ///
    /// What it prints is taken as it is: no word of it is expanded or run.
    private var asked: String {
        guard program.isAsked else { return "" }
        return """
            \(function)_asked() {
                local word
                while IFS= read -r word; do
                    [[ $word == "$1"* ]] && printf -v word %q "$word" && COMPREPLY+=("$word")
                done < <(\(program.name) \(Program.asking) -- "${typed[@]}" 2>/dev/null)
            }

            """
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

    /// Each place has its own proposals; one that is repeated serves all that follow.
    private func argument(_ positionals: [Positional]) -> String {
        guard positionals.contains(where: { $0.completion != .none }) else { return proposal(.none) }
        var cases = ""
        for (place, positional) in positionals.enumerated() {
            cases += " \(positional.isRepeated ? "*" : String(place))) \(proposal(positional.completion)) ;;"
        }
        return "case $place in\(cases) esac"
    }

    private func proposal(_ completion: Completion) -> String {
        switch completion {
        case .none: ":"
        case .files: "\(function)_files -f \"$cur\""
        case .directories: "\(function)_files -d \"$cur\""
        case .asked: "\(function)_asked \"$cur\""
        case .choices(let words), .suggestions(let words):
            "\(function)_words \(shellQuoted(words.joined(separator: " "))) \"$cur\""
        }
    }
}
