import Testing

@testable import Service

@Suite struct AttemptLineTests {
    private func line(
        host: String? = "mail.example.org",
        address: String? = "192.0.2.1",
        delay: Duration = .milliseconds(1234),
        dsn: String? = "2.0.0",
        status: String = "sent",
        reason: String = "250 2.0.0 Ok",
        more: [(key: String, value: String)] = []
    ) -> String {
        AttemptLine(
            message: 42,
            to: "a@example.org",
            host: host,
            address: address,
            port: host == nil ? nil : 25,
            delay: delay,
            dsn: dsn,
            status: status,
            reason: reason,
            more: more
        ).description
    }

    @Test("it reads like a line of Postfix's")
    func sent() {
        #expect(
            line()
                == "42: to=<a@example.org>, relay=mail.example.org[192.0.2.1]:25, delay=1.2, dsn=2.0.0, status=sent (250 2.0.0 Ok)"
        )
    }

    @Test("without a relay it says none, without a code the class alone")
    func deferred() {
        #expect(
            line(host: nil, address: nil, dsn: nil, status: "deferred", reason: "connection refused")
                == "42: to=<a@example.org>, relay=none, delay=1.2, dsn=4.0.0, status=deferred (connection refused)"
        )
        #expect(line(dsn: nil, status: "bounced", reason: "").hasSuffix("dsn=5.0.0, status=bounced"))
    }

    @Test("more keys stand before the status")
    func more() {
        #expect(
            line(more: [("event", "annual-meeting")]).contains("dsn=2.0.0, event=annual-meeting, status=sent")
        )
    }

    @Test("no value can forge another field or line")
    func forging() {
        let forged = line(host: "x, status=sent", reason: "250 Ok\n43: to=<b@c>")
        #expect(forged.contains("relay=x\\u{2C} status=sent["))
        #expect(forged.hasSuffix("(250 Ok\\n43: to=<b@c>)"))
    }

    @Test("a value without end does not make a line without end")
    func endless() {
        let line = AttemptLine(
            message: 1,
            to: String(repeating: "я", count: 1_000_000),
            host: nil,
            delay: .zero,
            dsn: nil,
            status: "rejected",
            reason: "no"
        )
        #expect(line.description.utf8.count < 2000)
        #expect(line.description.contains("яя…>"))
    }

    @Test(
        "a delay has two digits that matter",
        arguments: [
            (0, "0"), (4, "0"), (10, "0.01"), (50, "0.05"), (123, "0.12"), (400, "0.4"), (1000, "1"),
            (1234, "1.2"), (9990, "9.9"), (12_345, "12"), (-5, "0"),
        ]
    )
    func delays(milliseconds: Int, text: String) {
        #expect(AttemptLine.seconds(.milliseconds(milliseconds)) == text)
    }
}
