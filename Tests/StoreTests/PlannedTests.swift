import SQLite
import Store
import Testing
import TestSupport

@Suite("Letters that wait and are to tell something newer")
struct PlannedTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func only() throws -> PastLetter { try #require(try store.letters(of: "a@example.org").first) }

    /// A letter in a state, made at 1000 and due then.
    private func letter(_ state: MessageState) throws -> Int64 {
        var letter = fixture.letter(about: 1)
        if state == .held { (letter.state, letter.cause, letter.reason) = (.held, .administrator, "wait") }
        let id = try #require(try fixture.add([letter], now: 1000).first)
        switch state {
        case .deferred: try fixture.finish(.deferred(nextAttempt: 9000))
        case .inDoubt: try fixture.finish(.inDoubtResend(at: 9000))
        case .sent: try fixture.finish(.sent)
        case .sending: _ = try store.claim(.priority(.prompted), limit: 1, now: 2000, token: 1)
        default: break
        }
        return id
    }

    private func newer(_ state: MessageState = .queued, due: Int64 = 5000) -> NewMessage {
        var newer = fixture.message(" A@Example.org", due: due, expires: 70_000)
        (newer.registration, newer.version, newer.facts, newer.tells) = (2, 4, 6, "confirmed")
        (newer.entry, newer.uid, newer.sequence, newer.data) = ("request", "u", 8, #"{"x":1}"#)
        (newer.name, newer.language, newer.limitKey) = ("New", "en", "m")
        newer.state = state
        if state != .queued { (newer.cause, newer.reason) = (.suspicious, "look at it") }
        return newer
    }

    @Test(
        "it stays the same message and tells the newer",
        arguments: [MessageState.queued, .held, .deferred]
    )
    func tells(_ state: MessageState) throws {
        let id = try letter(state)
        try store.revise(id, as: newer(), keepsState: true, now: 3000)
        let past = try only()
        #expect(past.id == id && past.state == state && past.round == 0)
        #expect((past.registration, past.version, past.facts) == (2, 4, 6))
        #expect((past.tells, past.entry, past.uid) == ("confirmed", "request", "u"))
        #expect(past.sequence == 8 && past.email == " A@Example.org" && past.updatedAt == 3000)
        #expect(past.due == 1000, "it keeps its place")
        #expect(
            try fixture.rows("SELECT name, language, data, limit_key FROM messages") == [
                #"New|en|{"x":1}|m"#
            ]
        )
    }

    @Test("what a person has stopped keeps its cause; what the row itself was held for is looked at anew")
    func held() throws {
        let id = try letter(.held)
        try store.revise(id, as: newer(.queued), keepsState: true, now: 3000)
        #expect(try only().cause == .administrator && store.message(id: id)?.reason == "wait")
        #expect(try store.nextReady() == nil)
        try store.revise(id, as: newer(.queued), keepsState: false, now: 3000)
        #expect(try only().state == .queued && only().cause == nil && store.message(id: id)?.reason == nil)
        #expect(try only().due == 5000 && store.nextReady() == 5000)
        try store.revise(id, as: newer(.held), keepsState: false, now: 3100)
        #expect(try only().state == .held && only().cause == .suspicious)
    }

    @Test(
        "what a relay has put off stays put off until its next attempt, or longer where the newer is due later"
    )
    func deferred() throws {
        let id = try letter(.deferred)
        try store.revise(id, as: newer(), keepsState: false, now: 3000)
        #expect(try only().state == .deferred && only().nextAttempt == 9000 && only().attempts == 1)
        #expect(try store.nextReady() == 9000)
        try store.revise(id, as: newer(due: 12_000), keepsState: false, now: 3000)
        #expect(try only().nextAttempt == 9000 && store.nextReady() == 12_000)
        try store.revise(id, as: newer(.held), keepsState: false, now: 3000)
        #expect(try only().state == .held && only().nextAttempt == nil && store.nextReady() == nil)
        try store.revise(id, as: newer(), keepsState: false, now: 3000)
        #expect(try only().state == .queued && store.nextReady() == 5000)
    }

    @Test("one that cannot go as it is now ends, and the log says why")
    func ends() throws {
        let id = try letter(.deferred)
        try store.revise(id, as: newer(.rejected), keepsState: false, now: 3000)
        #expect(try only().state == .rejected && only().nextAttempt == nil)
        #expect(try store.attempts(of: id).map(\.outcome) == ["deferred", "rejected"])
        #expect(try store.attempts(of: id).last?.note == "look at it")
        try store.revise(id, as: newer(.rejected), keepsState: false, now: 3100)
        #expect(try store.attempts(of: id).count == 2)
    }

    @Test("what is gone, or may be, is not touched", arguments: [MessageState.sent, .inDoubt, .sending])
    func gone(_ state: MessageState) throws {
        let id = try letter(state)
        let before = try only()
        for keeps in [true, false] {
            try store.revise(id, as: newer(.rejected), keepsState: keeps, now: 3000)
        }
        #expect(try only() == before)
        #expect(try store.attempts(of: id).allSatisfy { $0.outcome != "rejected" })
    }

    @Test(
        "what waits and is no longer true is withdrawn, with its cause; what has ended stays as it is",
        arguments: [
            (MessageState.queued, MessageState.cancelled), (.held, .cancelled), (.deferred, .cancelled),
            (.sent, .sent), (.sending, .sending), (.inDoubt, .inDoubt),
        ]
    )
    func withdraw(_ state: MessageState, _ expected: MessageState) throws {
        let id = try letter(state)
        let other = try #require(try fixture.add([fixture.message("b@example.org")], now: 1000).first)
        try store.withdraw([id, 4711], cause: .outdated, reason: "no longer true", now: 3000)
        let past = try only()
        #expect(past.state == expected && past.nextAttempt == nil)
        #expect((past.cause == .outdated) == (state != .sent && state != .sending))
        #expect(try fixture.state(other) == .queued)
        #expect(try store.claim(.priority(.prompted), limit: 9, now: 99_000, token: 2).map(\.id) == [other])
    }

    @Test("what is in doubt and goes no more keeps the reason for which a person is to look at it")
    func doubtHeld() throws {
        let id = try #require(try fixture.add([fixture.letter(about: 1)], now: 1000).first)
        try fixture.finish(.inDoubtHold(reason: "ask"))
        try store.withdraw([id], cause: .outdated, reason: "no longer true", now: 3000)
        #expect(try store.message(id: id)?.reason == "ask" && only().updatedAt == 2000)
    }

    @Test("letters of a deleted registration are found by its id and withdrawn, and no others")
    func deleted() throws {
        try fixture.add(
            [
                fixture.letter(about: 17), fixture.letter(about: 17, notification: "reminder"),
                fixture.letter(about: 18, "b@example.org"),
            ],
            now: 1
        )
        let ids = try store.letters(about: 17).map(\.id)
        try store.withdraw(ids, cause: .registrationCancelled, reason: "?", now: 2)
        #expect(try store.counts() == [.cancelled: 2, .queued: 1])
    }
}
