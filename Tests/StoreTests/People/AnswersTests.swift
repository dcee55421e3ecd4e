import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("Answers that somebody writes down")
struct AnswersTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func unanswered() throws -> [String] {
        var found: [String] = []
        try store.people(.unanswered(.addressAlone), event: "meeting") { person throws(StoreError) in
            found.append(person.email)
            return true
        }
        return found
    }

    private func answer(
        _ answer: InviteeAnswer,
        _ email: String,
        event: String = "meeting",
        now: Int64 = 1
    ) throws {
        try store.record(
            answer,
            event: event,
            personKey: MessageStore.personKey(of: email),
            actor: "anna",
            note: nil,
            now: now
        )
    }

    @Test("who said yes or no has answered, by whichever address, for that event alone")
    func counts() throws {
        var second = InviteeRecord(email: "b@example.org")
        second.secondEmail = "Office@Example.org"
        try store.importInvitees(
            [InviteeRecord(email: "A@example.org"), second, InviteeRecord(email: "c@example.org")],
            event: "meeting"
        )
        // As plain SQL writes it, and nobody has looked.
        try fixture.owner.execute(
            "INSERT INTO invitees (event, email) VALUES ('meeting', 'd@example.org'), ('meeting', 'e@example.org')"
        )
        try answer(.no, "a@example.org")
        try answer(.yes, "office@example.org")
        try answer(.yes, "d@example.org")
        try answer(.yes, "c@example.org", event: "other")
        #expect(try unanswered() == ["c@example.org", "e@example.org"])
        #expect(try store.coverage(event: "meeting").map(\.answered).reduce(0, +) == 3)
        #expect(try store.coverage(event: "meeting").map(\.registered).reduce(0, +) == 0)
    }

    @Test("an answer is looked up by its person, however many acts the log has that no letter is about")
    func plan() throws {
        var steps: [String] = []
        let query = "SELECT \(MessageStore.hasAnswered) FROM invitees i"
        try fixture.owner.rows("EXPLAIN QUERY PLAN \(query)") { row in
            steps.append(row.text(3))
            return true
        }
        let found = steps.filter { $0.contains("attempts_person (email=? AND event=?)") }
        #expect(found.count == 2, "\(steps)")
    }

    @Test("the last answer counts and tells which it replaces; the log keeps each")
    func replaces() throws {
        #expect(
            try store.record(
                .no,
                event: "meeting",
                personKey: "a@example.org",
                actor: "anna",
                note: nil,
                now: 1
            ) == nil
        )
        let before = try store.record(
            .yes,
            event: "meeting",
            personKey: "a@example.org",
            actor: "boris",
            note: "rang up",
            now: 1
        )
        #expect(before?.answer == .no && before?.actor == "anna")
        #expect(try store.answer(of: "a@example.org", event: "meeting")?.answer == .yes)
        #expect(try store.answer(of: "a@example.org", event: "other") == nil)
        #expect(try store.acts(about: "a@example.org").map(\.outcome) == ["no", "yes"])
    }

    @Test("who is erased leaves an answer that names nobody, under either address")
    func erased() throws {
        var record = InviteeRecord(email: "a@example.org")
        record.secondEmail = "office@example.org"
        try store.importInvitees([record], event: "meeting")
        try store.record(
            .no,
            event: "meeting",
            personKey: "a@example.org",
            actor: "anna",
            note: "Мария Петровна больна",
            now: 1
        )
        _ = try store.forget("office@example.org", actor: "anna", now: 2)
        let rows = try fixture.owner.first(
            "SELECT count(*) || coalesce(email, '-') || coalesce(note, '-') FROM attempts WHERE kind = 'answer'"
        ) { $0.text(0) }
        #expect(rows == "1--")
    }
}
