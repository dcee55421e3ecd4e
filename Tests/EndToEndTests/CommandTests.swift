import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandTests {
    @Test("init creates the database, and does no harm when run again")
    func initialises() throws {
        let house = try House()
        #expect(try house.vestnik("init").status == 0)
        try house.register("a@example.org")
        let again = try house.vestnik("init")
        #expect(again.status == 0)
        #expect(again.errors.contains("already"))
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "1")
    }

    @Test("init works with faults elsewhere in the configuration, and ends with 73 where it cannot create")
    func initialisesFaulty() throws {
        let house = try House()
        try house.folder.write(
            "{ database: \"data/x.db\", intake: \"site/r.db\", relays: 7 }",
            to: "vestnik.json5"
        )
        let missing = try house.vestnik("init")
        #expect(missing.status == 73)
        // The faulty configuration names no language.
        #expect(missing.errors.contains("/data: создайте её"), "\(missing.errors)")
        #expect(!FileManager.default.fileExists(atPath: house.folder.path("data")))
        try house.folder.write("", to: "data/.keep")
        #expect(try house.vestnik("init").status == 73)
        try house.folder.write("", to: "site/.keep")
        #expect(try house.vestnik("init").status == 0)
        #expect(FileManager.default.fileExists(atPath: house.folder.path("site/r.db")))
        #expect(FileManager.default.fileExists(atPath: house.folder.path("data/x.db")))
    }

    @Test("without a database commands end with 66 and say how to make one; without configuration with 66")
    func nothingThere() throws {
        let house = try House()
        for command in ["log", "queue", "status"] {
            let result = try house.vestnik(command)
            #expect(result.status == 66)
            #expect(result.errors.contains("vestnik init"))
        }
        for command in ["log", "init", "check", "schedule"] {
            let result = try house.vestnik(command, "--config", "/nowhere/vestnik.json5")
            #expect(result.status == 66)
            let said = result.errors + result.output
            #expect(
                said.contains("/nowhere/vestnik.json5") && said.contains("vestnik help config"),
                "\(command): \(said)"
            )
        }
        let web = try ChildProcess.run(
            Programs.product("vestnik-web"),
            ["--config", "/nowhere/vestnik.json5"]
        )
        #expect(web.status == 66 && web.errors.contains("vestnik help config"), "\(web.errors)")
    }

    @Test(
        "an event that is named to be worked on and is not there ends with 66, one in a filter with 65: all commands alike"
    )
    func unknownEvents() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let worked = [
            ["schedule", "nope"], ["coverage", "nope"], ["report", "nope"],
            ["preview", "nope", "confirmation"],
            ["send-test", "nope", "confirmation", "--to", "a@example.org"],
            ["approve", "nope", "x", "--yes"],
            ["import", "nope", "/dev/null"], ["register", "nope"],
            ["answer", "nope", "a@example.org", "yes"],
            ["preview", "meeting", "nope"],
        ]
        for command in worked { #expect(try house.run(command).status == 66, "\(command)") }
        let filtering = [
            ["log"], ["queue"], ["hold"], ["release"], ["retry"], ["cancel", "--yes"], ["resend"],
        ]
        for command in filtering {
            for filter in ["--event", "--notification"] {
                let result = try house.run(command + [filter, "nope"])
                #expect(
                    result.status == 65 && result.errors.contains("nope"),
                    "\(command) \(filter): \(result.errors)"
                )
            }
        }
        #expect(try house.vestnik("log", "--state", "nope").status == 65)
    }

    @Test("check names all faults of all files at once, with their places, and ends with 78")
    func checksFaults() throws {
        let house = try House()
        #expect(try house.vestnik("check").status == 0)
        try house.configure(port: house.server.port, more: "retry: { first: 1 }, nonsense: true,")
        try house.folder.write(
            "Subject: {{nonsense}}\n\n{{#open}}",
            to: "events/meeting/templates/confirmation.ru.md"
        )
        let configuration = try house.vestnik("check")
        #expect(configuration.status == 78)
        #expect(configuration.errors.contains("vestnik.json5:4:"))
        #expect(configuration.errors.contains("retry.first"))
        #expect(configuration.errors.contains("nonsense"))
        try house.configure(port: house.server.port)
        let templates = try house.vestnik("check", "--json")
        #expect(templates.status == 78)
        #expect(templates.output.contains("confirmation.ru.md:3:"))
    }

    @Test("check finds a name that a template uses and the data lack")
    func checksNames() throws {
        let house = try House()
        try house.folder.write(
            "Subject: Hello\n\n{{persn.name}}\n",
            to: "events/meeting/templates/confirmation.en.md"
        )
        let result = try house.vestnik("check")
        #expect(result.status == 78)
        #expect(result.errors.contains("persn"))
    }

    @Test("check --relay tells what a relay offers, and ends with 69 when there is none")
    func checksRelay() throws {
        let house = try House()
        let reached = try house.vestnik("check", "--relay")
        #expect(reached.status == 0)
        #expect(reached.output.contains("relay 127.0.0.1:\(house.server.port): reached"))
        #expect(house.server.messageCount == 0)
        house.server.stop()
        #expect(try house.vestnik("check", "--relay").status == 69)
    }

    @Test("what cannot be understood ends with 64 and a hint; help and version go to standard output")
    func usage() throws {
        let house = try House()
        let slip = try house.vestnik("stauts")
        #expect(slip.status == 64)
        #expect(slip.errors.contains("status"))
        #expect(try house.vestnik("log", "--state", "lost").status == 65)
        #expect(try house.vestnik("log", "--since", "whenever").status == 64)
        #expect(try house.vestnik("--version").output.hasPrefix("vestnik "))
        let help = try house.vestnik("--help")
        #expect(help.status == 0)
        for command in ["init", "log", "sink", "demo"] {
            #expect(help.output.contains("  \(command) "))
            #expect(try house.vestnik(command, "--help").output.contains("Usage: vestnik \(command)"))
        }
    }

    @Test("completion scripts are read by their shells", arguments: ["bash", "zsh"])
    func completions(_ shell: String) throws {
        let house = try House()
        let script = try house.vestnik("completion", shell)
        #expect(script.output.contains("suppress"))
        guard let program = Programs.find(shell) else { return }
        let path = try house.folder.write(script.output, to: "completion")
        #expect(try ChildProcess.run(program, ["-n", path]).status == 0)
    }

    @Test("render fills a template from standard input; what it cannot read ends with 65")
    func render() throws {
        let house = try House()
        let job =
            #"{"template":"{{a}} {{{a}}} {{missing}}{{>p}}","data":{"a":"<"},"partials":{"p":"{{a}}!"}}"#
        #expect(try house.vestnik("render", input: job).output == "&lt; < &lt;!")
        for wrong in ["", "{", "[]", #"{"data":{}}"#, #"{"template":"{{#a}}"}"#] {
            #expect(try house.vestnik("render", input: wrong).status == 65)
        }
    }

    @Test("sink takes mail on loopback, files it, and ends with SIGTERM")
    func sink() throws {
        let house = try House()
        let sink = try house.startVestnik("sink", "--port", "0", "--folder", "mail", "--script", "demo")
        #expect(sink.waitForErrors(containing: "listening on 127.0.0.1 port "))
        let port = try #require(sink.errorsSoFar.firstMatch(of: /port (\d+)/).flatMap { UInt16($0.1) })
        try house.configure(port: port)
        _ = try house.vestnik("init")
        try house.register("well@example.org")
        try house.register("bounce@example.org")
        _ = try house.sendOnce()
        #expect(try house.state(of: "bounce@example.org") == "bounced")
        sink.terminate()
        let result = try sink.wait()
        #expect(result.status == 0)
        #expect(result.output.contains("to=<well@example.org>"))
        let files = try FileManager.default.contentsOfDirectory(atPath: house.folder.path("mail"))
        #expect(files.filter { $0.hasSuffix(".eml") }.count == 1)
    }

    @Test("demo runs by itself, tells the same each time, and writes to nobody outside example.org")
    func demo() throws {
        let folder = try TemporaryFolder()
        let vestnik = try Programs.product("vestnik")
        let outputs = try ["one", "two"].map { name in
            let result = try ChildProcess.run(
                vestnik,
                ["demo", "--folder", folder.path(name)],
                environment: ["LANG": "C.UTF-8"]
            )
            #expect(result.status == 0, "\(result.errors)")
            return result.output.replacing("/\(name)", with: "/FOLDER")
        }
        #expect(outputs[0] == outputs[1])
        for word in ["bounced", "deferred", "rejected", "held", "in_doubt"] {
            #expect(outputs[0].contains(word))
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("one/mail"))
        #expect(files.filter { $0.hasSuffix(".eml") }.count > 300)
        let envelopes = try files.filter { $0.hasSuffix(".json") }.map {
            try folder.text(of: "one/mail/" + $0)
        }
        #expect(envelopes.allSatisfy { $0.contains("example.org\"") && !$0.contains("gmial") })
        #expect(try ChildProcess.run(vestnik, ["demo", "--folder", folder.path("one")]).status == 73)
    }
}
