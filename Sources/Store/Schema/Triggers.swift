extension Schema {
    /// The triggers that queue what registrations ask for, inside the writer's own transaction.
    ///
    /// They work for every writer of SQLite 3.37 and newer, with foreign keys on or off and recursive triggers on or off:
    /// - A statement's `OR REPLACE`, `OR IGNORE` reaches into its triggers, so nothing here may conflict.
    /// - `INSERT OR REPLACE` removes a row without a delete trigger (recursive triggers off), so the row about to go is
    ///   noted before the insert; it tells an edit by REPLACE from a new registration.
    /// - The inner UPDATE of the times fires `registrations_touched` again only when it has something left to do.
    static let triggers = """
        CREATE TRIGGER registrations_inserting BEFORE INSERT ON registrations BEGIN
            DELETE FROM replaced;
            INSERT INTO replaced (id, event, status, old)
                SELECT id, event, status, \(snapshot("registrations"))
                FROM registrations WHERE id = NEW.id;
        END;

        CREATE TRIGGER registrations_inserted AFTER INSERT ON registrations BEGIN
            UPDATE registrations SET created_at = \(nowText), updated_at = \(nowText)
                WHERE id = NEW.id AND (created_at IS NOT \(nowText) OR updated_at IS NOT \(nowText));
            DELETE FROM prompts WHERE registration_id = NEW.id AND kind = 'deleted'
                AND EXISTS (SELECT 1 FROM replaced WHERE id = NEW.id);
            INSERT INTO prompts (registration_id, event, kind, is_insert, at)
                SELECT NEW.id, NEW.event, NEW.status,
                    NOT EXISTS (SELECT 1 FROM replaced WHERE id = NEW.id), \(nowMilliseconds)
                WHERE NOT EXISTS (
                    SELECT 1 FROM replaced WHERE id = NEW.id AND event = NEW.event AND status = NEW.status);
            \(changed(old: "(SELECT old FROM replaced WHERE id = NEW.id)"))
            \(readdressed(old: "(SELECT json_extract(old, '$.email') FROM replaced WHERE id = NEW.id)"))
            DELETE FROM replaced;
        END;

        CREATE TRIGGER registrations_readdressed AFTER UPDATE OF email ON registrations BEGIN
            \(readdressed(old: "OLD.email"))
        END;

        CREATE TRIGGER registrations_status AFTER UPDATE OF status, event ON registrations
        WHEN NEW.status IS NOT OLD.status OR NEW.event IS NOT OLD.event BEGIN
            INSERT INTO prompts (registration_id, event, kind, at)
                VALUES (NEW.id, NEW.event, NEW.status, \(nowMilliseconds));
        END;

        CREATE TRIGGER registrations_changed
        AFTER UPDATE OF email, name, organization, position, region, details ON registrations BEGIN
            \(changed(old: snapshot("OLD")))
        END;

        CREATE TRIGGER registrations_touched AFTER UPDATE ON registrations
        WHEN NEW.updated_at IS NOT \(nowText) BEGIN
            UPDATE registrations SET created_at = OLD.created_at, updated_at = \(nowText) WHERE id = NEW.id;
        END;

        CREATE TRIGGER registrations_deleted AFTER DELETE ON registrations BEGIN
            DELETE FROM prompts WHERE registration_id = OLD.id AND kind = 'changed';
            INSERT INTO prompts (registration_id, event, kind, at)
                VALUES (OLD.id, OLD.event, 'deleted', \(nowMilliseconds));
        END;

        CREATE TRIGGER invitees_touched AFTER UPDATE ON invitees
        WHEN NEW.updated_at IS NOT \(nowText) BEGIN
            UPDATE invitees SET created_at = OLD.created_at, updated_at = \(nowText) WHERE id = NEW.id;
        END;
        """

    /// Queues a change of columns, or widens the one that waits: the first old values stay, the last new ones count.
    ///
    /// Nothing is queued while the insert itself waits: its letter will tell the new values anyway.
    private static func changed(old: String) -> String {
        """
        UPDATE prompts SET new = \(snapshot("NEW")), at = \(nowMilliseconds)
                WHERE registration_id = NEW.id AND kind = 'changed' AND \(old) IS NOT \(snapshot("NEW"));
            INSERT INTO prompts (registration_id, event, kind, old, new, at)
                SELECT NEW.id, NEW.event, 'changed', \(old), \(snapshot("NEW")), \(nowMilliseconds)
                WHERE \(old) IS NOT NULL AND \(old) IS NOT \(snapshot("NEW"))
                AND NOT EXISTS (
                    SELECT 1 FROM prompts
                    WHERE registration_id = NEW.id AND (kind = 'changed' OR is_insert = 1));
        """
    }

    /// Queues that what waits must go to another address: at once, while the change itself waits for the end of editing.
    private static func readdressed(old: String) -> String {
        """
        INSERT INTO prompts (registration_id, event, kind, at)
                SELECT NEW.id, NEW.event, 'readdressed', \(nowMilliseconds)
                WHERE \(old) IS NOT NULL AND \(old) IS NOT NEW.email AND NOT EXISTS (
                    SELECT 1 FROM prompts
                    WHERE registration_id = NEW.id AND (kind = 'readdressed' OR is_insert = 1));
        """
    }

    /// The columns that a change is told of, as a JSON object.
    private static func snapshot(_ row: String) -> String {
        """
        json_object('email', \(row).email, 'name', \(row).name, 'organization', \(row).organization, \
        'position', \(row).position, 'region', \(row).region, 'details', json(\(row).details))
        """
    }
}
