import SQLite
import Testing
import TestSupport

@Suite("The clock of statements")
struct StatementClockTests {
    @Test(
        "SQLite's now is the moment that was set, in triggers too, until the system's clock is wanted again"
    )
    func now() throws {
        let folder = try TemporaryFolder()
        try StatementClock.set(1_700_000_000_125)
        let connection = try Connection(path: folder.path("clock.db"))
        try connection.execute(
            """
            CREATE TABLE rows (name TEXT);
            CREATE TABLE log (at TEXT);
            CREATE TRIGGER noted AFTER INSERT ON rows BEGIN
                INSERT INTO log VALUES (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
            END;
            INSERT INTO rows VALUES ('a');
            """
        )
        #expect(try connection.first("SELECT at FROM log") { $0.text(0) } == "2023-11-14T22:13:20.125Z")
        #expect(try connection.integer("SELECT unixepoch()") == 1_700_000_000)
        try StatementClock.set(nil)
        #expect(try connection.integer("SELECT unixepoch()") > 1_750_000_000)
    }
}
