import SQLite
import TestSupport
import Testing

@testable import Store

@Suite("What forget leaves of a person")
struct ErasureTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws { fixture = try Fixture() }

    /// Every byte of every file beside the database, in lower case.
    private func bytes() throws -> String {
        try fixture.folder.names().map { try fixture.folder.text(of: $0) }.joined().lowercased()
    }

    private func isAnywhere(_ text: String) throws -> Bool { try bytes().contains(text.lowercased()) }

    /// Everything goes, without a log row that would keep it.
    private func sendAll() throws {
        try fixture.owner.run("UPDATE messages SET state = 'sending', claim = 1")
        try fixture.owner.run("UPDATE messages SET state = 'sent', sent_at = 5, claim = NULL")
    }

    /// A person under two addresses, with a letter to each, and what others have written about them.
    private func person() throws -> Int64 {
        let id = try fixture.register("early.persona@example.org") {
            $0.name = "Неповторимова Анна"
            $0.organization = "Unrepeatable Library"
            $0.details = #"{"diet":"unmistakable"}"#
        }
        var first = fixture.letter(about: id, "early.persona@example.org")
        (first.name, first.organization) = ("Неповторимова Анна", "Unrepeatable Library")
        try fixture.add([first], now: 1)
        try fixture.finish(.bounced(reason: "550 early.persona@example.org unknown"))
        try fixture.alter(id) { $0.email = "Late.Persona@example.org" }
        try fixture.add([fixture.letter(about: id, "Late.Persona@example.org", round: 1)], now: 1)
        for note in ["Неповторимова Анна rang", "not for LATE.persona@example.org"] {
            try store.log(nil, .admin, "held", actor: "olga", note: note, at: 5)
            try fixture.owner.run("UPDATE attempts SET note = ? WHERE id = 1", note)
        }
        _ = try fixture.invitation(to: 1)
        try fixture.owner.run("UPDATE mailings SET reason = 'late.persona@example.org complained'")
        try store.suppress(
            "other@example.org",
            reason: "for early.persona@example.org",
            actor: "olga",
            now: 6
        )
        try store.setMeta(MessageStore.relayTrouble + "r", "550 no <late.persona@example.org>")
        return id
    }

    @Test("no byte of addresses, name, organization and details, in any file; what is others' stays")
    func noByte() throws {
        _ = try person()
        let other = try fixture.register("other@example.org") { $0.name = "Другая Вера" }
        let traces = ["persona@example.org", "неповторимова", "Unrepeatable", "unmistakable"]
        for trace in traces { #expect(try isAnywhere(trace), "the test looks for what is there: \(trace)") }
        let erasure = try store.forget("late.PERSONA@example.org", actor: "olga", now: 9)
        #expect(erasure.isLogEmptied && erasure.registrations == 1 && erasure.messages == 2)
        for trace in traces { #expect(try !isAnywhere(trace), "\(trace)") }
        #expect(try isAnywhere("Другая Вера"))
        #expect(try store.person(.registration, id: other)?.name == "Другая Вера")
        #expect(try fixture.rows("SELECT count(*) FROM attempts WHERE outcome = 'held'") == ["2"])
    }

    @Test("pages that became free hold nothing either")
    func freePages() throws {
        let id = try fixture.register("a@example.org") {
            $0.details = #"{"x":""# + String(repeating: "secret-", count: 4000) + "\"}"
        }
        _ = try store.vanish(registration: id, now: 2)
        _ = try store.forget("a@example.org", actor: "olga", now: 3)
        #expect(try !isAnywhere("secret-"))
    }

    @Test("while somebody reads, the log cannot be emptied: it is told, remembered, and done later")
    func reader() throws {
        try fixture.register("unique.persona@example.org")
        let reader = try Connection(path: store.databasePath, mode: .readOnly)
        try reader.execute("BEGIN; SELECT count(*) FROM messages")
        #expect(try !store.forget("unique.persona@example.org", actor: "olga", now: 3).isLogEmptied)
        #expect(try store.mustEmptyLog())
        #expect(try !store.emptyLog())
        try reader.execute("ROLLBACK")
        #expect(try store.emptyLog())
        #expect(try !store.mustEmptyLog())
        #expect(try !isAnywhere("unique.persona"))
    }

    @Test("an import says who asked to be forgotten, and a mailing does not go to them twice")
    func known() throws {
        let mailing = try fixture.invitation(to: 2)
        try sendAll()
        _ = try store.forget("i0@example.org", actor: "olga", now: 9)
        let again = [InviteeRecord(email: "I0@example.org"), InviteeRecord(email: "new@example.org")]
        #expect(try store.importInvitees(again, event: "meeting").forgotten == 1)
        #expect(try store.isForgotten("i0@example.org"))
        #expect(try !store.isForgotten("i1@example.org"))
        var invitation = fixture.message("i0@example.org", notification: "invitation", priority: .bulk)
        invitation.mailing = mailing.id
        #expect(try fixture.add([invitation], now: 10).isEmpty)
        // What they ask for themselves comes as to anybody.
        #expect(try fixture.add([fixture.message("i0@example.org")], now: 10).count == 1)
        // A second erasure of the same person, with a letter of the same kind, is no conflict.
        #expect(try store.forget("i0@example.org", actor: "olga", now: 11).invitees == 1)
    }

    @Test("the key of the hashes is in a file of its own, and without it nobody is found")
    func key() throws {
        try store.suppress("a@example.org", reason: nil, actor: nil, now: 1)
        _ = try store.forget("a@example.org", actor: "olga", now: 2)
        #expect(try store.isSuppressed("a@example.org", priority: .prompted))
        let copy = fixture.folder.path("copy.db")
        try store.backup(to: copy)
        #expect(try !MessageStore(path: copy).isSuppressed("a@example.org", priority: .prompted))
        #expect(try MessageStore(path: copy).hasLostErasureKey())
        try fixture.folder.write(fixture.folder.bytes(of: "vestnik.db-key"), to: "copy.db-key")
        #expect(try MessageStore(path: copy).isSuppressed("a@example.org", priority: .prompted))
        #expect(try !store.hasLostErasureKey())
    }

    @Test("registrations that only the intake knows are erased there")
    func unread() throws {
        let erasure = try store.forget("a@example.org", unread: [7, 9], actor: "olga", now: 3)
        #expect(erasure.inIntake == [7, 9])
        #expect(try store.pendingErasures(limit: 9) == [7, 9])
    }

    @Test("export finds letters to every address that the person had", arguments: ["early", "late"])
    func export(_ name: String) throws {
        let id = try fixture.register("early@example.org")
        try fixture.add([fixture.letter(about: id, "early@example.org")], now: 1)
        try fixture.alter(id) { $0.email = "late@example.org" }
        try fixture.add([fixture.letter(about: id, "late@example.org", round: 1)], now: 1)
        let letters = try store.export("\(name)@example.org").filter { $0.table == "messages" }
        #expect(letters.count == 2)
    }

    @Test("retention erases invitees of events that are over, and whose letters of mailings were")
    func retention() throws {
        let mailing = try fixture.invitation(to: 2)
        let later = "UPDATE invitees SET updated_at = '2020-01-01T00:00:00.000Z'"
        try fixture.owner.execute("DROP TRIGGER invitees_touched; \(later)")
        let limit: Int64 = 1_700_000_000_000
        // Something waits for them.
        try store.purge(logBefore: limit, registrationsBefore: limit, now: limit)
        #expect(try fixture.rows("SELECT count(*) FROM invitees") == ["2"])
        try sendAll()
        try fixture.owner.run("UPDATE mailings SET state = 'finished'")
        // The event still counts.
        try store.purge(logBefore: 0, registrationsBefore: limit, except: ["meeting"], now: limit)
        #expect(try fixture.rows("SELECT count(*) FROM invitees") == ["2"])
        try store.purge(logBefore: limit, registrationsBefore: limit, now: limit)
        #expect(try fixture.rows("SELECT count(*) FROM invitees") == ["0"])
        // The mailing's states still add up.
        #expect(try fixture.rows("SELECT email, count(*) FROM messages GROUP BY email") == ["|2"])
        #expect(try store.mailing(id: mailing.id)?.audience == 2)
        #expect(try store.emptyLog())
        #expect(try !isAnywhere("i1@example.org"))
    }
}
