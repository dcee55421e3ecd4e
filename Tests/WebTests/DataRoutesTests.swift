import Foundation
import HTTP
import SQLite
import Store
import Testing
import WebSupport

@testable import Web

@Suite struct DataRoutesTests {
    private let office: Office

    init() throws { office = try Office() }

    /// Acts of an administrator are rows of the log that need no letter.
    private func act(_ addresses: Range<Int>, at: (Int) -> Int64 = { Int64($0) * 1000 }) throws {
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readWrite)
        for number in addresses {
            try store.suppress(
                "p\(number)@example.org",
                reason: "=cmd|' /C calc'!A0",
                actor: "anna",
                now: at(number)
            )
        }
    }

    private func object(_ target: String) throws -> [String: Any] {
        let answer = try office.ask(.get, target)
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    private func emails(_ page: [String: Any]) -> [String] {
        (page["rows"] as? [[String: Any]] ?? []).compactMap { $0["email"] as? String }
    }

    @Test func pagesStayWhileRowsArrive() throws {
        // Several of one moment among them: a page may end there.
        try act(0..<25) { Int64($0 / 4) * 1000 }
        var page = try object("/api/log?limit=6")
        var found = emails(page)
        var number = 100
        while let next = page["next"] as? String {
            try act(number..<number + 1)
            number += 1
            page = try object("/api/log?limit=6&cursor=\(next)")
            found += emails(page)
        }
        #expect(found == (0..<25).reversed().map { "p\($0)@example.org" })
    }

    @Test func theFiltersAreThoseOfTheCommand() throws {
        try act(0..<3)
        #expect(emails(try object("/api/log?to=p1@example.org")) == ["p1@example.org"])
        #expect(
            emails(try object("/api/log?since=1970-01-01T00:00:01Z&until=1970-01-01T00:00:02Z")) == [
                "p1@example.org"
            ]
        )
        #expect(emails(try object("/api/log?event=meeting")) == [])
        #expect(emails(try object("/api/log?state=&to=")).count == 3)
    }

    @Test(arguments: [
        "state=here", "code=abc", "code=", "limit=0", "limit=1001", "limit=x", "since=never", "until=%00",
        "cursor=x", "cursor=1-2-3",
    ])
    func aParameterThatCannotBeIsNamed(_ query: String) throws {
        // An empty one is none.
        let status = query == "code=" ? 200 : 400
        guard let request = Request(.get, "/api/log?" + query, headers: ["Host": "localhost"]) else { return }
        let answer = Answer(office.application.response(to: request))
        #expect(answer.status == status)
        if status == 400 { #expect(answer.text.contains(String(query.prefix { $0 != "=" }))) }
    }

    @Test func theTableIsWholeAndComputesNothing() throws {
        try act(0..<2500)
        let response = office.application.response(
            to: try #require(Request(.get, "/api/log.csv", headers: ["Host": "localhost"]))
        )
        guard case .stream(let stream) = response.body else { throw Missing() }
        var text = ""
        var pieces = 0
        while case .bytes(let bytes) = stream.next() {
            text += String(decoding: bytes, as: UTF8.self)
            pieces += 1
        }
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 2501)
        #expect(
            lines.first
                == "id,at,message,kind,outcome,relay,code,enhanced_code,reply,tls,duration_ms,actor,note,event,notification,email,state"
        )
        #expect(lines[1].contains(",'=cmd|"))
        #expect(Set(lines).count == 2501)
        // A page at a time: no table is held whole.
        #expect(pieces >= 3)
    }

    @Test func newRowsComeAsTheyHappen() throws {
        try act(0..<3)
        let response = office.application.response(
            to: try #require(
                Request(.get, "/api/log/events", headers: ["Host": "localhost", "Last-Event-ID": "2"])
            )
        )
        guard case .stream(let stream) = response.body else { throw Missing() }
        func next() -> String? {
            if case .bytes(let bytes) = stream.next() { String(decoding: bytes, as: UTF8.self) } else { nil }
        }
        #expect(next() == "retry: 3000\n\n")
        #expect(next()?.hasPrefix("id: 3\nevent: log\ndata: {\"id\":3,") == true)
        #expect(next() == nil)
        try act(3..<4)
        #expect(next()?.hasPrefix("id: 4\n") == true)
        #expect(next() == nil)
        // Who has left is noticed by what cannot be sent.
        office.pass(milliseconds: 15_000)
        #expect(next() == ": \n\n")
    }

    @Test func whatNobodyKnowsIsNotThere() throws {
        for target in [
            "/api/messages/1", "/api/messages/x", "/api/messages/01", "/api/messages/99999999999999999999",
            "/api/people/x@y.org", "/api/events/nothing", "/api/events/nothing/coverage",
        ] {
            #expect(try office.ask(.get, target).status == 404, "\(target)")
        }
        #expect(try office.ask(.get, "/api/events/meeting").status == 200)
    }

    @Test func aPersonIsFoundAsTheyWriteThemselves() throws {
        try act(7..<8)
        let person = try object("/api/people/P7%40EXAMPLE.org")
        #expect((person["suppression"] as? [String: Any])?["actor"] as? String == "anna")
        #expect((person["acts"] as? [Any])?.count == 1)
        #expect(try object("/api/suppressions")["rows"] as? [Any] != nil)
    }

    @Test func everyRouteOfTheAPIIsDescribed() throws {
        let document = try object("/api/openapi.json")
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let hidden = ["/api/openapi.json", "/api/acts/{act}"]
        for route in CoreRoutes.all where route.path.hasPrefix("/api/") && !hidden.contains(route.path) {
            let described = try #require(
                paths[route.path]?[route.method.rawValue.lowercased()] as? [String: Any],
                "\(route.path)"
            )
            let parameters = (described["parameters"] as? [[String: Any]] ?? []).compactMap {
                $0["name"] as? String
            }
            for case .variable(let name) in route.segments { #expect(parameters.contains(name)) }
        }
        let ids = paths.values.flatMap {
            $0.values.compactMap { ($0 as? [String: Any])?["operationId"] as? String }
        }
        #expect(Set(ids).count == ids.count)
        // Every schema that is named is there.
        let schemas = ((document["components"] as? [String: Any])?["schemas"] as? [String: Any]) ?? [:]
        let text = try office.ask(.get, "/api/openapi.json").text
        for match in text.split(separator: "#/components/schemas/").dropFirst() {
            #expect(schemas[String(match.prefix { $0 != "\"" })] != nil)
        }
    }

    @Test func eachActIsDescribedWithWhatMustBeSaidForIt() throws {
        let document = try object("/api/openapi.json")
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        for (act, body) in [
            ("hold", "MessagesOrMailing"), ("resend", "ChosenMessages"), ("approve-late", "ChosenMailing"),
            ("unsuppress", "ChosenAddress"), ("correct-invitee", "Correction"),
        ] {
            let operation = try #require(paths["/api/acts/\(act)"]?["post"])
            #expect("\(operation["requestBody"] ?? "")".contains("schemas/\(body)"), "\(act)")
            // One status may be told in two ways.
            let busy =
                (operation["responses"] as? [String: [String: Any]])?["400"]?["content"] as? [String: Any]
            #expect(busy?.keys.sorted() == ["application/json", "application/problem+json"])
        }
        #expect(paths["/api/acts/ping"] == nil && paths["/api/acts/unsubscribe"] == nil)
        #expect(try office.ask(.get, "/api/log.csv?for=printer").status == 400)
        #expect(try office.ask(.get, "/api/log.csv?for=spreadsheet").status == 200)
    }

    @Test func whereAnybodyMayLookNoLoginIsAskedFor() throws {
        func security(_ dashboard: String) throws -> [String: Bool] {
            let text = try Office(dashboard).ask(.get, "/api/openapi.json").text
            let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let paths = try #require(document?["paths"] as? [String: [String: [String: Any]]])
            return paths.reduce(into: [:]) { found, path in
                for (method, operation) in path.value {
                    found["\(method) \(path.key)"] = operation["security"] != nil
                }
            }
        }
        let (open, closed) = (try security(""), try security(Office.users))
        #expect(closed.values.allSatisfy { $0 })
        let asked = open.filter(\.value).keys.sorted()
        #expect(
            asked.allSatisfy { $0.contains("/registrations/") || $0.hasPrefix("post /api/acts/") },
            "\(asked)"
        )
        #expect(asked.count == 3 + ActOperations.kinds.count)
    }

    @Test func valuesOfAParameterAreThoseThatItsSchemaNames() throws {
        let office = try Office()
        let text = try office.ask(.get, "/api/openapi.json").text
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let path = (document?["paths"] as? [String: [String: [String: Any]]])?["/api/log"]
        let parameters = try #require(path?["get"]?["parameters"] as? [[String: Any]])
        let schema = try #require(
            parameters.first { $0["name"] as? String == "state" }?["schema"] as? [String: Any]
        )
        let pattern = try Regex(try #require(schema["pattern"] as? String))
        for (value, isTaken) in [
            ("", true), ("sent", true), ("sent,bounced", true), ("sent,", false), ("gone", false),
            (" sent", false),
        ] {
            #expect((value.firstMatch(of: pattern) != nil) == isTaken, "\(value)")
            #expect(
                (try office.ask(.get, "/api/log?state=" + Percent.encode(value)).status == 200) == isTaken
                    || value == "sent,"
            )
        }
    }

    @Test func rowsOfOneMomentComeOnceEach() throws {
        let office = try Office()
        let connection = try Connection(path: office.folder.path("vestnik.db"), mode: .readWrite)
        // More of them than a page holds, of two outcomes, and a few older ones.
        try connection.execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
            INSERT INTO attempts (id, at, kind, outcome, event)
            SELECT i, CASE WHEN i < 5 THEN 900 ELSE 1000 END, 'attempt', CASE i % 3 WHEN 0 THEN 'sent' ELSE 'bounced' END, 'meeting'
            FROM n
            """
        )
        for (query, count) in [("", 60), ("&state=bounced", 40), ("&state=sent", 20), ("&state=expired", 0)] {
            var (ids, cursor): ([Int], String?) = ([], nil)
            repeat {
                let next = cursor.map { "&cursor=" + $0 } ?? ""
                let text = try office.ask(.get, "/api/log?limit=7" + query + next).text
                let page = try #require(
                    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
                )
                ids += try #require(page["rows"] as? [[String: Any]]).compactMap { $0["id"] as? Int }
                cursor = page["next"] as? String
            } while cursor != nil && ids.count < 100
            #expect(ids.count == count && Set(ids).count == count, "\(query): \(ids)")
            #expect(ids == ids.sorted(by: >))
        }
    }

    private struct Missing: Error {}
}
