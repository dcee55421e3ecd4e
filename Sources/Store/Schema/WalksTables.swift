extension Schema {
    /// Indexes by which lists on their way were asked for whoever is erased, and for nothing else.
    ///
    /// Each part of a list brought so many pages of these with it as it has rows. A walk along the list finds them as well
    /// (``ErasedAside``).
    static let withoutImportIndexes = """
        DROP INDEX import_rows_person;
        DROP INDEX import_rows_second;
        """

    /// What concerns all who are registered for an event is done by a walk along them, some at a time; and who waits to be
    /// looked at is counted along, for people of an event that has no folder are many and wait for long.
    static let walks = """
        CREATE TABLE look_walks (
            event TEXT PRIMARY KEY,
            -- The last registration that was passed, and the last one to be passed: who comes later is looked at anyway.
            after INTEGER NOT NULL,
            through INTEGER NOT NULL,
            -- How many of the event were passed.
            passed INTEGER NOT NULL,
            even_cancelled INTEGER NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE look_counts (event TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO look_counts (event, count) SELECT event, count(*) FROM looks GROUP BY event;
        CREATE TRIGGER looks_counted AFTER INSERT ON looks BEGIN
            INSERT INTO look_counts (event, count) VALUES (NEW.event, 1) ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER looks_taken AFTER DELETE ON looks BEGIN
            UPDATE look_counts SET count = count - 1 WHERE event = OLD.event;
        END;

        -- Registrations that were seen first when their event was called off: few, whoever else is registered.
        CREATE TABLE late_registrations (registration_id INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT;
        INSERT INTO late_registrations (registration_id, event)
            SELECT r.id, r.event FROM meta c JOIN registrations r ON r.event = substr(c.key, 12)
            WHERE c.key GLOB 'called_off:*' AND r.created_at >= \(utc("CAST(c.value AS INTEGER)"));
        """
}
