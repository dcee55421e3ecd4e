import HTTP
import Testing
import WebSupport

@testable import Web

@Suite struct GateTests {
    private static let act = #"{"ids":[1]}"#

    private func basic(_ name: String, _ password: String = "secret") -> Fields {
        let pair = Array("\(name):\(password)".utf8)
        return ["Authorization": "Basic \(Self.base64(pair))", "Content-Type": "application/json"]
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = Array(bytes[start..<min(start + 3, bytes.count)])
            let bits = part.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
            for index in 0..<4 {
                text.append(index <= part.count ? alphabet[bits >> (18 - 6 * index) & 63] : "=")
            }
        }
        return text
    }

    /// A browser that has logged in: its cookie, and the token of its forms.
    private func logIn(_ office: Office, _ name: String) throws -> (cookie: Fields, form: String) {
        let answer = try office.form(
            "/login",
            Query([("name", name), ("password", "secret"), ("back", "/log?q=1")])
        )
        #expect(answer.status == 303)
        #expect(answer.headers["Location"] == "/log?q=1")
        let cookie = try #require(answer.headers["Set-Cookie"]).prefix { $0 != ";" }
        let session = try #require(
            office.web.identity.sessions.find(
                String(cookie.drop { $0 != "=" }.dropFirst()),
                now: office.web.now()
            )
        )
        return (["Cookie": String(cookie)], session.formToken)
    }

    @Test func readersLookAndOperatorsAct() throws {
        let office = try Office(Office.users)
        // The daemon is not there: who gets as far as it may act.
        #expect(try office.ask(.post, "/api/acts/hold", basic("anna"), body: Self.act).status == 503)
        #expect(try office.ask(.post, "/api/acts/hold", basic("boris"), body: Self.act).status == 403)
        #expect(try office.ask(.post, "/api/acts/hold", basic("anna", "wrong"), body: Self.act).status == 401)
        #expect(try office.ask(.post, "/api/acts/hold", basic("nobody"), body: Self.act).status == 401)
        #expect(try office.ask(.post, "/api/acts/hold", body: Self.act).status == 401)
        #expect(try office.ask(.get, "/api/acts/hold", basic("anna")).headers["Allow"] == "POST, OPTIONS")
        for act in ["ping", "unsubscribe", "nothing"] {
            #expect(try office.ask(.post, "/api/acts/\(act)", basic("anna"), body: Self.act).status == 404)
        }
    }

    @Test func nobodyActsWhereNobodyIsNamed() throws {
        #expect(try Office().ask(.post, "/api/acts/hold", body: Self.act).status == 403)
    }

    @Test func aFormBringsItsSessionsToken() throws {
        let office = try Office(Office.users)
        let (cookie, token) = try logIn(office, "anna")
        func act(_ fields: [(String, String)], _ more: Fields = [:]) throws -> Int {
            try office.form(
                "/acts/hold",
                Query([("id", "1")] + fields),
                more.all.reduce(into: cookie) { $0.add($1.name, $1.value) }
            ).status
        }
        #expect(try act([("csrf", token)]) == 503)
        #expect(try act([]) == 403)
        #expect(try act([("csrf", token + "x")]) == 403)
        #expect(try act([], ["X-CSRF-Token": token]) == 503)
        // Another site's page has the cookie sent by no browser of today; where it is, the origin tells.
        #expect(try act([("csrf", token)], ["Origin": "https://evil.example"]) == 403)
        #expect(try act([("csrf", token)], ["Sec-Fetch-Site": "cross-site"]) == 403)
        #expect(
            try act([("csrf", token)], ["Origin": "http://127.0.0.1:8025", "Sec-Fetch-Site": "same-origin"])
                == 503
        )
        // A token of another session is none of this one.
        let (_, other) = try logIn(office, "anna")
        #expect(try act([("csrf", other)]) == 403)
        // A password with each request makes no form believed.
        #expect(
            try office.form(
                "/acts/hold",
                Query([("id", "1")]),
                ["Authorization": basic("anna")["Authorization"] ?? ""]
            ).status == 403
        )
    }

    @Test func aSessionEnds() throws {
        let office = try Office(Office.users)
        let (cookie, token) = try logIn(office, "anna")
        func status() throws -> Int {
            try office.form("/acts/hold", Query([("id", "1"), ("csrf", token)]), cookie).status
        }
        office.pass(milliseconds: 7 * 3_600_000)
        #expect(try status() == 503)
        office.pass(milliseconds: 9 * 3_600_000)
        #expect(try status() == 401)
        let (second, form) = try logIn(office, "anna")
        #expect(
            try office.form("/logout", Query([("csrf", form)]), second).headers["Set-Cookie"]?.contains(
                "Max-Age=0"
            ) == true
        )
        #expect(try office.form("/acts/hold", Query([("id", "1"), ("csrf", form)]), second).status == 401)
    }

    @Test func aCookieIsReadByNobodyElse() throws {
        let plain = try Office(Office.users).form(
            "/login",
            Query([("name", "anna"), ("password", "secret")])
        )
        #expect(plain.headers["Set-Cookie"]?.hasSuffix("; Path=/; HttpOnly; SameSite=Strict") == true)
        let secure = try Office(Office.users + #"public: "https://mail.example.org""#)
        let answer = try secure.form("/login", Query([("name", "anna"), ("password", "secret")]))
        #expect(answer.headers["Set-Cookie"]?.hasPrefix("__Host-vestnik=") == true)
        #expect(answer.headers["Set-Cookie"]?.hasSuffix("; SameSite=Strict; Secure") == true)
    }

    @Test func passwordsAreNotGuessed() throws {
        let office = try Office(Office.users)
        let wrong = try (0..<12).map { _ in
            try office.form("/login", Query([("name", "anna"), ("password", "x")])).status
        }
        #expect(wrong == Array(repeating: 401, count: 10) + [429, 429])
        let right = try office.form("/login", Query([("name", "anna"), ("password", "secret")]))
        #expect(right.status == 429)
        #expect(right.headers["Retry-After"] == "30")
        // Others log in as ever; later so does she.
        #expect(try office.form("/login", Query([("name", "boris"), ("password", "secret")])).status == 303)
        office.pass(milliseconds: 31_000)
        #expect(try office.form("/login", Query([("name", "anna"), ("password", "secret")])).status == 303)
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\nb", ""])
    func aLoginLeadsNowhereElse(_ back: String) throws {
        let answer = try Office(Office.users).form(
            "/login",
            Query([("name", "anna"), ("password", "secret"), ("back", back)])
        )
        #expect(answer.headers["Location"] == "/")
    }

    @Test func whatIsTypedIntoTheLoginStaysText() throws {
        let answer = try Office(Office.users).ask(.get, "/login?back=/%22%3E%3Cscript%3E")
        #expect(answer.text.contains(#"value="/&quot;&gt;&lt;script&gt;""#))
    }

    @Test func aProxyIsBelievedOverItsSocketAlone() throws {
        let office = try Office(
            #"proxy: { header: "X-Remote-User", role: "operator" }"#,
            listen: "unix:web.sock"
        )
        func person(_ headers: Fields, bySocket: Bool) throws -> Person? {
            try office.web.identity.person(
                of: Request(.get, path: [], headers: headers, arrivedByUnixSocket: bySocket)
            )
        }
        #expect(try person(["X-Remote-User": "olga"], bySocket: true)?.role == .operator)
        #expect(try person(["X-Remote-User": "olga"], bySocket: false) == nil)
        #expect(try person([:], bySocket: true) == nil)
        // The proxy added its own to what the reader sent.
        #expect(throws: Refusal.self) {
            try person(["X-Remote-User": "olga", "x-remote-user": "root"], bySocket: true)
        }
    }

    @Test func whatAnActCameToIsToldToAProxysPeopleToo() throws {
        let office = try Office(
            #"proxy: { header: "X-Remote-User", role: "operator" }"#,
            listen: "unix:web.sock"
        )
        func visit(_ name: String) throws -> Visit {
            let request = Request(
                .get,
                path: [],
                headers: ["X-Remote-User": name],
                arrivedByUnixSocket: true
            )
            let person = try office.web.identity.person(of: request)
            return Visit(request: request, variables: [:], person: person, language: "en", web: office.web)
        }
        let olga = try visit("olga")
        office.web.identity.sessions.tell("done", try #require(olga.person?.formToken))
        #expect(try visit("igor").takeTold() == nil)
        #expect(try visit("olga").takeTold() == "done")
        #expect(try visit("olga").takeTold() == nil)
    }

    @Test(arguments: [
        // For programs; for people, in their language.
        ("/api/log?q=%00", Status.badRequest, "application/problem+json", "The request cannot be read"),
        (
            "/api/" + String(repeating: "x", count: 5000), .targetTooLong, "application/problem+json",
            "The address is too long."
        ),
        ("/log?q=%00", .badRequest, "text/html; charset=utf-8", "<h1>Bad request</h1>"),
        ("/acts/hold", .contentTooLarge, "text/html; charset=utf-8", "The body is too long."),
    ])
    func whatCannotBeReadIsRefusedInWords(
        _ target: String,
        _ status: Status,
        _ type: String,
        _ told: String
    ) throws {
        let answer = Answer(try Office().application.refusal(status, target: target, headers: [:]))
        #expect(answer.status == status.code && answer.headers["Content-Type"] == type)
        #expect(answer.text.contains(told), "\(answer.text)")
        // What is wrong with it is never shown.
        #expect(!answer.text.contains("xxx"))
    }

    @Test(arguments: [
        ("127.0.0.1:8025", 200), ("localhost", 200), ("[::1]:8025", 200), ("mail.example.org", 200),
        ("MAIL.example.org:443", 200),
        ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("mail.example.org.evil.example", 421),
        ("", 421),
    ])
    func onlyOwnNamesAreAnswered(_ host: String, _ status: Int) throws {
        let office = try Office(#"public: "https://mail.example.org""#)
        #expect(try office.ask(.get, "/assets/plain.css", ["Host": host]).status == status)
    }

    @Test func whatIsNotThereAndWhatIsNotDoneIsSaid() throws {
        let office = try Office()
        #expect(try office.ask(.get, "/nothing").status == 404)
        #expect(try office.ask(.get, "/nothing").text.contains("There is no such page."))
        #expect(
            try office.ask(.get, "/nothing", ["Accept-Language": "de, ru;q=0.5"]).text.contains(
                "Такой страницы нет."
            )
        )
        #expect(try office.ask(.get, "/api/nothing").headers["Content-Type"] == "application/problem+json")
        let wrong = try office.ask(.delete, "/login")
        #expect(wrong.status == 405)
        #expect(wrong.headers["Allow"] == "GET, HEAD, POST, OPTIONS")
        #expect(try office.ask(.options, "/login").status == 204)
    }
}
