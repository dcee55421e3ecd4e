import SQLite
import TestSupport
import Testing

@testable import Store

@Suite("What the intake has still to erase")
struct PendingErasuresTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws { fixture = try Fixture() }

    @Test("a person who was forgotten is, under every registration, those that are gone included")
    func forgotten() throws {
        let first = try fixture.register("a@example.org")
        let second = try fixture.register("A@Example.org", event: "other")
        let gone = try fixture.register("a@example.org")
        _ = try store.vanish(registration: gone, now: 2)
        let other = try fixture.register("b@example.org")
        #expect(try !store.hasPendingErasures())
        let erasure = try store.forget("a@example.org", actor: "anna", now: 7)
        #expect(Set(erasure.inIntake) == [first, second, gone])
        #expect(try store.pendingErasures(limit: 10) == [first, second, gone])
        #expect(try store.pendingErasures(limit: 2) == [first, second])
        #expect(try store.isErased(registration: first))
        #expect(try !store.isErased(registration: other))
        #expect(try store.oldestPendingErasure() == 7)
        try store.erasedInIntake([first, gone])
        #expect(try store.pendingErasures(limit: 10) == [second])
        try store.erasedInIntake([second])
        #expect(try !store.hasPendingErasures())
        #expect(try store.oldestPendingErasure() == nil)
    }

    @Test("what is too old to be kept is, with when that was found")
    func tooOld() throws {
        let old = try fixture.register("old@example.org", now: 10)
        try fixture.register("new@example.org", now: 5000)
        try store.purge(logBefore: 0, registrationsBefore: 1000, now: 77)
        #expect(try store.pendingErasures(limit: 10) == [old])
        #expect(try store.oldestPendingErasure() == 77)
    }

    @Test("an invitee is none: the intake knows nothing of them")
    func invitees() throws {
        try fixture.owner.execute("INSERT INTO invitees (event, email) VALUES ('meeting', 'i@example.org')")
        let erasure = try store.forget("i@example.org", actor: "anna", now: 7)
        #expect(erasure.invitees == 1 && erasure.inIntake.isEmpty)
        #expect(try !store.hasPendingErasures())
    }
}
