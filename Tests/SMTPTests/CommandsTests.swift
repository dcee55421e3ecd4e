import Mail
import Testing

@testable import SMTP

@Suite("Commands and their parameters")
struct CommandsTests {
    private let all = Capabilities(ehlo: [
        "relay", "PIPELINING", "SIZE 1000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "DSN", "STARTTLS",
        "AUTH PLAIN login", "X-OTHER what",
    ])

    private func mail(
        _ envelope: Envelope,
        size: Int = 10,
        eightBit: Bool = false,
        _ offer: Capabilities
    ) -> String {
        var out: [UInt8] = []
        Commands.appendMail(envelope, size: size, hasEightBit: eightBit, offer, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    private func rcpt(_ envelope: Envelope, _ offer: Capabilities) -> String {
        var out: [UInt8] = []
        Commands.appendRcpt(envelope, offer, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    @Test("every extension in the reply to EHLO is known, in any case of letters")
    func offer() {
        #expect(
            all.pipelining && all.eightBitMIME && all.smtputf8 && all.enhancedStatusCodes && all.dsn
                && all.startTLS
        )
        #expect(all.size == 1000)
        #expect(all.mechanisms == ["PLAIN", "LOGIN"])
        #expect(Capabilities(ehlo: ["PIPELINING"]) == Capabilities())
        #expect(Capabilities(ehlo: ["relay", "pipelining", "size 0"]).size == nil)
        #expect(Capabilities(ehlo: ["relay", "size 0"]).offersSize)
        #expect(Capabilities(ehlo: ["relay", "SIZE 99999999999999999999999"]).size == nil)
    }

    @Test("the capabilities are those after STARTTLS")
    func lastOffer() {
        let lines = [
            "220 hi", "250-relay", "250-STARTTLS", "250 SIZE 5", "220 go", "250-relay", "250 DSN", "334 x",
            "235 ok",
        ]
        let offer = Capabilities(opening: lines.map { Array($0.utf8) })
        #expect(offer.dsn && !offer.startTLS && !offer.offersSize)
    }

    @Test("nothing is asked for that is not offered")
    func bare() {
        let dsn = DSN(ret: .headers, envid: "x", notify: [.failure], orcpt: "b@example.org")
        let envelope = Envelope(reversePath: "", forwardPath: "b@example.org", dsn: dsn)
        #expect(mail(envelope, Capabilities()) == "MAIL FROM:<>\r\n")
        #expect(rcpt(envelope, Capabilities()) == "RCPT TO:<b@example.org>\r\n")
    }

    @Test("what is offered is asked for: SIZE, BODY, SMTPUTF8, RET, ENVID, NOTIFY, ORCPT")
    func parameters() {
        let dsn = DSN(ret: .headers, envid: "a+b=c d", notify: [.failure, .delay], orcpt: "b+c@example.org")
        let envelope = Envelope(
            reversePath: "a@example.org",
            forwardPath: "b@example.org",
            smtputf8: true,
            dsn: dsn
        )
        #expect(
            mail(envelope, size: 17, eightBit: true, all)
                == "MAIL FROM:<a@example.org> SIZE=17 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb+3Dc+20d\r\n"
        )
        #expect(
            rcpt(envelope, all)
                == "RCPT TO:<b@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;b+2Bc@example.org\r\n"
        )
    }

    @Test("NOTIFY=NEVER, an ENVID that is too long, an ORCPT that is not ASCII")
    func oddDSN() {
        let dsn = DSN(envid: String(repeating: "+", count: 40), notify: [], orcpt: "имя@example.org")
        let envelope = Envelope(reversePath: "a@example.org", forwardPath: "b@example.org", dsn: dsn)
        #expect(mail(envelope, all) == "MAIL FROM:<a@example.org> SIZE=10\r\n")
        #expect(
            rcpt(envelope, all)
                == "RCPT TO:<b@example.org> NOTIFY=NEVER ORCPT=utf-8;\\x{438}\\x{43C}\\x{44F}@example.org\r\n"
        )
    }

    @Test(
        "no address with a control character, a loose bracket, space or @ reaches the wire",
        arguments: [
            "a\r\nRCPT TO:<c@d>@example.org", "a\n@b", "a\u{0}@b", "\"a\r\"@b", "a b@c", "a@b>", "<a@b",
            "a@b@c", "a",
            "@b", "a@", "", "\"a@b", "a\"b\"@c", "a\u{7F}@b",
        ]
    )
    func refusedPaths(path: String) {
        #expect(WirePath.problem(path, isReverse: false) != nil)
        let envelope = Envelope(reversePath: "", forwardPath: path)
        #expect(
            Commands.obstacle(envelope, size: 1, hasEightBit: false, all)?.status == EnhancedStatus(5, 1, 3)
        )
    }

    @Test(
        "what RFC 5321 allows goes through",
        arguments: [
            "a@b", "\"a b\"@example.org", "\"a<>\\\"@\"@example.org", "a+b@[192.0.2.1]",
            "имя@пример.испытание",
        ]
    )
    func allowedPaths(path: String) {
        #expect(WirePath.problem(path, isReverse: false) == nil)
    }

    @Test("a message that the relay cannot take is known before anything is sent")
    func obstacles() {
        let plain = Envelope(reversePath: "a@b", forwardPath: "c@d")
        let wide = Envelope(reversePath: "a@b", forwardPath: "имя@d")
        func status(
            _ envelope: Envelope,
            size: Int = 1,
            eightBit: Bool = false,
            _ offer: Capabilities
        ) -> String? {
            Commands.obstacle(envelope, size: size, hasEightBit: eightBit, offer)?.status?.description
        }
        #expect(status(plain, size: 1000, all) == nil)
        #expect(status(plain, size: 1001, all) == "5.3.4")
        #expect(status(wide, all) == nil)
        #expect(status(wide, Capabilities()) == "5.6.7")
        #expect(status(plain, eightBit: true, all) == nil)
        #expect(status(plain, eightBit: true, Capabilities()) == "5.6.3")
        #expect(status(Envelope(reversePath: "a\r@b", forwardPath: "c@d"), all) == "5.1.7")
        #expect(
            status(
                Envelope(reversePath: String(repeating: "a", count: 251) + "@b.c", forwardPath: "c@d"),
                all
            ) == "5.1.7"
        )
    }

    @Test("8-bit content is seen wherever it stands", arguments: 0..<20)
    func eightBit(place: Int) {
        var bytes = [UInt8](repeating: 65, count: 20)
        #expect(!bytes.holdsEightBit)
        bytes[place] = 200
        #expect(bytes.holdsEightBit)
    }
}
