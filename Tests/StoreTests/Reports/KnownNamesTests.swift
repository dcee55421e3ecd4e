@testable import Store
import Testing

@Suite("Which events and notifications are named")
struct KnownNamesTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    @Test("by messages, mailings, registrations and acts, each once and in order")
    func everywhere() throws {
        #expect(try store.eventNames().isEmpty && store.notificationNames().isEmpty)
        try store.connection.execute(
            """
            INSERT INTO messages (event, notification, lane, person_key, domain, email, state, due_at, ready_at, expires_at,
                created_at, updated_at)
            VALUES ('b', 'confirmation', 0, 'x@a', 'a', 'x@a', 'sent', 0, 0, 0, 0, 0),
                ('b', 'confirmation', 0, 'y@a', 'a', 'y@a', 'sent', 0, 0, 0, 0, 0);
            INSERT INTO mailings (event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, created_at,
                updated_at)
            VALUES ('a', 'invitation', 2, 0, 0, 0, 0, 'finished', 0, 0);
            INSERT INTO registrations (id, version, event, email, person_key, status, seen_at)
            VALUES (1, 1, 'd', 'x@a', 'x@a', 'registered', 0);
            INSERT INTO attempts (at, kind, outcome, event, notification) VALUES (0, 'admin', 'approved', 'c', 'thanks'),
                (0, 'admin', 'suppressed', NULL, NULL);
            """
        )
        #expect(try store.eventNames() == ["a", "b", "c", "d"])
        #expect(try store.notificationNames() == ["confirmation", "invitation", "thanks"])
        #expect(try store.notificationNames(event: "b") == ["confirmation"])
        #expect(try store.notificationNames(event: "d").isEmpty)
    }
}
