import Foundation
import TestSupport
import Testing

/// The examples for sites on other hosts, taken from the page and run against a web server.
@Suite("The page about registrations over HTTP")
struct HTTPIntakeTests {
    private let web: WebHouse
    private let token: String
    private let page: DocumentationPage
    private static let form = [
        "email": "o'brien@example.org", "name": "Robert'); DROP TABLE registrations; -- \"$(reboot)`",
        "region": "54",
    ]

    init() throws {
        web = try WebHouse()
        let house = web.house
        for name in ["event.json5", "templates/confirmation.ru.md", "templates/cancellation.ru.md"] {
            try house.folder.write(
                try house.folder.text(of: "events/meeting/" + name),
                to: "events/annual-meeting/" + name
            )
        }
        page = try DocumentationPage("HTTPIntake")
        let made = try PageShell(house).run(try #require(page.blocks.first).text)
        token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func here(_ text: String) -> String {
        text.replacing("https://mail.example.org", with: web.address)
    }

    private func code(_ language: String) throws -> String {
        here(try #require(page.blocks.last { $0.language == language }).text)
    }

    private func run(_ program: String, _ code: String, _ file: String) throws -> ChildProcess.Result {
        let path = try web.house.folder.write(code, to: file)
        let form = String(decoding: try JSONSerialization.data(withJSONObject: Self.form), as: UTF8.self)
        return try ChildProcess.run(
            program,
            [path],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TOKEN": token],
            folder: web.house.folder.path,
            input: form
        )
    }

    private func expectRegistered() throws {
        let row = try web.house.siteValue(
            "SELECT key || '|' || email || '|' || name || '|' || region || '|' || status FROM registrations"
        )
        let form = Self.form
        #expect(row == "order/4711 а|\(form["email"] ?? "")|\(form["name"] ?? "")|54|cancelled")
        #expect(try web.house.siteValue("SELECT count(*) FROM changes") == "2")
    }

    @Test("curl", .enabled(if: Programs.find("curl") != nil, "curl is not installed"))
    func curl() throws {
        let result = try ChildProcess.run(
            "/bin/bash",
            ["-ec", try code("sh")],
            environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TOKEN": token]
        )
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("\"letters\":[]"))
        #expect(
            try web.house.siteValue("SELECT name || status FROM registrations")
                == "Иванова Мария Петровнаcancelled"
        )
    }

    @Test("PHP", .enabled(if: Programs.find("php") != nil, "php-cli is not installed"))
    func php() throws {
        let calls = """
            $form = json_decode(file_get_contents('php://stdin'), true);
            for ($i = 0; $i < 2; $i++) { registration('PUT', 'order/4711 а', $form); }
            echo registration('GET', 'order/4711 а')['status'], count(registration('GET', 'order/4711 а')['letters']);
            registration('DELETE', 'order/4711 а');
            try { registration('PUT', 'x', ['email' => 'none']); } catch (RuntimeException $e) { echo $e->getMessage(); }
            """
        let result = try run(try #require(Programs.find("php")), try code("php") + calls, "site.php")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.hasPrefix("registered0422: "), "\(result.output)")
        #expect(result.output.contains("\"field\":\"email\""))
        try expectRegistered()
    }

    @Test("Python", .enabled(if: Programs.python != nil, "Python 3 is not installed"))
    func python() throws {
        let calls = """

            import sys
            form = json.load(sys.stdin)
            for _ in range(2): registration("PUT", "order/4711 а", form)
            print(registration("GET", "order/4711 а")["status"])
            registration("DELETE", "order/4711 а")
            try: registration("PUT", "x", {"email": "none"})
            except urllib.error.HTTPError as error: print(error.code)
            """
        let result = try run(try #require(Programs.python), try code("python") + calls, "site.py")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.lines == ["registered", "422"])
        try expectRegistered()
    }
}
