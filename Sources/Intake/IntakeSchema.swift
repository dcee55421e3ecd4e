internal import SQLite

/// The intake's schema: what ought to be in the web site's file.
enum IntakeSchema {
    /// Kept in `PRAGMA user_version`.
    static let version: Int64 = 1
    /// Stands there instead from a repair on until every row was read again, so that it is not forgotten in a crash.
    static let unreadVersion: Int64 = 0

    /// The tables, in the order in which they are made: registrations count on behind what the others know.
    static let tables = ["registration_delivery", "changes", "registrations"]

    /// The columns of `registrations` that a site gives, in the table's order.
    static let given = [
        "event", "key", "email", "name", "organization", "position", "region", "language", "time_zone",
        "status", "details",
    ]

    /// The columns whose rows survive when a table has to be made anew; those of `changes` need not.
    static let kept = [
        "registrations": ["id"] + given + ["created_at", "updated_at"],
        "registration_delivery": [
            "registration_id", "notification", "state", "reason", "sent_at", "updated_at",
            "answer",
        ],
    ]

    /// The words of `status`.
    static let statuses = ["registered", "confirmed", "waitlisted", "cancelled"]

    /// The statement that makes a table.
    static func table(_ name: String) -> String {
        switch name {
        case "registrations": registrations
        case "registration_delivery": registrationDelivery
        default: changes
        }
    }

    /// A plain writer never fails but for a CHECK: an explicit NULL gets the default.
    ///
    /// AUTOINCREMENT keeps the id of a
    /// deleted row from naming another person later.
    private static let registrations = """
        CREATE TABLE registrations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            key TEXT,
            email TEXT NOT NULL,
            name TEXT,
            organization TEXT,
            position TEXT,
            region TEXT,
            language TEXT,
            time_zone TEXT,
            status TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'registered'
                CHECK (\(statuses.map { "status = '\($0)'" }.joined(separator: " OR "))),
            details TEXT,
            created_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText)),
            updated_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText)),
            UNIQUE (event, key)
        ) STRICT
        """

    private static let registrationDelivery = """
        CREATE TABLE registration_delivery (
            registration_id INTEGER NOT NULL,
            notification TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            sent_at TEXT,
            updated_at TEXT NOT NULL,
            answer TEXT,
            PRIMARY KEY (registration_id, notification)
        ) STRICT, WITHOUT ROWID
        """

    /// The queue: a row says "look at this registration", no more.
    ///
    /// Nobody but the reader removes one, so an id is free for another row only after its own was settled.
    /// Without AUTOINCREMENT, so that no row can use up the ids: beside an id of 2⁶³ − 1 SQLite chooses free ones.
    private static let changes = """
        CREATE TABLE changes (
            id INTEGER PRIMARY KEY,
            registration_id INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) STRICT
        """

