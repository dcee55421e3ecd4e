import Glibc
import HTTP
import Testing
import TestSupport

@Suite struct HTTPServerTests {
    private func server(_ change: (inout HTTPLimits) -> Void = { _ in }) throws -> HTTPServer {
        var limits = HTTPLimits()
        limits.threads = 2
        change(&limits)
        return try HTTPServer(listen: .tcp(host: "127.0.0.1", port: 0), limits: limits, responder: Echo())
    }

    private func ask(_ text: String, of server: HTTPServer) -> String {
        let client = RawClient(port: server.port)
        client.say(text)
        return client.hearAll()
    }

    private func get(_ target: String, more: String = "", of server: HTTPServer) -> String {
        ask("GET \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(more)\r\n", of: server)
    }

    @Test func aRequestIsDecodedOnce() throws {
        let server = try server()
        let answer = get("/a%2Fb/%D1%8F/c+d/?q=1%2B1&q=a+b&empty", of: server)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        // A plus is a space in a query alone; what was an escaped slash parts nothing; an escape is read once.
        #expect(answer.hasSuffix("GET\na/b|я|c+d|\nq=1%2B1&q=a%20b&empty=\n\n127.0.0.1\ntcp"))
        #expect(get("/%2541", of: server).contains("\n%41\n"))
    }

    @Test func whatIsNoRequestIsRefusedByWhoeverAnswers() throws {
        let server = try server { $0.bodyBytes = 100 }
        #expect(get("/a%00b", of: server).hasPrefix("HTTP/1.1 400 "))
        #expect(get("/a%00b", of: server).hasSuffix("refused /a%00b"))
        let long = "/" + String(repeating: "x", count: 5000)
        #expect(get(long, of: server).hasPrefix("HTTP/1.1 414 "))
        let large = "Content-Length: 101\r\n\r\n" + String(repeating: "x", count: 101)
        #expect(get("/x", more: large, of: server).contains("refused /x"))
    }

    @Test func aBodyComesWhole() throws {
        let server = try server()
        let answer = ask(
            "PUT /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
            of: server
        )
        #expect(answer.contains("PUT\nx\n\nhello\n"))
        let inChunks = ask(
            "PUT /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
            of: server
        )
        #expect(inChunks.contains("PUT\nx\n\nhello\n"))
    }

