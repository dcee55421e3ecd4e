import Testing

@testable import Curl

@Suite("Addresses and options of streams")
struct StreamOptionsTests {
    @Test("the address holds scheme, host, port and the client's name")
    func url() {
        var options = StreamOptions(scheme: .smtp, host: "relay.example.org", port: 587, security: .startTLS)
        options.clientName = "client.example.org"
        #expect(options.url == "smtp://relay.example.org:587/client.example.org")
        options.security = .implicit
        #expect(options.url == "smtps://relay.example.org:587/client.example.org")
        options.clientName = "[192.0.2.1]"
        #expect(options.url == "smtps://relay.example.org:587/%5B192.0.2.1%5D")
    }

    @Test("an IPv6 address gets brackets, a mailbox server no client's name")
    func otherAddresses() {
        var options = StreamOptions(scheme: .smtp, host: "::1", port: 25, security: .none)
        #expect(options.url == "smtp://[::1]:25/")
        options = StreamOptions(scheme: .imap, host: "mail", port: 993, security: .implicit)
        options.clientName = "client"
        #expect(options.url == "imaps://mail:993/")
    }

    @Test("a login never shows its secret")
    func secret() {
        let login = StreamOptions.Login(username: "user", secret: Array("hidden".utf8), mechanism: "PLAIN")
        #expect("\(login)" == "user by PLAIN")
    }

    @Test("times are whole milliseconds within bounds")
    func times() {
        #expect(Duration.seconds(30).milliseconds == 30_000)
        #expect(Duration.milliseconds(1500).milliseconds == 1500)
        #expect(Duration.zero.milliseconds == 1)
        #expect(Duration.seconds(Int64.max / 4).milliseconds == 31 * 24 * 3600 * 1000)
    }
}
