import Foundation
import TestSupport
import Testing

@Suite("The web server beside a daemon")
struct WebServerTests {
    private static let curl = Programs.find("curl")

    @Test(
        "what a command says, the API says in the same words",
        .enabled(if: curl != nil, "curl is not installed")
    )
    func sameWords() throws {
        let web = try WebHouse()
        let house = web.house
        for number in 0..<3 { try house.register("p\(number)@example.org", name: "Имя \"\(number)\" <b>") }
        #expect(try house.sendOnce().status == 0)
        try house.register("bad address")
        #expect(try house.sendOnce().status == 0)

        func rows(_ target: String) throws -> NSArray {
            try #require(try web.object(target)["rows"] as? NSArray)
        }
        func lines(_ arguments: String...) throws -> NSArray {
            try house.objects(house.run(arguments)) as NSArray
        }
        #expect(try rows("/api/log") == lines("log", "--json"))
        #expect(try rows("/api/log").count >= 3)
        #expect(try rows("/api/queue") == lines("queue", "--json"))
        #expect(
            try rows("/api/events/meeting/coverage?x").count == lines("coverage", "meeting", "--json").count
        )
        #expect(try rows("/api/suppressions") == lines("suppress", "list", "--json"))
        let status = try #require(try house.objects(house.vestnik("status", "--json")).first)
        let overview = try web.object("/api/overview")
        for key in ["alive", "messages", "oldest_due", "last_trouble", "mailings", "new_registrations"] {
            #expect(overview[key] as? NSObject == status[key] as? NSObject, "\(key)")
        }
        let story = try web.object("/api/messages/1")
        let told = try #require(try house.objects(house.vestnik("show", "1", "--json")).first)
        #expect(story["message"] as? NSDictionary == told["message"] as? NSDictionary)
        #expect(story["log"] as? NSArray == told["log"] as? NSArray)
        let table = try web.curl("/api/log.csv")
        #expect(
            table.body.trimmingCharacters(in: .whitespacesAndNewlines)
                == (try house.vestnik("log", "--csv").output.trimmingCharacters(in: .whitespacesAndNewlines))
        )
    }

    @Test(
        "an operator's act is done by the daemon and names them in the log",
        .enabled(if: curl != nil, "curl is not installed")
    )
    func acts() throws {
        let hash = try ChildProcess.run(
            Programs.product("vestnik-web"),
            ["--hash-password"],
            input: "secret\n"
        )
        #expect(hash.status == 0)
        let password = hash.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let web = try WebHouse(#"users: [{ name: "anna", password: "\#(password)", role: "operator" }]"#)
        let daemon = try web.house.startDaemon()
        defer { daemon.terminate() }
        #expect(try web.curl("/healthz").status == 200)
        #expect(try web.curl("/api/log").status == 401)
        let anna = ["--user", "anna:secret", "--header", "Content-Type: application/json"]
        let answer = try web.curl(
            "/api/acts/suppress",
            anna + ["--data", #"{"address":"p@example.org","scope":"all","reason":"<script>"}"#]
        )
        #expect(answer.status == 200, "\(answer.body)")
        #expect(try web.house.value("SELECT actor FROM delivery_log WHERE kind = 'admin'") == "anna (web)")
        // What cannot be done is said so, in words.
        let missing = try web.curl("/api/acts/retry", anna + ["--data", #"{"ids":[17]}"#])
        #expect(missing.status == 404)
        #expect(missing.body.contains("there is no message 17"))
    }

    @Test("asked to stop, it stops; asked to read again, it reads again")
    func signals() throws {
        let web = try WebHouse()
        try web.house.configure(
            port: web.house.server.port,
            more: "dashboard: { listen: \"127.0.0.1:\(web.port)\", nothing: 1 },"
        )
        web.web.signal(SIGHUP)
        #expect(web.web.waitForErrors(containing: "dashboard.nothing"))
        web.web.signal(SIGTERM)
        #expect(try web.web.wait().status == 0)
    }

    @Test("without a dashboard, or with a port that is taken, it says so")
    func refusals() throws {
        let web = try WebHouse()
        let house = try House()
        let none = try ChildProcess.run(
            Programs.product("vestnik-web"),
            environment: house.environment,
            folder: house.folder.path
        )
        #expect(none.status == 78)
        #expect(none.errors.contains("dashboard"))
        try house.configure(
            port: house.server.port,
            more: "dashboard: { listen: \"127.0.0.1:\(web.port)\" },"
        )
        let taken = try ChildProcess.run(
            Programs.product("vestnik-web"),
            environment: house.environment,
            folder: house.folder.path
        )
        #expect(taken.status == 69)
        try house.configure(port: house.server.port, more: "dashboard: { listen: \"0.0.0.0:8025\" },")
        let open = try ChildProcess.run(
            Programs.product("vestnik-web"),
            environment: house.environment,
            folder: house.folder.path
        )
        #expect(open.status == 69)
        #expect(open.errors.contains("reverse proxy"))
    }
}
