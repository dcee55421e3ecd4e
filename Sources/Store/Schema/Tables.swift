extension Schema {
    /// The tables that others write with plain SQL.
    ///
    /// A plain writer never fails but for a CHECK: an explicit NULL gets the default. AUTOINCREMENT keeps the id of a
    /// deleted row from naming another person later.
    static let writersTables = """
        CREATE TABLE registrations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            email TEXT NOT NULL,
            name TEXT,
            organization TEXT,
            position TEXT,
            region TEXT,
            language TEXT,
            time_zone TEXT,
            status TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'registered'
                CHECK (status IN ('registered', 'confirmed', 'waitlisted', 'cancelled')),
            details TEXT CHECK (details IS NULL OR (json_valid(details) AND json_type(details) = 'object')),
            created_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText)),
            updated_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText))
        ) STRICT;

        CREATE TABLE invitees (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            email TEXT NOT NULL,
            name TEXT,
            organization TEXT,
            position TEXT,
            region TEXT,
            language TEXT,
            time_zone TEXT,
            details TEXT CHECK (details IS NULL OR (json_valid(details) AND json_type(details) = 'object')),
            second_email TEXT,
            created_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText)),
            updated_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText))
        ) STRICT;
        """

    /// The tables that this program alone writes.
    ///
    /// Moments are milliseconds since 1970 UTC.
    static let ownTables = """
        -- What registrations ask for: kept by triggers, taken by the planner.
        CREATE TABLE prompts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            registration_id INTEGER NOT NULL,
            event TEXT NOT NULL,
            kind TEXT NOT NULL,
            is_insert INTEGER NOT NULL DEFAULT 0,
            old TEXT,
            new TEXT,
            at INTEGER NOT NULL
        ) STRICT;

        -- The row that an INSERT OR REPLACE is about to remove: at most one, and only within that statement.
        CREATE TABLE replaced (id INTEGER, event TEXT, status TEXT, old TEXT) STRICT;

        CREATE TABLE mailings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            notification TEXT NOT NULL,
            lane INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            -- Whether what stopped it holds each of its waiting messages as well.
            holds_messages INTEGER NOT NULL DEFAULT 0,
            audience INTEGER,
            approvers INTEGER NOT NULL DEFAULT 0,
            wave INTEGER NOT NULL DEFAULT 0,
            resume_at INTEGER,
            data TEXT,
            frozen_at INTEGER,
            finished_at INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            UNIQUE (event, notification)
        ) STRICT;

        CREATE TABLE approvals (
            mailing_id INTEGER NOT NULL REFERENCES mailings (id) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (mailing_id, actor)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            notification TEXT NOT NULL,
            round INTEGER NOT NULL DEFAULT 0,
            lane INTEGER NOT NULL,
            mailing_id INTEGER REFERENCES mailings (id),
            person_key TEXT NOT NULL,
            domain TEXT NOT NULL,
            email TEXT NOT NULL,
            name TEXT,
            region TEXT,
            organization TEXT,
            language TEXT,
            time_zone TEXT,
            registration_id INTEGER,
            invitee_id INTEGER,
            state TEXT NOT NULL CHECK (state IN (\(stateList))),
            reason TEXT,
            attempts INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER NOT NULL,
            ready_at INTEGER NOT NULL,
            next_attempt_at INTEGER,
            expires_at INTEGER NOT NULL,
            sent_at INTEGER,
            code INTEGER,
            enhanced_code TEXT,
            reply TEXT,
            relay TEXT,
            message_id TEXT,
            sequence INTEGER NOT NULL DEFAULT 0,
            data TEXT,
            claim INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            -- Each person gets each notification at most once; rounds tell repeated ones apart.
            UNIQUE (event, notification, person_key, round),
            CHECK ((state = 'sending') = (claim IS NOT NULL))
        ) STRICT;

        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            message INTEGER REFERENCES messages (id),
            kind TEXT NOT NULL
                CHECK (kind IN ('attempt', 'dsn', 'auto_reply', 'answer', 'unsubscribe', 'admin')),
            outcome TEXT,
            relay TEXT,
            code INTEGER,
            enhanced_code TEXT,
            reply TEXT,
            tls TEXT,
            duration_ms INTEGER,
            actor TEXT,
            note TEXT,
            -- Of an act that concerns a whole mailing, and so no message.
            event TEXT,
            notification TEXT
        ) STRICT;

        CREATE TABLE suppressions (
            person_key TEXT PRIMARY KEY,
            scope TEXT NOT NULL CHECK (scope IN ('all', 'bulk')),
            reason TEXT,
            actor TEXT,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- How much went through a relay or to a domain, by the minute.
        CREATE TABLE relay_usage (
            scope TEXT NOT NULL,
            name TEXT NOT NULL,
            minute INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (scope, name, minute)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO meta (key, value) VALUES
            ('epoch', lower(hex(randomblob(16)))), ('salt', lower(hex(randomblob(16)))), ('sequence', '0');

        CREATE TABLE regions (
            code TEXT PRIMARY KEY, iso TEXT, name TEXT NOT NULL, name_en TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE region_keys (
            key TEXT PRIMARY KEY COLLATE NOCASE, code TEXT NOT NULL REFERENCES regions (code)
        ) STRICT, WITHOUT ROWID;
        """

    /// NOCASE folds ASCII alone and is built into every SQLite; `lower` may be replaced by an extension.
    static let indexes = """
        CREATE INDEX registrations_person ON registrations (event, email COLLATE NOCASE);
        CREATE INDEX invitees_person ON invitees (event, email COLLATE NOCASE);
        CREATE INDEX prompts_registration ON prompts (registration_id);

        -- A claim reads one of these two; each waiting message is in exactly one of them.
        CREATE INDEX messages_ready ON messages (lane, ready_at, id, domain)
            WHERE \(MessageState.waiting()) AND mailing_id IS NULL;
        CREATE INDEX messages_mailing_ready ON messages (mailing_id, ready_at, id, domain)
            WHERE \(MessageState.waiting()) AND mailing_id IS NOT NULL;
        CREATE INDEX messages_expiring ON messages (expires_at) WHERE \(MessageState.waiting());
        CREATE INDEX messages_claimed ON messages (claim) WHERE claim IS NOT NULL;
        CREATE INDEX messages_mailing ON messages (mailing_id, state) WHERE mailing_id IS NOT NULL;
        CREATE INDEX messages_person ON messages (person_key);
        CREATE INDEX messages_registration ON messages (registration_id) WHERE registration_id IS NOT NULL;
        CREATE INDEX messages_invitee ON messages (invitee_id) WHERE invitee_id IS NOT NULL;
        CREATE INDEX attempts_message ON attempts (message);
        CREATE INDEX attempts_at ON attempts (at);
        """

    private static let stateList =
        MessageState.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
}
