import Store
import Testing

@Suite("A registration's new address")
struct ReaddressTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    let address = NewAddress(email: "New@example.org", domain: "example.org", personKey: "new@example.org")

    /// A message about registration 1.
    func queue(_ notification: String, email: String = "old@example.org") throws -> Int64 {
        var message = fixture.message(email, notification: notification)
        message.registration = 1
        let inserted = try fixture.store.settle(prompts: [], messages: [message], now: 1000)
        return try #require(inserted.first?.id)
    }

    func readdress(_ verdict: (MessageState, String?)? = (.queued, nil)) throws -> Int {
        try fixture.store.readdress(registration: 1, event: "meeting", to: address, now: 3000) { _ in verdict
        }
    }

    @Test("a deferred message is tried there at once, one in doubt keeps its time, what is sent stays")
    func waiting() throws {
        let sent = try queue("a")
        try fixture.finish(.sent)
        let deferred = try queue("b")
        try fixture.finish(.deferred(nextAttempt: 9000))
        let doubtful = try queue("c")
        try fixture.finish(.inDoubtResend(at: 9000))
        #expect(try readdress() == 2)
        let rows = try fixture.rows(
            "SELECT id, email, person_key, state, coalesce(next_attempt_at, 0), ready_at FROM messages ORDER BY id"
        )
        #expect(
            rows == [
                "\(sent)|old@example.org|old@example.org|sent|0|1000",
                "\(deferred)|New@example.org|new@example.org|queued|0|3000",
                "\(doubtful)|New@example.org|new@example.org|in_doubt|9000|9000",
            ]
        )
    }

    @Test("an address that must not be written to gets nothing, what is in doubt included")
    func refused() throws {
        let doubtful = try queue("a")
        try fixture.finish(.inDoubtResend(at: 9000))
        let queued = try queue("b")
        #expect(try readdress((.suppressed, "listed")) == 2)
        #expect(try fixture.state(doubtful) == .inDoubt && fixture.state(queued) == .suppressed)
        #expect(try fixture.store.nextReady() == nil)
        #expect(
            try fixture.rows("SELECT outcome FROM attempts WHERE message = \(queued) ORDER BY id") == [
                "readdressed", "suppressed",
            ]
        )
    }

    @Test("a letter that the new address has already is withdrawn")
    func twice() throws {
        _ = try queue("a", email: "new@example.org")
        let other = try queue("a")
        try fixture.site.run("UPDATE messages SET registration_id = 2 WHERE id <> ?", other)
        #expect(try readdress() == 1)
        #expect(try fixture.state(other) == .cancelled)
    }

    @Test("only a letter of which nothing arrived or is on its way counts as failed")
    func failed() throws {
        #expect(try !fixture.store.hasOnlyFailed("a", registration: 1))
        _ = try queue("a")
        #expect(try !fixture.store.hasOnlyFailed("a", registration: 1))
        try fixture.finish(.bounced(reason: nil))
        #expect(try fixture.store.hasOnlyFailed("a", registration: 1))
        _ = try queue("a", email: "third@example.org")
        #expect(try !fixture.store.hasOnlyFailed("a", registration: 1))
    }
}
