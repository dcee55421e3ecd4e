extension Schema {
    /// What letters were made of, and what tells whether one made anew is the one that went.
    static let editions = """
        -- Of an attempt for which a letter was made: when that was, from which edition, and the checksum of its bytes.
        ALTER TABLE attempts ADD COLUMN made_at INTEGER;
        ALTER TABLE attempts ADD COLUMN edition INTEGER;
        ALTER TABLE attempts ADD COLUMN checksum INTEGER;

        -- An event's files and what configuration says about its letters, as they were in force: `files` is an object of
        -- `edition_files.id` by path.
        CREATE TABLE editions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL,
            settings TEXT NOT NULL,
            files TEXT NOT NULL,
            -- NULL while it is in force.
            replaced_at INTEGER
        ) STRICT;
        CREATE INDEX editions_event ON editions (event);

        -- One file may be in many editions, and in those of several events.
        CREATE TABLE edition_files (id INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
        CREATE INDEX edition_files_checksum ON edition_files (checksum);

        -- What an invitee was before the row was changed, where letters had gone to them.
        CREATE TABLE invitee_versions (
            invitee_id INTEGER NOT NULL,
            replaced_at INTEGER NOT NULL,
            \(inviteeColumns.map { "\($0) TEXT" }.joined(separator: ", "))
        ) STRICT;
        CREATE INDEX invitee_versions_invitee ON invitee_versions (invitee_id);

        CREATE TRIGGER invitees_versioned
        AFTER UPDATE OF \(inviteeValues.joined(separator: ", ")) ON invitees
        WHEN (\(inviteeValues.map { "NEW.\($0) IS NOT OLD.\($0)" }.joined(separator: " OR ")))
            AND EXISTS (SELECT 1 FROM messages WHERE invitee_id = OLD.id AND attempts > 0) BEGIN
            INSERT INTO invitee_versions (invitee_id, replaced_at, \(inviteeColumns.joined(separator: ", ")))
            VALUES (OLD.id, \(nowMilliseconds), \(inviteeColumns.map { "OLD.\($0)" }.joined(separator: ", ")));
        END;

        -- Whoever is taken off the list is not kept beside it.
        CREATE TRIGGER invitees_gone AFTER DELETE ON invitees BEGIN
            DELETE FROM invitee_versions WHERE invitee_id = OLD.id;
        END;
        """

    /// The columns of an invitee that a letter may show.
    private static let inviteeValues = [
        "event", "email", "second_email", "name", "organization", "position", "region", "language",
        "time_zone", "details",
    ]
    private static let inviteeColumns = inviteeValues + ["person_key", "created_at", "updated_at"]
}
