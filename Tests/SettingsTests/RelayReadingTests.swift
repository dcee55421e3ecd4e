import Settings
import Testing

@Suite("Relays")
struct RelayReadingTests {
    @Test(
        "each impossible combination says what to write instead",
        arguments: [
            (
                "url: \"http://h\"",
                "relays[0].url: expected smtp://HOST:PORT or smtps://HOST:PORT, found the scheme \"http\""
            ),
            (
                "url: \"h:25\"",
                "relays[0].url: expected smtp://HOST:PORT or smtps://HOST:PORT, found \"h:25\""
            ),
            (
                "url: \"smtp://\"",
                "relays[0].url: names no host: expected smtp://HOST:PORT or smtps://HOST:PORT"
            ),
            ("url: \"smtp://h:0\"", "relays[0].url: expected a port from 1 to 65535, found \"0\""),
            ("url: \"smtp://h:99999\"", "relays[0].url: expected a port from 1 to 65535, found \"99999\""),
            ("url: \"smtp://h:+25\"", "relays[0].url: expected a port from 1 to 65535, found \"+25\""),
            (
                "url: \"smtp://u:p@h\"",
                "relays[0].url: has a user in it: write it as `username`, and the password's place as `password`"
            ),
            ("url: \"smtp://h/path\"", "relays[0].url: expected nothing after the host and port"),
            ("url: \"smtp://a b\"", "relays[0].url: \"a b\" is not a host name"),
            (
                "url: \"smtp://почта.рф\"",
                "relays[0].url: expected the host's ASCII form, xn--…, found \"почта.рф\""
            ),
            ("url: \"smtp://[::1\"", "relays[0].url: expected an IPv6 address in brackets, as [::1]"),
            (
                "url: \"smtp://h\", tls: \"implicit\"",
                "relays[0].tls: TLS from the start is written smtps:// in `url`"
            ),
            (
                "url: \"smtps://h\", tls: \"starttls\"",
                "relays[0].tls: smtps:// is TLS from the start: leave `tls` out, or write smtp:// in `url`"
            ),
            (
                "url: \"smtp://h\", username: \"u\"",
                "relays[0].username: needs a `password: { file: … }`, or a `token: { file: … }`"
            ),
            ("url: \"smtp://h\", password: { file: \"p\" }", "relays[0].password: needs a `username`"),
            ("url: \"smtp://h\", auth: \"plain\"", "relays[0].auth: needs a `username`"),
            (
                "url: \"smtp://h\", username: \"u\", password: { file: \"p\" }, auth: \"xoauth2\"",
                "relays[0].auth: \"xoauth2\" needs a `token: { file: … }`"
            ),
            (
                "url: \"smtp://h\", username: \"u\", token: { file: \"p\" }, auth: \"login\"",
                "relays[0].auth: \"login\" needs a `password: { file: … }`"
            ),
            (
                "url: \"smtp://h\", username: \"u\", token: { file: \"p\" }, password: { file: \"p\" }",
                "relays[0].token: stands beside a `password`: write which is meant in `auth`, or leave one out"
            ),
            (
                "url: \"smtp://h\", username: \"u\", password: {}",
                "relays[0].password: expected { file: \"PATH\" } or { credential: \"NAME\" }"
            ),
            (
                "url: \"smtp://h\", username: \"u\", password: { file: \"p\", credential: \"c\" }",
                "relays[0].password.credential: stands beside `file`: keep one of the two"
            ),
            (
                "url: \"smtp://h\", helo: \"a b\"",
                "relays[0].helo: expected a host name, as \"mailer.example.org\", or an address literal, as \"[192.0.2.1]\", found \"a b\""
            ),
            (
                "url: \"smtp://h\", connections: 0",
                "relays[0].connections: expected a whole number from 1 to 1000, found 0"
            ),
            (
                "url: \"smtp://h\", connections: 1001",
                "relays[0].connections: expected a whole number from 1 to 1000, found 1001"
            ),
        ]
    )
    func impossible(keys: String, expected: String) {
        #expect(relayFaults(keys) == [expected])
    }

    @Test("a secret written into the file is refused and not repeated")
    func inline() {
        let faults = relayFaults("url: \"smtp://h\", username: \"u\", password: \"swordfish\"")
        #expect(faults.count == 1)
        #expect(faults.first?.contains("a secret is never written here: put it in a file of its own") == true)
        #expect(!faults.joined().contains("swordfish"))
        #expect(!relayFaults("url: \"smtp://u:swordfish@h\"").joined().contains("swordfish"))
        #expect(!relayFaults("url: \"u:swordfish@h\"").joined().contains("swordfish"))
    }

    @Test(
        "a credential's name is a file name",
        arguments: ["../x", "a/b", "..", ".", "a b"]
    )
    func credential(name: String) {
        let faults = relayFaults("url: \"smtp://h\", username: \"u\", password: { credential: \"\(name)\" }")
        #expect(
            faults.first?.hasPrefix("relays[0].password.credential: expected a credential's name") == true
        )
    }

    @Test("plain text to another machine is warned about, to this one not")
    func warnings() throws {
        func warnings(_ relay: String) throws -> [String] {
            try Configuration.parse(
                "{ database: \"a\", intake: \"i\", events: \"e\", relays: [{ \(relay) }] }",
                file: "/v"
            )
            .warnings.map(\.message.en)
        }
        #expect(
            try warnings("url: \"smtp://h.example\", tls: \"none\"") == [
                "letters go in plain text to another machine"
            ]
        )
        #expect(
            try warnings("url: \"smtp://h\", tls: \"none\", username: \"u\", password: { file: \"p\" }") == [
                "the password and letters go in plain text to another machine"
            ]
        )
        for host in ["127.0.0.1", "127.1.2.3", "localhost", "[::1]"] {
            #expect(try warnings("url: \"smtp://\(host)\", tls: \"none\"").isEmpty)
        }
        #expect(try warnings("url: \"smtp://h.example\"").isEmpty)
    }

    @Test("a relay is named by host and port, an IPv6 address in brackets")
    func names() {
        #expect(Relay(host: "::1", port: 25).url == "smtp://[::1]:25")
        #expect(Relay(host: "h", port: 465, tls: .implicit).url == "smtps://h:465")
        #expect(Relay(host: "h", port: 25).name == "h:25")
        #expect(Relay.Auth.cramMD5.mechanism == "CRAM-MD5" && Relay.Auth.oauthbearer.needsToken)
        #expect(!Relay(host: "127.example.org", port: 25).isLoopback)
    }
}
