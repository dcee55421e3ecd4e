import Curl
import TestSupport
import Testing

@Suite("Streams")
struct StreamTests {
    private func options(_ port: Int) -> StreamOptions {
        var options = StreamOptions(scheme: .smtp, host: "127.0.0.1", port: port, security: .none)
        options.clientName = "client.example.org"
        return options
    }

    private func failure(_ options: StreamOptions, _ interrupt: Interrupt? = nil) -> CurlError? {
        do {
            _ = try Stream(options, interrupt: interrupt)
            return nil
        } catch {
            return error
        }
    }

    @Test("an open stream holds every line of the greeting, and bytes go both ways without blocking")
    func exchange() throws {
        let server = try SMTPServer()
        let stream = try Stream(options(Int(server.port)))
        #expect(stream.lines.first?.starts(with: Array("220 ".utf8)) == true)
        #expect(stream.lines.contains(Array("250-PIPELINING".utf8)))
        #expect(stream.encryption == nil)
        #expect(stream.remoteAddress == "127.0.0.1")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 100, alignment: 1)
        defer { buffer.deallocate() }
        #expect(stream.receive(into: buffer) == .wouldBlock)
        #expect(Array("NOOP\r\n".utf8).withUnsafeBytes { stream.send($0) } == .moved(6))
        var result = Stream.Transfer.wouldBlock
        _ = waitUntil(within: .seconds(10)) {
            result = stream.receive(into: buffer)
            return result != .wouldBlock
        }
        guard case .moved(let count) = result else {
            Issue.record("no reply")
            return
        }
        #expect(buffer[..<count].starts(with: Array("250".utf8)))
        server.stop()
        _ = waitUntil(within: .seconds(10)) { stream.receive(into: buffer) != .wouldBlock }
        #expect([.closed, .broken(code: 56)].contains(stream.receive(into: buffer)))
    }

    @Test("a refused connection, a name without address and a refused greeting are told apart")
    func kinds() throws {
        let server = try SMTPServer(script: Script().on(.connect, Answer.reply("554 no").then(.close)))
        let refused = try #require(failure(options(Int(server.port))))
        #expect(refused.kind == .refused && refused.responseCode == 554)
        #expect(refused.lines == [Array("554 no".utf8)])
        let port = Int(server.port)
        server.stop()
        let gone = try #require(failure(options(port)))
        #expect(gone.kind == .connect && !gone.wasConnected && gone.lines.isEmpty)
        var nameless = options(25)
        nameless.host = "nowhere.invalid"
        #expect(try #require(failure(nameless)).kind == .resolve)
    }

    @Test("settings with a NUL are refused rather than cut short")
    func nul() throws {
        var cut = options(25)
        cut.login = StreamOptions.Login(username: "user", secret: [65, 0, 66], mechanism: "PLAIN")
        #expect(try #require(failure(cut)).kind == .badOptions)
        cut.login = StreamOptions.Login(username: "us\u{0}er", secret: [65], mechanism: "PLAIN")
        #expect(try #require(failure(cut)).kind == .badOptions)
    }

    @Test("a trust file that cannot be read is an error of the certificate's kind")
    func trustFile() throws {
        var options = SMTPServer.Options()
        options.extensions += ["STARTTLS"]
        options.script = Script().on(.starttls, .reply("220 go"))
        let server = try SMTPServer(options)
        var stream = self.options(Int(server.port))
        stream.security = .startTLS
        stream.trustFile = "/nonexistent/ca.pem"
        #expect(try #require(failure(stream)).kind == .certificate)
    }

    @Test("a raised interrupt ends the wait for a greeting")
    func interrupted() throws {
        let server = try SMTPServer(script: Script().on(.connect, .stall))
        let interrupt = Interrupt()
        interrupt.raise()
        #expect(interrupt.isRaised)
        #expect(try #require(failure(options(Int(server.port)), interrupt)).kind == .interrupted)
    }
}