    /// The triggers, by name; all are of `registrations`, and queue changes inside the writer's own transaction.
    ///
    /// They work for every writer of SQLite 3.37 and newer, with foreign keys and recursive triggers on or off:
    /// - A statement's `OR REPLACE`, `OR IGNORE` reaches into its triggers, so nothing here may conflict.
    /// - `OR REPLACE` removes rows without a delete trigger (recursive triggers off): a row of the same id is queued as
    ///   the new one, a row of the same key before the statement removes it.
    /// - The inner UPDATE of the times fires `registrations_touched` again only when it has something left to do.
    /// - The rule of `details` is no CHECK: before 3.41 SQLite does not read a schema whose tables call functions of
    /// JSON   when it is told not to trust it, which is how we open the file.
    /// - A row too many in the queue costs a look; one too few, a letter.
    static let triggers: [(name: String, sql: String)] = [
        (
            "registrations_inserting",
            """
            CREATE TRIGGER registrations_inserting BEFORE INSERT ON registrations WHEN \(isNoObject("NEW.details")) BEGIN
                SELECT RAISE(ABORT, 'details must be a JSON object');
            END
            """
        ),
        (
            "registrations_updating",
            """
            CREATE TRIGGER registrations_updating BEFORE UPDATE OF details ON registrations
            WHEN \(isNoObject("NEW.details")) BEGIN
                SELECT RAISE(ABORT, 'details must be a JSON object');
            END
            """
        ),
        (
            "registrations_replacing",
            """
            CREATE TRIGGER registrations_replacing BEFORE INSERT ON registrations WHEN NEW.key IS NOT NULL BEGIN
                INSERT INTO changes (registration_id, at) SELECT id, \(nowMilliseconds)
                    FROM registrations WHERE event = NEW.event AND key = NEW.key;
            END
            """
        ),
        (
            "registrations_inserted",
            """
            CREATE TRIGGER registrations_inserted AFTER INSERT ON registrations BEGIN
                INSERT INTO changes (registration_id, at) VALUES (NEW.id, \(nowMilliseconds));
            END
            """
        ),
        (
            "registrations_timed",
            """
            CREATE TRIGGER registrations_timed AFTER INSERT ON registrations
            WHEN NEW.created_at IS NOT NEW.updated_at OR NEW.created_at IS NOT \(nowText) BEGIN
                UPDATE registrations SET created_at = \(nowText), updated_at = \(nowText) WHERE id = NEW.id;
            END
            """
        ),
        (
            "registrations_rekeying",
            """
            CREATE TRIGGER registrations_rekeying BEFORE UPDATE OF event, key ON registrations
            WHEN NEW.key IS NOT NULL BEGIN
                INSERT INTO changes (registration_id, at) SELECT id, \(nowMilliseconds)
                    FROM registrations WHERE event = NEW.event AND key = NEW.key AND id IS NOT OLD.id;
            END
            """
        ),
        (
            "registrations_updated",
            """
            CREATE TRIGGER registrations_updated AFTER UPDATE OF id, \(given.joined(separator: ", ")) ON registrations
            WHEN \((["id"] + given).map { "NEW.\($0) IS NOT OLD.\($0)" }.joined(separator: " OR ")) BEGIN
                INSERT INTO changes (registration_id, at) VALUES (NEW.id, \(nowMilliseconds));
                INSERT INTO changes (registration_id, at) SELECT OLD.id, \(nowMilliseconds) WHERE OLD.id IS NOT NEW.id;
            END
            """
        ),
        (
            "registrations_touched",
            """
            CREATE TRIGGER registrations_touched AFTER UPDATE ON registrations
            WHEN NEW.updated_at IS NOT \(nowText) BEGIN
                UPDATE registrations SET created_at = OLD.created_at, updated_at = \(nowText) WHERE id = NEW.id;
            END
            """
        ),
        (
            "registrations_deleted",
            """
            CREATE TRIGGER registrations_deleted AFTER DELETE ON registrations BEGIN
                INSERT INTO changes (registration_id, at) VALUES (OLD.id, \(nowMilliseconds));
            END
            """
        ),
    ]

    /// The condition that a text is there and is no JSON object.
    private static func isNoObject(_ text: String) -> String {
        "\(text) IS NOT NULL AND CASE WHEN json_valid(\(text)) THEN json_type(\(text)) <> 'object' ELSE 1 END"
    }

    /// The moment of the statement as RFC 3339 in UTC; the same throughout one statement and its triggers.
    static let nowText = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

    /// The moment of the statement in milliseconds since 1970 UTC; `unixepoch('subsec')` is too new for writers of
    /// 3.37.
    static let nowMilliseconds = "CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)"

    /// What `sqlite_schema` says of all this: the text as SQLite itself keeps it.
    static func expected() throws(SQLiteError) -> [SchemaObject] {
        let scratch = try Connection(path: ":memory:", mode: .readWrite)
        for name in tables { try scratch.execute(table(name)) }
        for trigger in triggers { try scratch.execute(trigger.sql) }
        return try SchemaObject.all(in: scratch).filter { $0.sql != nil && $0.table != "sqlite_sequence" }
    }
}

/// A row of `sqlite_schema`.
struct SchemaObject: Hashable {
    /// `table`, `index`, `view` or `trigger`.
    var type: String
    var name: String
    /// The table that an index or trigger belongs to; else the object's own name.
    var table: String
    /// nil for what SQLite made by itself.
    var sql: String?

    /// More than this many objects are nobody's schema.
    private static let most = 10_000

    /// Everything that a file's schema has, in its order.
    static func all(in connection: Connection) throws(SQLiteError) -> [SchemaObject] {
        var found: [SchemaObject] = []
        try connection.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema") { row in
            found.append(
                SchemaObject(
                    type: row.text(0),
                    name: row.text(1),
                    table: row.text(2),
                    sql: row.optionalText(3)
                )
            )
            return found.count < most
        }
        return found
    }

    /// A name as SQL quotes it.
    static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
