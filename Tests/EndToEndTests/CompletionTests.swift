import Foundation
import TestSupport
import Testing

@Suite("Completions ask the program for events and notifications")
struct CompletionTests {
    private let house: House

    init() throws {
        house = try House()
        try house.folder.write("{ name: \"broken\"", to: "events/broken/event.json5")
        try house.folder.write("{}", to: "events/$(touch pwned) `id`/event.json5")
    }

    /// What bash would propose for the last of these words.
    private func proposals(_ words: [String]) throws -> [String]? {
        guard let bash = Programs.find("bash") else { return nil }
        let vestnik = try Programs.product("vestnik")
        let script = """
            PATH='\(vestnik.dropLast("/vestnik".count))':$PATH
            source <(vestnik completion bash)
            COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " "))) COMP_CWORD=\(words.count - 1)
            _vestnik
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try ChildProcess.run(
            bash,
            ["--norc", "-uc", script],
            environment: house.environment,
            folder: house.folder.path
        )
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        return result.lines
    }

    @Test(
        "bash proposes the names at their place, of the event that was typed, from the configuration that was typed",
        arguments: [
            (["preview", "me"], ["meeting"], "an event"),
            (["preview", "meeting", ""], ["cancellation", "confirmation"], "its notifications"),
            (["preview", "broken", ""], [], "of an event that cannot be read nothing is known"),
            (["preview", "meeting", "confirmation", ""], [], "there is no third place"),
            (["log", "--event", "m"], ["meeting"], "the value of an option"),
            (["log", "--event", "=", "m"], ["meeting"], "as bash cuts it"),
            (
                ["log", "--event", "meeting", "--notification", "co"], ["confirmation"],
                "of the event that an option names"
            ),
            (["log", "--notification", "ca"], ["cancellation"], "of every event"),
            (["schedule", "--at", "+3d", "me"], ["meeting"], "behind an option with a value"),
            (["--config", "/nowhere.json5", "preview", ""], [], "no configuration, and not a word"),
            (["import", "meeting", "events/me"], ["events/meeting"], "the second place is a file's"),
        ] as [([String], [String], String)]
    )
    func bash(words: [String], expected: [String], why: String) throws {
        guard let proposals = try proposals(["vestnik"] + words) else { return }
        #expect(proposals.filter { !$0.isEmpty } == expected, Comment(rawValue: why))
    }

    @Test("a name that a shell would run is proposed as a word, and nothing is run")
    func quoting() throws {
        guard let proposals = try proposals(["vestnik", "preview", ""]) else { return }
        #expect(proposals == [#"\$\(touch\ pwned\)\ \`id\`"#, "broken", "meeting"])
        #expect(!FileManager.default.fileExists(atPath: house.folder.path("pwned")))
    }

    @Test("zsh proposes the same", .enabled(if: Programs.find("zsh") != nil, "zsh is not installed"))
    func zsh() throws {
        let zsh = try #require(Programs.find("zsh"))
        let vestnik = try Programs.product("vestnik")
        // A zsh at a terminal of its own completes, and tells what came of it.
        // A zsh at a terminal of its own completes the line, and tells what it would propose.
        let script = #"""
            zmodload zsh/zpty
            zpty z "zsh -f -i"
            zpty -w z "PATH=$1:\$PATH; PS1=; autoload -U compinit; compinit -u -D; source <(vestnik completion zsh)"
            zpty -w z 'told() { local -a found; compadd() { builtin compadd -O found "$@"; (( $#found )) && print -r -- "GOT[$found]"; return 1 }; _main_complete; unfunction compadd }; zle -C told complete-word told; bindkey "^T" told; print READY'
            zpty -r -m z line '*READY*READY*'
            zpty -n -w z "$2"$'\C-t'
            zpty -r -m z line '*GOT\[*\]*' && print -r -- "$line"
            zpty -d z
            """#
        for (line, expected) in [
            ("vestnik preview me", "GOT[meeting]"), ("vestnik preview meeting ca", "GOT[cancellation]"),
            ("vestnik log --event=me", "GOT[meeting]"),
            ("vestnik log --notification co", "GOT[confirmation]"),
        ] {
            let result = try ChildProcess.run(
                "/usr/bin/timeout",
                ["20", zsh, "-fc", script, "zsh", String(vestnik.dropLast("/vestnik".count)), line],
                environment: house.environment,
                folder: house.folder.path
            )
            #expect(result.output.contains(expected), "\(line): \(result.output) \(result.errors)")
        }
    }

    @Test(
        "whatever is wrong, proposing says nothing and ends with 0",
        arguments: [[], ["x"], ["preview"], ["-c"]]
    )
    func silent(_ words: [String]) throws {
        try house.folder.write("{ nonsense", to: "vestnik.json5")
        let result = try house.run(["propose", "--"] + words)
        #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
    }
}
