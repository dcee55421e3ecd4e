import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("The cause of a message's state")
struct MessageCauseTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("causes are words of their own: letters, figures and underscores")
    func words() {
        for cause in MessageCause.allCases {
            #expect(cause.rawValue.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil)
        }
    }

    @Test(
        "what a person writes as a reason decides nothing",
        arguments: [
            "registration cancelled", "awaits approval", "duplicate", "restored", "mailing held by anna",
        ]
    )
    func proseIsProse(reason: String) throws {
        let ids = try fixture.queue(2)
        try store.act(.cancel, on: LogFilter(ids: [ids[0]]), actor: "anna", reason: reason, now: 2000)
        try store.act(.hold, on: LogFilter(ids: [ids[1]]), actor: "anna", reason: reason, now: 2000)
        #expect(
            try fixture.rows("SELECT state, cause, reason FROM messages_view ORDER BY id")
                == ["cancelled|administrator|\(reason)", "held|administrator|\(reason)"]
        )
        // Withdrawn for good: no new registration brings it back.
        #expect(
            try fixture.add([fixture.message("p0@example.org")], now: 3000).isEmpty
        )
        // Held by a person: a person lets it go.
        #expect(try store.act(.release, on: LogFilter(ids: [ids[1]]), actor: "boris", now: 4000) == 1)
        #expect(
            try fixture.rows("SELECT state, cause FROM messages_view ORDER BY id") == [
                "cancelled|administrator", "queued|",
            ]
        )
    }

    @Test("a message that a person held stays held when its mailing, stopped with the same words, goes on")
    func heldByItself() throws {
        let mailing = try fixture.invitation(to: 2)
        try store.act(.hold, on: LogFilter(ids: [1]), actor: "anna", reason: "wrong hall", now: 100)
        try store.hold(mailing: mailing.id, actor: "anna", reason: "wrong hall", now: 200)
        #expect(
            try fixture.rows("SELECT state, cause FROM messages_view ORDER BY id")
                == ["held|administrator", "held|mailing_stopped"]
        )
        #expect(try store.release(mailing: mailing.id, actor: "anna", now: 300)?.messages == 1)
        #expect(try fixture.rows("SELECT state FROM messages_view ORDER BY id") == ["held", "queued"])
    }

    @Test("a stop by a person is not undone by the release of what a restoration held")
    func stoppedAndRestored() throws {
        let mailing = try fixture.invitation(to: 2)
        try store.holdEverything(reason: "restored", now: 100)
        try store.release(mailing: mailing.id, actor: "anna", now: 200)
        try store.act(.hold, on: LogFilter(ids: [1]), actor: "anna", now: 250)
        try store.hold(mailing: mailing.id, actor: "anna", reason: "restored", now: 300)
        #expect(try store.act(.release, on: LogFilter(ids: [1]), actor: "anna", now: 400) == 1)
        #expect(try store.mailing(id: mailing.id)?.state == .paused)
    }

    @Test(
        "each outcome that has no code of its own leaves its cause",
        arguments: [
            (MessageChange.held(.relayRefuses, reason: "?"), "held|relay_refuses"),
            (.rejected(.template, reason: "?"), "rejected|template"),
            (.expired(.givenUp, reason: "?"), "expired|given_up"),
            (.withdrawn(.registrationCancelled, reason: "?"), "cancelled|registration_cancelled"),
            (.suppressed(reason: "?"), "suppressed|suppressed"),
            (.inDoubtHold(reason: "?"), "in_doubt|in_doubt"),
            (.bounced(reason: "?"), "bounced|"), (.sent, "sent|"),
        ]
    )
    func changes(change: MessageChange, row: String) throws {
        try fixture.queue(1)
        try fixture.finish(change)
        #expect(try fixture.rows("SELECT state, cause FROM messages_view") == [row])
    }

    @Test("sentences of the store's own are in the language that it is told")
    func language() throws {
        store.language = "ru"
        try fixture.queue(1)
        try store.act(.cancel, on: LogFilter(ids: [1]), actor: "anna", now: 2000)
        #expect(
            try fixture.rows("SELECT cause, reason FROM messages_view") == ["administrator|отменено: anna"]
        )
    }

    @Test("every act of the log names what it is about, and erasure takes the address out of it")
    func log() throws {
        try fixture.queue(1)
        try store.act(.hold, on: LogFilter(ids: [1]), actor: "anna", now: 2000)
        try store.suppress("p0@example.org", reason: nil, actor: "anna", now: 3000)
        let log = "SELECT outcome, event, notification, email FROM delivery_log ORDER BY id"
        #expect(
            try fixture.rows(log)
                == ["held|meeting|confirmation|p0@example.org", "suppressed|||p0@example.org"]
        )
        _ = try store.forget("P0@example.org", actor: "anna", now: 4000)
        #expect(try fixture.rows(log) == ["held|meeting|confirmation|", "suppressed|||", "forgotten|||"])
    }
}
