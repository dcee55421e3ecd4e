extension Schema {
    /// What is known of people: registrations as the intake was seen last, their earlier versions, and the invitation
    /// list.
    ///
    /// The list may be written by the database's owner with plain SQL: a plain writer never fails but for a CHECK, an
    /// explicit NULL gets the default. AUTOINCREMENT keeps the id of a deleted row from naming another person later.
    static let peoplesTables = """
        -- The id is the intake's. `person_key` is the person's identity, the same in every rule.
        CREATE TABLE registrations (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            event TEXT NOT NULL,
            key TEXT,
            email TEXT NOT NULL,
            person_key TEXT NOT NULL,
            name TEXT,
            organization TEXT,
            position TEXT,
            region TEXT,
            language TEXT,
            time_zone TEXT,
            status TEXT NOT NULL,
            details TEXT,
            faults TEXT,
            created_at TEXT,
            updated_at TEXT,
            seen_at INTEGER NOT NULL
        ) STRICT;

        -- What a registration was before it was changed or deleted: letters tell from which version they were made.
        CREATE TABLE versions (
            registration_id INTEGER NOT NULL,
            version INTEGER NOT NULL,
            event TEXT NOT NULL,
            key TEXT,
            email TEXT NOT NULL,
            person_key TEXT NOT NULL,
            name TEXT,
            organization TEXT,
            position TEXT,
            region TEXT,
            language TEXT,
            time_zone TEXT,
            status TEXT NOT NULL,
            details TEXT,
            faults TEXT,
            created_at TEXT,
            updated_at TEXT,
            seen_at INTEGER NOT NULL,
            replaced_at INTEGER NOT NULL,
            PRIMARY KEY (registration_id, version)
        ) STRICT, WITHOUT ROWID;

        -- People to be looked at again: something about them was in flight, or their event has no folder yet.
        CREATE TABLE looks (
            event TEXT NOT NULL,
            person_key TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (event, person_key)
        ) STRICT, WITHOUT ROWID;

        -- The facts of an event that its letters told or tell: name, dates, hours, zone, venue.
        CREATE TABLE event_facts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            facts TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;

        -- Registrations that are erased here, and in the intake not yet: worked off by the daemon, or by `vestnik forget`.
        CREATE TABLE erasures (registration_id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;

        -- People who asked to be forgotten, by a hash whose key lies in a file of its own: whoever has this file alone cannot
        -- find out whether somebody is among them.
        CREATE TABLE forgotten (person_hash TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

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
            -- The identities behind both addresses; NULL where plain SQL wrote the row and nobody has looked yet.
            person_key TEXT,
            second_key TEXT,
            created_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText)),
            updated_at TEXT NOT NULL ON CONFLICT REPLACE DEFAULT (\(nowText))
        ) STRICT;
        """

    /// The tables that this program alone writes.
    ///
    /// Moments are milliseconds since 1970 UTC.
    static let ownTables = """
        CREATE TABLE mailings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            notification TEXT NOT NULL,
            lane INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            -- The hour that the rule names, by the event's clock, and since when it has named that hour.
            nominal_at INTEGER NOT NULL,
            planned_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            cause TEXT,
            reason TEXT,
            -- Invitees up to this id get it, though they were imported after it went.
            late_invitee INTEGER,
            -- Whether what stopped it holds each of its waiting messages as well.
            holds_messages INTEGER NOT NULL DEFAULT 0,
            audience INTEGER,
            approvers INTEGER NOT NULL DEFAULT 0,
            frozen_at INTEGER,
            -- While the audience is gathered: the last row that was asked, the last one to be asked, how many belong to
            -- it so far, and how many were there at the start; all NULL before and after.
            gathered INTEGER,
            gather_to INTEGER,
            gathered_people INTEGER,
            gather_total INTEGER,
            -- The facts that it tells, where it tells moved facts.
            facts INTEGER,
            finished_at INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            UNIQUE (event, notification)
        ) STRICT;

        CREATE TABLE approvals (
            mailing_id INTEGER NOT NULL REFERENCES mailings (id) ON DELETE CASCADE,
            -- Who it is, by the system's word; `actor` is what the log calls them.
            identity TEXT NOT NULL,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (mailing_id, identity)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            notification TEXT NOT NULL,
            round INTEGER NOT NULL DEFAULT 0,
            lane INTEGER NOT NULL,
            -- Deferred, as what is checked at once would make SQLite ready to undo each statement by itself.
            mailing_id INTEGER REFERENCES mailings (id) DEFERRABLE INITIALLY DEFERRED,
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
            state TEXT NOT NULL CHECK (\(anyOf("state", MessageState.allCases.map(\.rawValue)))),
            cause TEXT,
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
            -- Of a letter about a registration: the status, the version and the facts that it tells.
            tells TEXT,
            version INTEGER,
            facts INTEGER,
            -- The calendar entry that it carries: its method and its UID.
            entry TEXT,
            uid TEXT,
            -- The mailbox that limits count by, where that is not the person's identity.
            limit_key TEXT,
            -- The letter that it sends again, where a person asked for that.
            resend_of INTEGER,
            claim INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            -- Each person gets each notification at most once; rounds tell repeated ones apart. The person first, for it
            -- is by person that letters are looked for.
            UNIQUE (person_key, event, notification, round),
            CHECK ((state = 'sending') = (claim IS NOT NULL))
        ) STRICT;

        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            message INTEGER REFERENCES messages (id),
            kind TEXT NOT NULL
                CHECK (\(anyOf("kind", LogKind.allCases.map(\.rawValue)))),
            outcome TEXT,
            relay TEXT,
            code INTEGER,
            enhanced_code TEXT,
            reply TEXT,
            tls TEXT,
            duration_ms INTEGER,
            actor TEXT,
            note TEXT,
            -- Of an act that concerns no message: a whole mailing, an address, a trial letter.
            event TEXT,
            notification TEXT,
            -- So too, or where the letter went before it was sent to another address.
            email TEXT
        ) STRICT;

        -- Messages whose state `registration_delivery` of the intake does not show yet, each change a row: kept by triggers.
        CREATE TABLE delivery_outbox (id INTEGER PRIMARY KEY, message INTEGER NOT NULL) STRICT;

        CREATE TABLE suppressions (
            person_key TEXT PRIMARY KEY,
            scope TEXT NOT NULL CHECK (scope IN ('all', 'bulk')),
            reason TEXT,
            actor TEXT,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Mail that came back about a letter that it shows: what it says, as words for programs. What people read is in
        -- `attempts`.
        CREATE TABLE returned (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            message INTEGER NOT NULL,
            person_key TEXT,
            kind TEXT NOT NULL,
            action TEXT,
            class TEXT,
            status TEXT
        ) STRICT;

        -- How much mail came back in all, by its kind.
        CREATE TABLE returned_counts (kind TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        -- How far the mailbox of returned mail was read, and what is recorded of it that may still lie there as new.
        CREATE TABLE mailbox (
            identity TEXT PRIMARY KEY,
            validity INTEGER,
            uid INTEGER,
            inherited INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mailbox_unsettled (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

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
            ('epoch', lower(hex(randomblob(16)))), ('sequence', '0');

        CREATE TABLE regions (
            code TEXT PRIMARY KEY, iso TEXT, name TEXT NOT NULL, name_en TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE region_keys (
            key TEXT PRIMARY KEY COLLATE NOCASE, code TEXT NOT NULL REFERENCES regions (code)
        ) STRICT, WITHOUT ROWID;
        """

    static let indexes = """
        CREATE INDEX registrations_person ON registrations (event, person_key);
        CREATE INDEX invitees_person ON invitees (event, person_key);
        CREATE INDEX invitees_second ON invitees (event, second_key) WHERE second_key IS NOT NULL;
        CREATE INDEX invitees_unknown ON invitees (id) WHERE person_key IS NULL;
        -- Where the people of an audience are is told by steps from one place to the next, however many are there.
        CREATE INDEX registrations_places ON registrations (event, status, \(zoneKey("")), \(regionKey("")));
        CREATE INDEX invitees_places ON invitees (event, \(zoneKey("")), \(regionKey("")));

        -- A claim reads one of these two; each waiting message is in exactly one of them.
        CREATE INDEX messages_ready ON messages (lane, ready_at, id, domain)
            WHERE \(MessageState.waiting()) AND mailing_id IS NULL;
        CREATE INDEX messages_mailing_ready ON messages (mailing_id, ready_at, id, domain)
            WHERE \(MessageState.waiting()) AND mailing_id IS NOT NULL;
        CREATE INDEX messages_expiring ON messages (expires_at) WHERE \(MessageState.waiting());
        CREATE INDEX messages_rejected ON messages (event, notification) WHERE state = 'rejected';
        CREATE INDEX messages_claimed ON messages (claim) WHERE claim IS NOT NULL;
        CREATE INDEX messages_mailing ON messages (mailing_id, state) WHERE mailing_id IS NOT NULL;
        CREATE INDEX messages_answered ON messages (event, notification)
            WHERE cause = '\(MessageCause.answered.rawValue)';
        CREATE INDEX messages_limit ON messages (limit_key) WHERE limit_key IS NOT NULL;
        CREATE INDEX messages_again ON messages (resend_of) WHERE resend_of IS NOT NULL;
        CREATE INDEX messages_registration ON messages (registration_id) WHERE registration_id IS NOT NULL;
        CREATE INDEX messages_invitee ON messages (invitee_id) WHERE invitee_id IS NOT NULL;
        CREATE INDEX returned_message ON returned (message);
        CREATE INDEX returned_person ON returned (person_key, id) WHERE person_key IS NOT NULL;
        CREATE INDEX attempts_message ON attempts (message);
        CREATE INDEX attempts_at ON attempts (at);
        -- What people did that no letter is about: trials, answers by telephone, the suppression list.
        CREATE INDEX attempts_person ON attempts (email, event) WHERE message IS NULL AND email IS NOT NULL;
        """

    /// What places are told apart by: nobody's own zone and an empty one are the same.
    static func zoneKey(_ table: String) -> String { "coalesce(\(column("time_zone", of: table)), '')" }

    /// So, too, the region.
    static func regionKey(_ table: String) -> String { "coalesce(\(column("region", of: table)), '')" }

    private static func column(_ name: String, of table: String) -> String {
        table.isEmpty ? name : "\(table).\(name)"
    }
}
