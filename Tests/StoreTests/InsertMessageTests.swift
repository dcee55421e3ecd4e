import SQLite
import Store
import Testing
import TestSupport

@Suite("Messages that are made")
struct InsertMessageTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("a second registration of an address gets no second confirmation")
    func once() throws {
        #expect(try fixture.add([fixture.message("a@example.org")], now: 1).count == 1)
        let both = [fixture.message("A@example.org"), fixture.message("b@example.org")]
        let made = try fixture.add(both, now: 2)
        #expect(try made.map { try store.message(id: $0)?.email } == ["b@example.org"])
    }

    @Test("rounds let one person get several letters of a kind")
    func rounds() throws {
        var change = fixture.message("a@example.org", notification: "change")
        try fixture.add([change], now: 1)
        change.round = 1
        #expect(try fixture.add([change], now: 2).count == 1)
    }

    @Test(
        "many at once are made as one by one: new ones, some that are there, some that come back",
        arguments: [15, 16, 40]
    )
    func many(count: Int) throws {
        func made(
            _ add: (MessageStore, [NewMessage]) throws -> [(id: Int64, isClaimed: Bool)?]
        ) throws -> [String] {
            let fixture = try Fixture()
            let before = try fixture.add(
                [3, 5, 9].map { fixture.message("p\($0)@example.org", due: 1) },
                now: 1
            )
            try fixture.store.withdraw([before[1]], cause: .outdated, reason: "outdated", now: 2)
            var messages = (0..<count).map { fixture.message("p\($0)@example.org", due: 4) }
            // Twice in one group.
            messages[8] = messages[7]
            for index in messages.indices {
                messages[index].messageID = "<\(index)@example.org>"
                if index % 3 != 0 { messages[index].claim = 100 + Int64(index) }
                if index == 11 { (messages[index].state, messages[index].reason) = (.expired, "too late") }
            }
            let results = try add(fixture.store, messages)
            #expect(results.count == count)
            // Which number a new one gets matters to nobody.
            return results.map { made in
                made.map { "\($0.id > 3 ? "new" : "\($0.id)") \($0.isClaimed)" } ?? "nil"
            }
                + (try fixture.rows(
                    "SELECT email, message_id, state, claim, reason FROM messages ORDER BY id"
                ))
                + (try fixture.rows("SELECT email, outcome, note FROM delivery_log ORDER BY id"))
                + (try fixture.store.wrongTotals())
        }
        let together = try made { try $0.add($1, now: 4) }
        let alone = try made { store, messages in try messages.map { try store.add($0, now: 4) } }
        #expect(together == alone)
        #expect(together[3] == "nil" && together[5] == "2 false" && together[8] == "nil")
    }

    @Test("one that is claimed as it is made never waits, and carries what it tells")
    func claimed() throws {
        var letter = fixture.letter(about: 7)
        letter.claim = 42
        (letter.entry, letter.uid, letter.sequence, letter.limitKey) = ("request", "u", 3, "a@mailbox")
        let made = try #require(try store.add(letter, now: 5))
        #expect(made.isClaimed)
        #expect(try fixture.state(made.id) == .sending)
        #expect(try store.nextReady() == nil)
        let past = try #require(try store.letters(of: "a@example.org").first)
        #expect(past.tells == "registered" && past.version == 1 && past.facts == 1)
        #expect(past.entry == "request" && past.uid == "u" && past.sequence == 3)
        #expect(try fixture.rows("SELECT limit_key, claim FROM messages") == ["a@mailbox|42"])
    }

    @Test(
        "what was withdrawn comes back under the same id where nothing had gone, and only with a cause of ours",
        arguments: [
            (MessageCause.registrationCancelled, true), (.outdated, true), (.leftAudience, true),
            (.eventCancelled, true), (.administrator, false), (.forgotten, false), (.answered, false),
            (.superseded, false), (.duplicate, false), (.mailingCancelled, false),
        ]
    )
    func revival(_ cause: MessageCause, comesBack: Bool) throws {
        let id = try #require(try fixture.add([fixture.message("a@example.org")], now: 1).first)
        try store.withdraw([id], cause: cause, reason: "registration cancelled", now: 2)
        var again = fixture.message("a@example.org", due: 9)
        again.claim = 3
        let made = try store.add(again, now: 9)
        #expect(made?.id == (comesBack ? id : nil))
        #expect(made?.isClaimed != true)
        #expect(try store.counts() == [comesBack ? .queued : .cancelled: 1])
        guard comesBack else { return }

        try fixture.finish(.deferred(nextAttempt: 5000), now: 10)
        try store.withdraw([id], cause: cause, reason: "?", now: 11)
        #expect(try fixture.add([fixture.message("a@example.org")], now: 12) == [id])
        try fixture.finish(.sent, now: 2000)
        try store.withdraw([id], cause: cause, reason: "?", now: 2001)
        #expect(try fixture.add([fixture.message("a@example.org")], now: 2002).isEmpty)
        #expect(try fixture.state(id) == .sent)
    }

    @Test(
        "one that was never tried in its time comes back when its time comes again; one that was tried does not"
    )
    func expired() throws {
        let ids = try fixture.queue(2, expires: 3000)
        _ = try store.claim(.priority(.prompted), limit: 1, now: 1000, token: 1)
        let record = AttemptRecord(
            message: ids[0],
            claim: 1,
            change: .deferred(nextAttempt: 2000),
            at: 1000
        )
        try store.record([record], now: 1000)
        #expect(try store.expireOverdue(now: 3000) == 2)
        let again = ["p0@example.org", "p1@example.org"].map { fixture.message($0, due: 5000) }
        #expect(try fixture.add(again, now: 4000) == [ids[1]])
    }

    @Test("a message born rejected stands in the log with its reason")
    func rejected() throws {
        var message = fixture.message("nobody")
        message.state = .rejected
        message.reason = "no @ in the address"
        let id = try #require(try fixture.add([message], now: 7).first)
        let log = try store.attempts(of: id)
        #expect(log.map(\.outcome) == ["rejected"])
        #expect(log.first?.note == "no @ in the address")
        #expect(log.first?.message?.attempts == 0)
    }

    @Test("when one part fails nothing of it stays")
    func allOrNothing() throws {
        var impossible = fixture.message("b@example.org")
        impossible.mailing = 999  // no such mailing
        #expect(throws: StoreError.self) {
            try store.transaction { () throws(StoreError) in
                _ = try store.see(fixture.row(1, "a@example.org"), now: 1)
                try store.add(fixture.message("a@example.org"), now: 1)
                try store.add(impossible, now: 1)
            }
        }
        #expect(try store.person(.registration, id: 1) == nil)
        #expect(try store.counts().isEmpty)
    }
}
