extension Schema {
    /// Acts on whole mailings that messages of theirs have still to follow, in their order.
    static let following = """
        CREATE TABLE following (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            mailing_id INTEGER NOT NULL REFERENCES mailings (id) ON DELETE CASCADE,
            act TEXT NOT NULL,
            -- What the messages get.
            cause TEXT,
            reason TEXT,
            -- Which held messages are let go, by their causes.
            stopped_by TEXT,
            -- How those move that go; all NULL where they stay.
            not_before INTEGER,
            expires INTEGER,
            latest INTEGER,
            shift INTEGER,
            -- How far it is followed: the state, and the last message of it.
            step INTEGER NOT NULL DEFAULT 0,
            after INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX following_mailing ON following (mailing_id, id);
        """
}
