import SQLite
import Store
import Testing
import TestSupport

@Suite("Letters that say what a person was told")
struct PastLetterTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("a letter is read with what it tells and what became of it")
    func columns() throws {
        var letter = fixture.letter(about: 5, round: 2)
        (letter.entry, letter.uid, letter.sequence, letter.messageID) = ("cancel", "u", 4, "<1@example.org>")
        let id = try #require(try fixture.add([letter], now: 1000).first)
        try fixture.finish(.sent)
        let past = try #require(try store.letters(of: "a@example.org").first)
        var expected = PastLetter(
            id: id,
            event: "meeting",
            notification: "confirmation",
            state: .sent,
            email: "a@example.org"
        )
        (expected.round, expected.registration, expected.version, expected.facts) = (2, 5, 1, 1)
        (expected.tells, expected.entry, expected.uid, expected.sequence) = ("registered", "cancel", "u", 4)
        (expected.sentAt, expected.updatedAt, expected.attempts, expected.due) = (2000, 2000, 1, 1000)
        expected.messageID = "<1@example.org>"
        #expect(past == expected)
        #expect(past.takenAt == 2000)
    }

    @Test("the log says in which order letters were taken, whatever the clocks say")
    func order() throws {
        let ids = try fixture.add([fixture.letter(about: 1), fixture.letter(about: 1, round: 1)], now: 1)
        let claimed = try store.claim(.priority(.prompted), limit: 2, now: 10_000, token: 1)
        #expect(claimed.map(\.id) == ids)
        // The first is known to be sent late, the second in doubt since a moment before that.
        try store.record([AttemptRecord(message: ids[0], claim: 1, change: .sent, at: 1)], now: 9000)
        try store.record([AttemptRecord(message: ids[1], claim: 1, change: .inDoubt, at: 8000)], now: 9000)
        try store.act(.release, on: LogFilter(), actor: "anna", now: 9001)
        try store.withdraw([ids[1]], cause: .outdated, reason: "x", now: 9002)
        let past = try store.letters(of: "a@example.org")
        #expect(past.map(\.state) == [.sent, .cancelled] && past.allSatisfy(\.isTaken))
        #expect(past[0].isTaken(before: past[1]) && !past[1].isTaken(before: past[0]))
    }

    @Test("all letters to a person come in their order, of every event, and nobody else's")
    func ofPerson() throws {
        var other = fixture.letter(about: 9, notification: "reminder")
        other.event = "other"
        let messages = [
            fixture.letter(about: 1), fixture.letter(about: 2, "b@example.org"), other,
            fixture.letter(about: 1, round: 1),
        ]
        let ids = try fixture.add(messages, now: 1)
        #expect(try store.letters(of: "a@example.org").map(\.id) == [ids[0], ids[2], ids[3]])
        #expect(try store.letters(of: "A@example.org").isEmpty)
        #expect(try store.letters(about: 2).map(\.email) == ["b@example.org"])
    }

    @Test("letters about a registration are found whoever it belonged to")
    func aboutRegistration() throws {
        try fixture.add([fixture.letter(about: 1, "typo@example.org"), fixture.letter(about: 1)], now: 1)
        #expect(try store.letters(about: 1).map(\.email) == ["typo@example.org", "a@example.org"])
    }

    @Test("what an invitee got counts for their second address too")
    func secondAddress() throws {
        var record = InviteeRecord(email: "a@example.org")
        record.secondEmail = " Deputy@Example.org"
        try store.importInvitees([record], event: "meeting")
        var invitation = fixture.message("a@example.org", notification: "invitation")
        invitation.invitee = 1
        let ids = try fixture.add([invitation], now: 1)
        #expect(
            try store.letters(toSecondAddress: "deputy@example.org", event: "meeting").map(\.id) == ids
        )
        #expect(try store.letters(toSecondAddress: "a@example.org", event: "meeting").isEmpty)
        #expect(try store.letters(toSecondAddress: "deputy@example.org", event: "other").isEmpty)
    }

    @Test(
        "only what a relay took, or may have, counts as told; what waits may yet go",
        arguments: MessageState.allCases
    )
    func states(_ state: MessageState) {
        var letter = PastLetter(id: 1, event: "e", notification: "n", state: state, email: "a@b.example")
        letter.updatedAt = 7
        #expect(letter.isTaken == [.sent, .inDoubt].contains(state))
        #expect(letter.isWaiting == [.queued, .held, .deferred].contains(state))
        #expect(letter.takenAt == 7)
        letter.wasInDoubt = true
        #expect(letter.isTaken)
    }
}
