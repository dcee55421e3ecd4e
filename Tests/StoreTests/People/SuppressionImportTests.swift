import Store
import Testing
import TestSupport

@Suite("Many people put on the suppression list at once")
struct SuppressionImportTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func entry(
        _ name: String,
        _ scope: Suppression.Scope,
        _ reason: String? = nil
    ) -> SuppressionEntry {
        SuppressionEntry(personKey: "\(name)@example.org", scope: scope, reason: reason)
    }

    @Test(
        "who is new is added, bulk becomes all and never the other way round, who is there stays as they were"
    )
    func counts() throws {
        let store = fixture.store
        try store.suppress("anna@example.org", scope: .bulk, reason: "asked", actor: "clerk", now: 1)
        try store.suppress("boris@example.org", scope: .all, reason: "gone", actor: "clerk", now: 1)
        let entries = [
            entry("anna", .all, "moved"), entry("boris", .bulk, "x"), entry("vera", .bulk, "list"),
            entry("vera", .bulk), entry("vera", .all),
        ]
        let trial = try store.suppress(entries, actor: "clerk", now: 2, isTrial: true)
        #expect(try store.suppressions().count == 2)
        let counts = try store.suppress(entries, actor: "clerk", now: 2)
        #expect(counts == trial && counts.added == 1 && counts.widened == 2 && counts.unchanged == 2)
        #expect(
            try fixture.rows(
                "SELECT person_key || ' ' || scope || ' ' || coalesce(reason, '-') FROM suppressions"
            )
                == ["anna@example.org all moved", "boris@example.org all gone", "vera@example.org all -"]
        )
        // The same once more writes nothing, in the log either.
        let log = try fixture.rows("SELECT count(*) FROM attempts")
        #expect(try store.suppress(entries, actor: "clerk", now: 3).unchanged == 5)
        #expect(try fixture.rows("SELECT count(*) FROM attempts") == log)
    }
}
