import Foundation
import TestSupport
import Testing

@testable import vestnik

@Suite("Every command that the documentation names")
struct EveryCommandTests {
    /// The words of a simple command of the shell, and where it ends.
    static func commands(of script: String) -> [[String]] {
        var commands: [[String]] = []
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isSkipped = false
        let text = Array(script.replacing("\\\n", with: " "))
        var index = 0
        func endWord() {
            if let done = word {
                if isSkipped { isSkipped = false } else { words.append(done) }
            }
            word = nil
        }
        func endCommand() {
            endWord()
            if !words.isEmpty { commands.append(words) }
            words = []
        }
        while index < text.count {
            let character = text[index]
            index += 1
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
                continue
            }
            switch character {
            case "'", "\"": (quote, word) = (character, word ?? "")
            case "#" where word == nil: while index < text.count, text[index] != "\n" { index += 1 }
            case "\n", ";", "|", "&", "(", ")", "{", "}": endCommand()
            case "<", ">":
                endWord()
                isSkipped = true
            case " ", "\t": endWord()
            default: word = (word ?? "") + String(character)
            }
        }
        endCommand()
        return commands
    }

    /// The commands of ours in a script, from the word `vestnik` on.
    private static func ours(_ script: String) -> [[String]] {
        commands(of: script).compactMap { words in
            // Others may name our program, or a group of that name.
            let runners: Set = ["vestnik", "sudo", "runuser", "systemd-run"]
            guard let first = words.first, runners.contains(first),
                let start = words.firstIndex(of: "vestnik")
            else { return nil }
            return Array(words[(start + 1)...])
        }
    }

    @Test("what stands in blocks is a whole command line")
    func blocks() throws {
        var count = 0
        for page in try DocumentationPage.all() {
            for block in page.blocks where block.language == "sh" {
                for words in Self.ours(block.text) {
                    count += 1
                    #expect(throws: Never.self, "\(page.name): vestnik \(words)") {
                        try Vestnik.program.parse(words)
                    }
                }
            }
        }
        #expect(count > 40)
    }

    @Test("what a sentence names is a command, with options that it has")
    func sentences() throws {
        var count = 0
        for page in try DocumentationPage.all() {
            for text in page.quoted where text.hasPrefix("vestnik ") {
                for words in Self.ours(text.replacing("…", with: "x").replacing("\n", with: " ")) {
                    // A sentence may leave out what the command is told; what is left must be right.
                    let isHelp = words.first == "help"
                    let line = isHelp ? words : words + ["--help"]
                    guard !words.isEmpty, words != ["COMMAND"], words != ["help", "COMMAND"] else { continue }
                    count += 1
                    #expect(throws: Never.self, "\(page.name): `\(text)`") {
                        try Vestnik.program.parse(line)
                    }
                }
            }
        }
        #expect(count > 60)
    }

    @Test("an option that a sentence names alone is one of some command")
    func options() throws {
        let known = Set(
            (Vestnik.program.commands.flatMap(\.options) + Vestnik.program.commonOptions).map {
                "--" + $0.name
            }
        )
        // Of vestnikd, of scripts and of other programs.
        let others: Set = [
            "--once", "--reload", "--verbose", "--tests", "--whole-event", "--static-swift-stdlib", "--now",
            "--rows",
        ]
        for page in try DocumentationPage.all() {
            for text in page.quoted where text.hasPrefix("--") {
                let option = String(text.prefix { $0.isLetter || $0 == "-" })
                // Rules of Markdown and of signatures.
                guard option.contains(where: \.isLetter) else { continue }
                #expect(known.contains(option) || others.contains(option), "\(page.name): `\(text)`")
            }
        }
    }

    @Test("a key that a sentence names is one that a reader asks for")
    func keys() throws {
        let result = try ChildProcess.run(
            Programs.product("vestnik"),
            ["--config", "/nonexistent/vestnik.json5", "help", "--json"],
            environment: ["LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        )
        var known: [String] = []
        for line in result.lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            if object?["type"] as? String != "command", let name = object?["name"] as? String {
                known.append(name)
            }
        }
        #expect(known.count > 150)
        // Without the places in lists, as sentences name them.
        let paths = known.map { $0.replacing("[]", with: "") }
        let beginnings = Set(paths.compactMap { $0.split(separator: ".").first.map(String.init) })
        let parts = Set(paths.flatMap { $0.split(separator: ".").map(String.init) })
        var count = 0
        for page in try DocumentationPage.all() {
            for text in page.quoted {
                let word = String(text.prefix { $0 != ":" }).replacing("[]", with: "")
                guard
                    let match = word.wholeMatch(of: /([a-z]+(?:[A-Z][a-z]+)*)((?:\.[a-z]+(?:[A-Z][a-z]+)*)*)/)
                else {
                    continue
                }
                let isPath = !match.2.isEmpty && beginnings.contains(String(match.1))
                let isCamel = word.contains { $0.isUppercase }
                guard isPath || isCamel, !Self.otherNames.contains(word) else { continue }
                count += 1
                let isKnown =
                    isPath
                    ? paths.contains { $0 == word || $0.hasPrefix(word + ".") || $0.hasSuffix("." + word) }
                        || Self.isOpen(word)
                    : word.split(separator: ".").allSatisfy { parts.contains(String($0)) }
                #expect(isKnown, "\(page.name): `\(text)`")
            }
        }
        #expect(count > 40)
    }

    /// Names of other things that look like keys.
    private static let otherNames: Set = ["encodedHost", "event.ics"]

    /// Whether what stands behind the first word is an author's own.
    private static func isOpen(_ path: String) -> Bool {
        ["facts.", "details.", "labels.", "registration.", "invitee.", "domains."].contains {
            path.hasPrefix($0)
        }
    }

    @Test("links of the README lead to pages that there are, and so do those between pages")
    func links() throws {
        let pages = try DocumentationPage.all()
        let names = Set(pages.map(\.name))
        for page in pages {
            for part in page.text.components(separatedBy: "<doc:").dropFirst() {
                let name = String(part.prefix { $0 != ">" })
                #expect(names.contains(name), "\(page.name): \(name)")
            }
            for part in page.text.components(separatedBy: "](Sources/").dropFirst() {
                let name =
                    part.prefix { $0 != ")" }.split(separator: "/").last.map { String($0.dropLast(3)) } ?? ""
                #expect(names.contains(name), "\(page.name): \(name)")
            }
        }
        let overview = try DocumentationPage("Vestnik").text
        for name in names where name != "README" && name != "Vestnik" {
            #expect(overview.contains("<doc:\(name)>"), "Vestnik.md does not lead to \(name)")
        }
    }

    @Test(
        "the reader of commands knows quotes, pipes, comments and files",
        arguments: [
            ("vestnik log --to 'a b' # c\nx", [["vestnik", "log", "--to", "a b"], ["x"]]),
            (
                "echo '{\"a\":1}' | vestnik register e > f 2> g",
                [["echo", "{\"a\":1}"], ["vestnik", "register", "e"]]
            ),
            ("a && b \\\n  c; d || true", [["a"], ["b", "c"], ["d"], ["true"]]),
        ] as [(String, [[String]])]
    )
    func reader(script: String, expected: [[String]]) {
        let found = Self.commands(of: script).map { $0.filter { $0 != "2" } }
        #expect(found == expected)
    }

    @Test("the README is at most two screens to the first real letter")
    func length() throws {
        let lines = try DocumentationPage("README").text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let documentation = try #require(lines.firstIndex(of: "## Documentation"))
        #expect(documentation <= 60)
        #expect(lines.count <= 90)
    }
}
