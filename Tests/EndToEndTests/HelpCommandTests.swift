import Foundation
import TestSupport
import Testing

@Suite("vestnik help")
struct HelpCommandTests {
    private func vestnik(
        _ arguments: [String],
        language: String = "en_US.UTF-8"
    ) throws -> ChildProcess.Result {
        try ChildProcess.run(
            Programs.product("vestnik"),
            ["--config", "/nonexistent/vestnik.json5"] + arguments,
            environment: ["LANG": language, "PATH": "/usr/bin:/bin"]
        )
    }

    @Test(
        "the reference of each topic, in the language spoken",
        arguments: [
            ("config", "relays[].tls", "Keys", "Ключи"),
            ("event", "notifications[].before", "A language's file", "Файл языка"),
            ("templates", "{{#name}} … {{/name}}", "Names", "Имена"),
            ("database", "awaits_approval", "States of a message", "Состояния письма"),
        ]
    )
    func topics(topic: String, term: String, english: String, russian: String) throws {
        for (language, heading) in [("en_US.UTF-8", english), ("ru_RU.UTF-8", russian)] {
            let result = try vestnik(["help", topic], language: language)
            #expect(result.status == 0)
            #expect(result.output.contains("\n  \(term)\n"))
            #expect(result.output.contains("\n\(heading)\n"))
        }
    }

    @Test("help of a command is what the command's --help says, and help alone is the program's")
    func commands() throws {
        #expect(try vestnik(["help", "log"]).output == vestnik(["log", "--help"]).output)
        let whole = try vestnik(["help"]).output
        #expect(try whole == vestnik(["--help"]).output)
        #expect(whole.contains("\n  help "))
    }

    @Test("for programs there is a line for each command, key, name and column, in the language spoken")
    func json() throws {
        let result = try vestnik(["help", "--json"])
        #expect(result.status == 0)
        let lines = try result.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        func named(_ type: String, _ name: String) throws -> [String: Any] {
            try #require(lines.first { $0["type"] as? String == type && $0["name"] as? String == name })
        }
        let log = try named("command", "log")
        let options = try #require(log["options"] as? [[String: Any]])
        #expect(options.contains { $0["name"] as? String == "--follow" && $0["short"] as? String == "-f" })
        #expect(options.contains { $0["name"] as? String == "--config" && $0["value"] as? String == "FILE" })
        #expect((log["examples"] as? [[String: Any]])?.isEmpty == false)
        let rate = try named("config", "relays[].messagesPerMinute")
        #expect((rate["summary"] as? String)?.contains("spread evenly") == true)
        #expect((rate["value"] as? String)?.contains("default 0") == true)
        for (type, name) in [
            ("event", "notifications[].before"), ("templates", "salutation"), ("database", "awaits_approval"),
        ] { #expect(try named(type, name)["summary"] is String) }
        // One topic, one command, none.
        let topic = try vestnik(["help", "config", "--json"], language: "ru_RU.UTF-8")
        #expect(topic.lines.allSatisfy { $0.hasPrefix(#"{"type":"config","section":"#) })
        #expect(topic.output.contains("равномерно"))
        #expect(try vestnik(["help", "log", "--json"]).lines.count == 1)
        #expect(try vestnik(["help", "colour", "--json"]).status == 64)
    }

    @Test("an unknown topic is a usage error that says what there is")
    func unknown() throws {
        let result = try vestnik(["help", "colour"])
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains("there is no help on “colour”"))
        #expect(result.errors.contains("config, event, templates, database, init, check"))
    }

    @Test("completions know topics and commands")
    func completion() throws {
        let script = try vestnik(["completion", "bash"]).output
        let line = try #require(script.split(separator: "\n").first { $0.contains(" help) if") })
        for word in ["config", "event", "templates", "database", "log", "--man"] {
            #expect(line.contains(word))
        }
        #expect(script.components(separatedBy: " help) if").count == 2)
    }

    @Test("all manual pages are written into a folder, which is made")
    func pages() throws {
        let folder = try TemporaryFolder()
        let result = try vestnik(["help", "--man", folder.path("share/man")])
        #expect(result.status == 0 && result.output == "", "\(result.errors)")
        for page in ["man1/vestnik.1", "man5/vestnik.json5.5", "man5/vestnik-event.5", "man8/vestnikd.8"] {
            for path in [page, "ru/" + page] {
                let text = String(decoding: try folder.bytes(of: "share/man/" + path), as: UTF8.self)
                #expect(text.contains(".TH "), "\(path)")
            }
        }
        let english = String(decoding: try folder.bytes(of: "share/man/man1/vestnik.1"), as: UTF8.self)
        for option in ["\\-\\-dry\\-run", "\\-\\-config FILE", "\\-\\-notification"] {
            #expect(english.contains(option))
        }
    }

    @Test("a folder that cannot be made is told, with 73")
    func noFolder() throws {
        let result = try vestnik(["help", "--man", "/proc/nowhere"])
        #expect(result.status == 73)
        #expect(result.errors.contains("/proc/nowhere/man1/vestnik.1: "))
    }

    @Test(
        "groff sets the page of every command without a warning",
        .enabled(if: Programs.find("groff") != nil)
    )
    func groff() throws {
        let folder = try TemporaryFolder()
        _ = try vestnik(["help", "--man", folder.path])
        for path in ["man1/vestnik.1", "man8/vestnikd.8", "ru/man1/vestnik.1", "ru/man8/vestnikd.8"] {
            let groff = try #require(Programs.find("groff"))
            let result = try ChildProcess.run(groff, ["-man", "-Tutf8", "-Kutf8", "-ww", folder.path(path)])
            #expect(result.status == 0 && result.errors == "", "\(path): \(result.errors.prefix(300))")
        }
    }
}
