extension Schema {
    /// The triggers that keep what plain SQL of the database's owner would forget.
    static let triggers = """
        CREATE TRIGGER invitees_touched AFTER UPDATE ON invitees
        WHEN NEW.updated_at IS NOT \(nowText) BEGIN
            UPDATE invitees SET created_at = OLD.created_at, updated_at = \(nowText) WHERE id = NEW.id;
        END;

        -- Another address, perhaps another person: who it is is found out at the next look.
        CREATE TRIGGER invitees_readdressed AFTER UPDATE OF email, second_email ON invitees
        WHEN (NEW.email IS NOT OLD.email OR NEW.second_email IS NOT OLD.second_email)
            AND NEW.person_key IS OLD.person_key AND NEW.second_key IS OLD.second_key
            AND NEW.person_key IS NOT NULL BEGIN
            UPDATE invitees SET person_key = NULL, second_key = NULL WHERE id = NEW.id;
        END;

        -- What the web site is still to be told of its registrations' letters.
        CREATE TRIGGER messages_made AFTER INSERT ON messages
        WHEN NEW.registration_id IS NOT NULL AND NEW.state <> 'sending' BEGIN
            INSERT INTO delivery_outbox (message) VALUES (NEW.id);
        END;

        CREATE TRIGGER messages_moved AFTER UPDATE OF state ON messages
        WHEN NEW.registration_id IS NOT NULL AND NEW.state <> 'sending' BEGIN
            INSERT INTO delivery_outbox (message) VALUES (NEW.id);
        END;

        -- The audience of a mailing are those who have a letter of it, whoever joins or leaves once it is known.
        CREATE TRIGGER messages_joined AFTER INSERT ON messages WHEN NEW.mailing_id IS NOT NULL BEGIN
            \(count("+ 1", "NEW"))
        END;

        CREATE TRIGGER messages_joining AFTER UPDATE OF mailing_id ON messages
        WHEN NEW.mailing_id IS NOT OLD.mailing_id BEGIN
            \(count("- 1", "OLD"))
            \(count("+ 1", "NEW"))
        END;

        -- Letters to one person are those of all of their registrations: one that comes later is told of them as well.
        -- Nearly everyone is new, and that is seen from one look into an index.
        CREATE TRIGGER registrations_made AFTER INSERT ON registrations
        WHEN EXISTS (SELECT 1 FROM messages WHERE person_key = NEW.person_key) BEGIN
            \(tellOfPerson)
        END;

        CREATE TRIGGER registrations_moved AFTER UPDATE OF event, person_key ON registrations
        WHEN NEW.person_key <> OLD.person_key OR NEW.event <> OLD.event BEGIN
            \(tellOfPerson)
        END;
        """

    /// One by one, for counting them all with each that joins would take as long as the mailing is large.
    ///
    /// While an audience is not known yet nothing is counted: the freeze counts it whole.
    private static func count(_ change: String, _ row: String) -> String {
        """
        UPDATE mailings SET audience = audience \(change), updated_at = NEW.updated_at
            WHERE id = \(row).mailing_id AND audience IS NOT NULL;
        """
    }

    private static let tellOfPerson = """
        INSERT INTO delivery_outbox (message)
            SELECT id FROM messages WHERE person_key = NEW.person_key AND event = NEW.event
                AND registration_id IS NOT NULL AND state <> 'sending';
        """
}