    @Test func aConnectionServesOneRequestAfterTheOther() throws {
        let server = try server()
        let client = RawClient(port: server.port)
        for name in ["first", "second"] {
            client.say("GET /\(name) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(client.hear(until: "tcp").contains("\n\(name)\n"))
        }
        // Both at once, as a client that does not wait sends them.
        client.say(
            "GET /third HTTP/1.1\r\nHost: localhost\r\n\r\nGET /fourth HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        let both = client.hear(until: "fourth")
        #expect(both.contains("\nthird\n"))
    }

    @Test func headSaysWhatGetWouldAndShowsNothing() throws {
        let server = try server()
        let answer = ask("HEAD /x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", of: server)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("Content-Length: "))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func everyAnswerIsStrictUnlessItSaysOtherwise() throws {
        let server = try server()
        for target in ["/x", "/%zz", "/stream"] {
            let answer = get(target, of: server)
            for field in Response.strictFields.all {
                #expect(answer.contains("\(field.name): \(field.value)\r\n"), "\(target)")
            }
        }
        let framed = get("/framed", of: server)
        #expect(framed.contains("Content-Security-Policy: default-src 'self'\r\n"))
        #expect(framed.components(of: "Content-Security-Policy") == 1)
    }

    @Test func noValueOfAFieldMakesAnother() throws {
        let answer = get("/split", of: try server())
        #expect(answer.contains("X-Told: aX-Forged: b\r\n"))
        #expect(!answer.contains("\r\nX-Forged"))
    }

    /// Each with why it is not taken, and what it is told.
    @Test(
        arguments: [
            ("no escape", "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("half an escape", "GET /a%2 HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("U+0000", "GET /a%00b HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("U+0000 in a query", "GET /a?q=%00 HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("a line's end in a path", "GET /a%0d%0ab HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("no UTF-8", "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("an overlong slash", "GET /..%c0%af HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("up", "GET /../etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("up, escaped", "GET /%2e%2e/x HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("here", "GET /./x HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("another server's", "GET http://evil.example/ HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("no path", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", "400"),
            ("no host", "GET / HTTP/1.1\r\n\r\n", "400"),
            ("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
            (
                "two lengths",
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"
            ),
            (
                "two ways to tell a length",
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "400"
            ),
            ("a length below nothing", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", "400"),
            ("a length that is none", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: five\r\n\r\n", "400"),
            (
                "a length beyond all",
                "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", "413"
            ),
            ("a body too long", "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n", "413"),
            // Whoever does not speak HTTP is left without a word.
            ("no HTTP", "hello\r\n\r\n", nil),
        ] as [(String, String, String?)]
    )
    func whatIsHostileIsRefused(_ what: String, _ text: String, _ status: String?) throws {
        let server = try server()
        let answer = ask(
            text.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n", maxReplacements: 1),
            of: server
        )
        let told = answer.isEmpty ? nil : answer.dropFirst("HTTP/1.1 ".count).prefix(3)
        #expect(told.map(String.init) == status, "\(what): \(answer)")
        // It serves the next as before.
        #expect(get("/x", of: server).hasPrefix("HTTP/1.1 200 "))
    }

    @Test func whatIsTooLongIsRefused() throws {
        let server = try server()
        #expect(get("/" + String(repeating: "a", count: 5000), of: server).hasPrefix("HTTP/1.1 414 "))
        #expect(get("/" + String(repeating: "a", count: 200_000), of: server).hasPrefix("HTTP/1.1 414 "))
        #expect(get("/" + String(repeating: "a/", count: 40), of: server).hasPrefix("HTTP/1.1 400 "))
        #expect(get("/?" + String(repeating: "a&", count: 201), of: server).hasPrefix("HTTP/1.1 400 "))
        let field = "X-Long: " + String(repeating: "a", count: 60_000) + "\r\n"
        #expect(get("/x", more: field, of: server).hasPrefix("HTTP/1.1 431 "))
        let fields = (0..<4000).map { "X-\($0): a\r\n" }.joined()
        #expect(get("/x", more: fields, of: server).hasPrefix("HTTP/1.1 431 "))
    }

    @Test func aBodyThatDoesNotEndIsNotHeard() throws {
        let server = try server { $0.bodyBytes = 100 }
        let head = "PUT /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        // A little too long: it is told so.
        #expect(
            ask(head + "c8\r\n" + String(repeating: "a", count: 200) + "\r\n0\r\n\r\n", of: server).hasPrefix(
                "HTTP/1.1 413 "
            )
        )
        // Far too long: nobody listens.
        let client = RawClient(port: server.port)
        client.say(head)
        for _ in 0..<100 { client.say("c8\r\n" + String(repeating: "a", count: 200) + "\r\n") }
        #expect(!client.hearAll().contains("200 OK"))
        #expect(get("/x", of: server).hasPrefix("HTTP/1.1 200 "))
    }

    @Test func whoeverSaysNothingIsLeft() throws {
        let server = try server { $0.idleSeconds = 1 }
        let client = RawClient(port: server.port)
        client.say("GET /x HTTP/1.1\r\nHo")
        // Closed, with or without a word, long before the client's own patience ends.
        let begun = ContinuousClock.now
        _ = client.hearAll()
        #expect(ContinuousClock.now - begun < .seconds(8))
    }

    @Test func streamsAreSentPieceByPiece() throws {
        let server = try server()
        let answer = get("/stream", of: server)
        #expect(answer.contains("Transfer-Encoding: chunked\r\n"))
        #expect(answer.hasSuffix("0\r\n\r\n"))
        #expect(["1\n", "2\n", "3\n"].allSatisfy(answer.contains))
        // What broke off does not look whole.
        #expect(!get("/broken", of: server).hasSuffix("0\r\n\r\n"))
    }

    @Test func aStreamThatWaitsKeepsNobodyElseWaiting() throws {
        let server = try server { $0.connections = 40 }
        var readers: [Int: RawClientBox] = [:]
        for number in 0..<20 {
            let reader = RawClientBox(port: server.port)
            reader.client.say("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(reader.client.hear(until: "0\n").contains("0\n"))
            readers[number] = reader
        }
        #expect(get("/x", of: server).hasPrefix("HTTP/1.1 200 "))
        // Each of them hears more, whoever else is there.
        for reader in readers.values { #expect(reader.client.hear(until: "5\n").contains("5\n")) }
        server.stop()
        for reader in readers.values { #expect(reader.client.hearAll().hasSuffix("0\r\n\r\n")) }
    }

    @Test func noMoreComeThanMay() throws {
        let server = try server { $0.connections = 4 }
        let readers = (0..<8).map { _ in RawClientBox(port: server.port) }
        for reader in readers { reader.client.say("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n") }
        let heard = readers.count { reader in
            var patience = timeval(tv_sec: 0, tv_usec: 300_000)
            setsockopt(
                reader.client.descriptor,
                SOL_SOCKET,
                SO_RCVTIMEO,
                &patience,
                socklen_t(MemoryLayout<timeval>.size)
            )
            return reader.client.hear() != nil
        }
        #expect((1...4).contains(heard))
    }
}

/// A client that a collection can hold.
final class RawClientBox {
    let client: RawClient

    init(port: Int) { client = RawClient(port: port) }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
