import Testing

@testable import Settings

@Suite("Hosts and ports")
struct EndpointTests {
    @Test(
        "host names",
        arguments: [
            ("localhost", true), ("mail.example.org", true), ("mail.example.org.", true),
            ("xn--80a.xn--p1ai", true),
            ("a_b.example", true), ("127.0.0.1", true), ("", false), (".", false), ("a..b", false),
            ("-a.b", false),
            ("a-.b", false), ("a b", false), ("почта.рф", false), (String(repeating: "a", count: 64), false),
        ]
    )
    func hostNames(text: String, isSound: Bool) {
        #expect(isHostName(text, unicode: false) == isSound)
    }

    @Test(
        "IPv6 addresses",
        arguments: [
            ("::1", true), ("::", true), ("2001:db8::8:800:200c:417a", true), ("1:2:3:4:5:6:7:8", true),
            ("::ffff:192.0.2.1", true),
            ("1:2:3:4:5:6:192.0.2.1", true), ("1::2::3", false), ("1:2:3:4:5:6:7", false),
            ("1:2:3:4:5:6:7:8:9", false),
            (":1", false), ("12345::", false), ("g::", false), ("", false), ("192.0.2.1", false),
            ("::192.0.2.256", false),
        ]
    )
    func ipv6(text: String, isSound: Bool) {
        #expect(isIPv6(text) == isSound)
    }

    @Test("scheme and host are read in any case")
    func parts() throws {
        let endpoint = try Endpoint("SMTP://Mail.Example.ORG:587/", schemes: ["smtp"])
        #expect(endpoint.scheme == "smtp" && endpoint.host == "mail.example.org" && endpoint.port == 587)
        let literal = try Endpoint("smtp://[2001:DB8::1]", schemes: ["smtp"])
        #expect(literal.host == "2001:db8::1" && literal.port == nil)
    }
}
