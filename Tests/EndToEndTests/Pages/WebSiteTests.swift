import Foundation
import TestSupport
import Testing

/// The examples for web sites, taken from the page and run against a house's intake.
@Suite("The page about web sites")
struct WebSiteTests {
    /// What somebody types who wants more than to register.
    private static let form = [
        "email": "o'brien@example.org", "name": "Robert'); DROP TABLE registrations; -- \"$(reboot)`",
        "region": "54", "hotel": "«Космос»\nи ещё",
    ]

    private struct Site {
        let house: House
        let shell: PageShell
        /// The page's example.
        let code: String
    }

    private func site(_ language: String) throws -> Site {
        let house = try House()
        // The event of the page.
        for name in ["event.json5", "templates/confirmation.ru.md", "templates/cancellation.ru.md"] {
            let text = try house.folder.text(of: "events/meeting/" + name)
            try house.folder.write(text, to: "events/annual-meeting/" + name)
        }
        _ = try house.vestnik("init")
        let page = try DocumentationPage("WebSites")
        let shell = PageShell(house)
        try shell.writeFiles(of: page)
        let code = try #require(page.blocks.first { $0.language == language && $0.label.isEmpty }).text
        return Site(house: house, shell: shell, code: shell.here(code))
    }

    private func json(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
    }

    /// Runs the example with a line behind it that calls it; the form comes on standard input.
    private func run(
        _ site: Site,
        _ program: String,
        _ arguments: [String],
        _ file: String,
        _ call: String
    ) throws -> ChildProcess.Result {
        let path = try site.house.folder.write(site.code + call, to: file)
        let programs = URL(fileURLWithPath: try Programs.product("vestnik")).deletingLastPathComponent().path
        return try ChildProcess.run(
            program,
            arguments + [path],
            environment: ["PATH": "\(programs):/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"],
            folder: site.house.folder.path,
            input: json(Self.form)
        )
    }

    /// The row stands as it was typed, one letter went, and the same form once more changes nothing.
    private func expectRegistered(
        in site: Site,
        again: () throws -> ChildProcess.Result
    ) throws {
        let house = site.house
        let row =
            "SELECT email || '|' || name || '|' || region || '|' || json_extract(details, '$.hotel') FROM registrations"
        let form = Self.form
        let wanted = ["email", "name", "region", "hotel"].map { form[$0] ?? "" }.joined(separator: "|")
        #expect(try house.siteValue(row) == wanted)
        #expect(try house.sendOnce().status == 0)
        let result = try again()
        #expect(result.status == 0, "\(result.errors)")
        #expect(try house.sendOnce().status == 0)
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "1")
        #expect(try house.value("SELECT count(*) FROM messages") == "1")
    }

    private static let php: String? = {
        guard let php = Programs.find("php"),
            let modules = try? ChildProcess.run(php, ["-m"]).output, modules.contains("pdo_sqlite")
        else { return nil }
        return php
    }()

    @Test("PHP", .enabled(if: php != nil, "php-cli with php-sqlite3 is not installed"))
    func phpSite() throws {
        let site = try site("php")
        let php = try #require(Self.php)
        let call = "register('order-4711', json_decode(file_get_contents('php://stdin'), true));\n"
        let result = try run(site, php, [], "site.php", call)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.output)\(result.errors)")
        try expectRegistered(in: site) { try run(site, php, [], "site.php", call) }
        let letters = try run(site, php, [], "letters.php", "echo json_encode(letters('order-4711'));\n")
        #expect(letters.output.contains("\"notification\":\"confirmation\""), "\(letters.output)")
    }

    @Test("Python", .enabled(if: Programs.python != nil, "Python 3 is not installed"))
    func pythonSite() throws {
        let site = try site("python")
        let python = try #require(Programs.python)
        let call = "\nimport sys\nregister('order-4711', json.load(sys.stdin))\n"
        let result = try run(site, python, [], "site.py", call)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.output)\(result.errors)")
        try expectRegistered(in: site) { try run(site, python, [], "site.py", call) }
        let letters = try run(site, python, [], "letters.py", "\nprint(letters('order-4711'))\n")
        #expect(letters.output.hasPrefix("[('confirmation', "), "\(letters.output)\(letters.errors)")
    }

    @Test("Node", .enabled(if: Programs.find("node") != nil, "Node is not installed"))
    func nodeSite() throws {
        let site = try site("js")
        let node = try #require(Programs.find("node"))
        let call = "\nregister('order-4711', JSON.parse(require('fs').readFileSync(0, 'utf8')));\n"
        let result = try run(site, node, [], "site.js", call)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.output)\(result.errors)")
        try expectRegistered(in: site) { try run(site, node, [], "site.js", call) }
        // What is wrong with a form is told, and fails the promise.
        let bad =
            "\nregister('order-4712', { email: 'none' }).catch((error) => console.log(error.message));\n"
        #expect(try run(site, node, [], "bad.js", bad).output.contains("email: "))
        #expect(try site.house.siteValue("SELECT count(*) FROM registrations") == "1")
    }

    @Test("another database's rows come by lines of its own client")
    func otherDatabases() throws {
        let site = try site("python")
        let commands = try DocumentationPage("WebSites").blocks.first {
            $0.language == "sh" && $0.text.contains("psql")
        }
        let client = """
            psql() { printf '%s\\n' '{"key":1,"email":"a@example.org","name":"А","status":"registered"}' \
                '{"key":2,"email":"b@example.org","name":null,"status":"waitlisted"}'; }
            """
        let text = try #require(commands).text.replacing(
            "/run/orders.jsonl",
            with: site.house.folder.path("orders.jsonl")
        )
        let result = try site.shell.run(text, more: client)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            try site.house.siteValue("SELECT count(*) FROM registrations WHERE event = 'annual-meeting'")
                == "2"
        )
    }
}
