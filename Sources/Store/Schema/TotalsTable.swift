extension Schema {
    /// How many messages there are of each kind, so that nobody has to count them: kept in the commit that changes them
    /// (``Tally``).
    ///
    /// What is in flight counts as queued here: ``MessageStore/totals(event:)`` takes it out again.
    static let totals = """
        CREATE TABLE totals (
            event TEXT NOT NULL,
            notification TEXT NOT NULL,
            -- 0: none.
            mailing_id INTEGER NOT NULL,
            state TEXT NOT NULL,
            -- Empty: none.
            cause TEXT NOT NULL,
            -- Letters that a person has sent again.
            resent INTEGER NOT NULL,
            count INTEGER NOT NULL,
            -- When the first and the last of them were due, or went, of all that ever were of this kind.
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            PRIMARY KEY (event, notification, mailing_id, state, cause, resent)
        ) STRICT, WITHOUT ROWID;

        -- How many letters went, by spans of five seconds.
        CREATE TABLE sent_spans (span INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
        """

    /// The state by which a message is counted.
    static func counted(_ table: String) -> String {
        "CASE \(table).state WHEN 'sending' THEN 'queued' ELSE \(table).state END"
    }

    private static let shared = "event, notification, mailing_id, state, cause, resent"

    /// Counts all messages anew.
    static let recount = """
        DELETE FROM totals;
        INSERT INTO totals (\(shared), count, first_at, last_at)
            SELECT \(grouped), count(*), min(coalesce(m.sent_at, m.due_at)), max(coalesce(m.sent_at, m.due_at))
            FROM messages m GROUP BY 1, 2, 3, 4, 5, 6;
        """

    /// What messages are counted by.
    static let grouped = """
        m.event, m.notification, coalesce(m.mailing_id, 0), \(counted("m")), coalesce(m.cause, ''),
            m.resend_of IS NOT NULL
        """

    /// The letters that went lately, by their spans.
    static let recountSpans = """
        DELETE FROM sent_spans;
        INSERT INTO sent_spans (span, count)
            SELECT at / \(MessageStore.sentSpan), count(*) FROM attempts
            WHERE at >= (\(nowMilliseconds)) - \(MessageStore.sentSpansKept) AND kind = 'attempt' AND outcome = 'sent'
            GROUP BY 1;
        """

    /// Triggers of one connection: others need not know the function.
    static let tallying = """
        CREATE TEMP TRIGGER messages_tallied_new AFTER INSERT ON messages BEGIN
            SELECT tally_message(\(arguments("NEW")), NULL, NULL, NULL, \(place("NEW")), NEW.invitee_id);
        END;
        CREATE TEMP TRIGGER messages_tallied_gone AFTER DELETE ON messages BEGIN
            SELECT tally_message(\(arguments("OLD")), \(place("OLD")), NULL, NULL, NULL, OLD.invitee_id);
        END;
        CREATE TEMP TRIGGER messages_tallied AFTER UPDATE OF state, cause, mailing_id ON messages
        WHEN \(counted("NEW")) <> \(counted("OLD")) OR NEW.cause IS NOT OLD.cause
            OR NEW.mailing_id IS NOT OLD.mailing_id BEGIN
            SELECT tally_message(\(arguments("NEW")), \(place("OLD")), \(place("NEW")), NEW.invitee_id);
        END;
        CREATE TEMP TRIGGER messages_covered AFTER UPDATE OF invitee_id ON messages
        WHEN NEW.invitee_id IS NOT OLD.invitee_id AND (OLD.state = 'sent' OR OLD.state = 'bounced') BEGIN
            \(cover("OLD"))
            \(cover("NEW"))
        END;
        """

    /// A letter that is nobody's any more, or another's, counts for another invitee.
    private static func cover(_ row: String) -> String {
        """
        INSERT INTO coverage_stale (part) SELECT \(invitedPart("\(row).invitee_id"))
                WHERE \(row).invitee_id IS NOT NULL ON CONFLICT DO NOTHING;
        """
    }

    private static func arguments(_ row: String) -> String {
        "\(row).event, \(row).notification, \(row).resend_of IS NOT NULL, coalesce(\(row).sent_at, \(row).due_at)"
    }

    private static func place(_ row: String) -> String { "\(row).mailing_id, \(counted(row)), \(row).cause" }
}
