import TestSupport
import Testing
@testable import Terminal

struct ParserTests {
    private func run(_ words: String..., program: Program = .sample) throws -> Invocation {
        let request = try program.parse(words)
        guard case .run(let invocation) = request else {
            throw UsageError("not an invocation: \(request)")
        }
        return invocation
    }

    @Test("options and arguments may stand in any order, before and behind the command")
    func anyOrder() throws {
        let invocation = try run("--config", "a.json5", "show", "17", "-c", "b.json5", "18", "19")
        #expect(invocation.command == "show")
        #expect(invocation.value("config") == "b.json5")
        #expect(invocation.argument("WHAT") == "17")
        #expect(invocation.arguments("MORE") == ["18", "19"])
    }

    @Test(
        "a value may be the next word, behind an equals sign, or behind its letter",
        arguments: [
            ["--limit", "5"], ["--limit=5"], ["-n", "5"], ["-n5"], ["-jn5"], ["-jn", "5"],
        ]
    )
    func spellings(words: [String]) throws {
        guard case .run(let invocation) = try Program.sample.parse(["log"] + words) else { return }
        #expect(try invocation.integer("limit") == 5)
        #expect(invocation.flag("json") == words[0].hasPrefix("-j"))
    }

    @Test("repeated options keep all their values, others the last")
    func repeated() throws {
        let invocation = try run("log", "--state", "sent", "--limit=1", "--state=deferred", "--limit=2")
        #expect(invocation.values("state") == ["sent", "deferred"])
        #expect(invocation.values("limit") == ["2"])
    }

    @Test("behind two dashes nothing is an option; a single dash never is")
    func dashes() throws {
        let invocation = try run("show", "-", "--", "--config", "-x")
        #expect(invocation.argument("WHAT") == "-")
        #expect(invocation.arguments("MORE") == ["--config", "-x"])
    }

    @Test("a value may be empty, hold an equals sign, or look like an option when it is joined")
    func oddValues() throws {
        #expect(try run("log", "--limit=").value("limit") == "")
        #expect(try run("log", "--limit=a=b").value("limit") == "a=b")
        #expect(try run("log", "--limit=--json").value("limit") == "--json")
        #expect(try run("log", "--limit", "-5").value("limit") == "-5")
    }

    @Test("a program without commands has options and arguments all the same")
    func withoutCommands() throws {
        let invocation = try run("--once", "folder", program: .daemon)
        #expect(invocation.command == "")
        #expect(invocation.flag("once"))
        #expect(invocation.argument("FOLDER") == "folder")
    }

    /// Words, and the error that they are.
    static let faults: [([String], String)] = [
        ([], "a command is missing\nsee 'sample --help'"),
        (["lgo"], "there is no command “lgo”\ndid you mean log?"),
        (["zzzzzz"], "there is no command “zzzzzz”\nsee 'sample --help'"),
        (["secrt"], "there is no command “secrt”\nsee 'sample --help'"),
        (["log", "--jsn"], "there is no option --jsn of log\ndid you mean --json?"),
        (["log", "-x"], "there is no option -x of log\nsee 'sample log --help'"),
        (["--json", "log"], "--json belongs behind the command: sample log --json\nsee 'sample --help'"),
        (["log", "--limit"], "--limit needs a value: --limit N\nsee 'sample log --help'"),
        (["log", "--limit", "--json"], "--limit needs a value: --limit N\nsee 'sample log --help'"),
        (["log", "-n"], "-n needs a value: -n N\nsee 'sample log --help'"),
        (["log", "--json=1"], "--json takes no value\nsee 'sample log --help'"),
        (["log", "--state", "sned"], "--state takes one of sent, deferred, not “sned”\ndid you mean sent?"),
        (["list", "ad"], "ACT takes one of add, remove, not “ad”\ndid you mean add?"),
        (["show"], "WHAT is missing\nsee 'sample show --help'"),
        (["list", "add", "x"], "“x” is one argument too many\nsee 'sample list --help'"),
    ]

    @Test("what cannot be understood is said, with a hint", arguments: faults)
    func faulty(words: [String], expected: String) {
        let error = #expect(throws: UsageError.self) { try Program.sample.parse(words) }
        #expect(error?.description == expected)
    }

    @Test("numbers are checked against their range")
    func integers() throws {
        #expect(try run("log").integer("limit") == nil)
        let tooSmall = #expect(throws: UsageError.self) {
            try run("log", "--limit=0").integer("limit", in: 1...9)
        }
        #expect(tooSmall?.message.en == "--limit takes a whole number from 1 to 9, not “0”")
        let noNumber = #expect(throws: UsageError.self) { try run("log", "--limit=x").integer("limit") }
        #expect(noNumber?.message.en == "--limit takes a whole number of at least 0, not “x”")
    }

    @Test(
        "help and version are asked for in every usual way",
        arguments: [
            ["--help"], ["-h"], ["help"], ["log", "--help"], ["log", "-jh"], ["help", "log"], ["show", "-h"],
        ]
    )
    func help(words: [String]) throws {
        guard case .help(let text) = try Program.sample.parse(words) else {
            Issue.record("no help")
            return
        }
        let command = words.first { Program.sample.command($0) != nil }
        #expect(text.hasPrefix("Usage: sample \(command ?? "[OPTION]")"))
    }

    @Test("the version is one line")
    func version() throws {
        guard case .version(let text) = try Program.sample.parse(["log", "--version"]) else {
            Issue.record("no version")
            return
        }
        #expect(text == "sample 1.2")
    }
}
