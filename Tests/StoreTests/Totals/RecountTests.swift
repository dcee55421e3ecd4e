import SQLite
import TestSupport
import Testing

@testable import Store

@Suite("Totals that are counted anew")
struct RecountTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws {
        fixture = try Fixture()
        try fixture.queue(4)
    }

    private func totals() throws -> [String] {
        try fixture.rows(
            "SELECT state, count, first_at, last_at FROM totals WHERE count <> 0 ORDER BY state"
        )
    }

    @Test(
        "whatever is wrong with them is put right",
        arguments: [
            "DELETE FROM totals",
            "UPDATE totals SET count = count + 3",
            "UPDATE totals SET count = 0",
            "UPDATE totals SET first_at = first_at + 1, last_at = last_at - 1",
            "UPDATE totals SET state = 'sent'",
            """
            INSERT INTO totals (event, notification, mailing_id, state, cause, resent, count, first_at, last_at)
            VALUES ('gone', 'confirmation', 0, 'sent', '', 0, 5, 1, 2)
            """,
        ]
    )
    func drift(_ sql: String) throws {
        try store.connection.flushTally()
        try fixture.owner.execute(sql)
        try store.recountTotals()
        #expect(try totals() == ["queued|4|1000|1000"])
        #expect(try store.wrongTotals() == [])
    }

    @Test("what is right is not written")
    func right() throws {
        try store.connection.flushTally()
        let before = try store.dataVersion()
        try store.recountTotals()
        #expect(try fixture.owner.integer("SELECT count(*) FROM meta WHERE key = 'recounts'") == 0)
        #expect(try store.dataVersion() == before)
    }

    @Test("what others count between the look and the correction stays counted")
    func others() throws {
        try fixture.owner.execute("DELETE FROM totals")
        let other = try MessageStore(path: fixture.folder.path("vestnik.db"))
        let drift = try other.drift()
        try fixture.finish(.sent)
        try fixture.add([fixture.message("later@example.org", due: 500)], now: 3000)
        #expect(try other.correct(drift))
        #expect(try store.wrongTotals() == [])
        #expect(try store.counts() == [.sent: 4, .queued: 1])
    }

    @Test("of two who look at once one puts right what is wrong, and the other looks again")
    func twice() throws {
        try fixture.owner.execute("DELETE FROM totals")
        let other = try MessageStore(path: fixture.folder.path("vestnik.db"))
        let (mine, theirs) = (try store.drift(), try other.drift())
        #expect(try store.correct(mine))
        #expect(try !other.correct(theirs))
        try other.recountTotals()
        #expect(try totals() == ["queued|4|1000|1000"])
    }
}
