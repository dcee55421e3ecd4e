import Foundation
import Testing
@testable import Terminal

struct CompletionTests {
    /// Runs bash with the script and gives what it would propose for a command line.
    private func proposals(_ words: [String], program: Program = .sample) throws -> [String]? {
        guard FileManager.default.isExecutableFile(atPath: "/bin/bash") else { return nil }
        let quoted = words.map { shellQuoted($0) }.joined(separator: " ")
        let script = """
            \(program.completionScript(for: .bash))
            COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count - 1)
            _\(program.name)
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let bash = Process()
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        bash.arguments = ["--norc", "-uc", script]
        let output = Pipe()
        bash.standardOutput = output
        try bash.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        bash.waitUntilExit()
        #expect(bash.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(
        "bash proposes commands, options and values",
        arguments: [
            (["sample", ""], ["log", "show", "list", "help"]),
            (["sample", "l"], ["log", "list"]),
            (["sample", "help", "s"], ["show"]),
            (["sample", "-c", "x", "l"], ["log", "list"]),
            (["sample", "--config", "=", "x", "l"], ["log", "list"]),
            (["sample", "log", "--l"], ["--limit"]),
            (["sample", "log", "--state", ""], ["sent", "deferred"]),
            (["sample", "log", "--state", "="], ["sent", "deferred"]),
            (["sample", "log", "--state", "=", "d"], ["deferred"]),
            (["sample", "list", "r"], ["remove"]),
            (["sample", "log", "--limit", ""], []),
            (["sample", "show", "x"], []),
            (["sample", "list", "--c"], ["--config"]),
        ]
    )
    func bash(words: [String], expected: [String]) throws {
        guard let proposals = try proposals(words) else { return }
        #expect(proposals == expected)
    }

    @Test("bash proposes for a program without commands")
    func bashDaemon() throws {
        guard let proposals = try proposals(["daemon", "--o"], program: .daemon) else { return }
        #expect(proposals == ["--once"])
    }

    @Test("zsh gets each command, option and value, with their signs escaped")
    func zsh() {
        let script = Program.sample.completionScript(for: .zsh)
        #expect(script.hasPrefix("#compdef sample\n"))
        #expect(script.contains("'log:Show attempts, newest first'"))
        #expect(script.contains(#"'show:Tell a story\: all [of] it'\''s parts'"#))
        #expect(script.contains("'*--state=[Only this state]:STATE:(sent deferred)'"))
        #expect(script.contains("'-j[Print JSON Lines]'"))
        #expect(script.contains("'--config=[Read this configuration]:FILE:_files'"))
        #expect(script.contains("'*:MORE: '"))
        #expect(!script.contains("secret"))
        #expect(Program.daemon.completionScript(for: .zsh).contains("'::FOLDER:_files -/'"))
    }

    @Test("zsh reads its script", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/zsh")))
    func zshSyntax() throws {
        let zsh = Process()
        zsh.executableURL = URL(fileURLWithPath: "/usr/bin/zsh")
        zsh.arguments = ["-n", "-c", Program.sample.completionScript(for: .zsh)]
        try zsh.run()
        zsh.waitUntilExit()
        #expect(zsh.terminationStatus == 0)
    }
}
