extension Schema {
    /// How far the regions of events are reached, so that nobody has to count it person by person: sums of parts, each of
    /// a thousand rows of a list, and which of these parts are to be counted anew.
    ///
    /// Whatever changes what a part comes to says so in its own commit, so that no sum is ever taken for true that is not.
    /// A part has an even number where its rows are invitees', an odd one where they are registrations'.
    static let coverageTables = """
        CREATE TABLE coverage_parts (
            part INTEGER NOT NULL,
            event TEXT NOT NULL,
            -- Empty: none.
            region TEXT NOT NULL,
            invited INTEGER NOT NULL,
            reached INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            registered INTEGER NOT NULL,
            bounced INTEGER NOT NULL,
            PRIMARY KEY (part, event, region)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE coverage_stale (part INTEGER PRIMARY KEY) STRICT;
        \(allStale)
        \(coverageTriggers)
        """

    /// The rows of one part have ids that are the same but for so many bits: a thousand of them.
    static let coverageBits = 10

    static func invitedPart(_ id: String) -> String { "(\(id) >> \(coverageBits)) * 2" }
    // The web site chooses ids, those below zero too.
    static func registeredPart(_ id: String) -> String { "(\(id) >> \(coverageBits)) * 2 + 1" }

    /// Everything is to be counted anew.
    static let allStale = """
        INSERT INTO coverage_stale (part) SELECT DISTINCT \(invitedPart("id")) FROM invitees WHERE 1 ON CONFLICT DO NOTHING;
        INSERT INTO coverage_stale (part) SELECT DISTINCT \(registeredPart("id")) FROM registrations WHERE 1 ON CONFLICT DO NOTHING;
        INSERT INTO coverage_stale (part) SELECT DISTINCT part FROM coverage_parts WHERE 1 ON CONFLICT DO NOTHING;
        """

    /// What letters become is noted by ``Tally``: a commit of hundreds of letters marks a part or two.
    private static let coverageTriggers = """
        CREATE TRIGGER invitees_cover_new AFTER INSERT ON invitees BEGIN
            INSERT INTO coverage_stale (part) VALUES (\(invitedPart("NEW.id"))) ON CONFLICT DO NOTHING;
            \(registrants("NEW"))
        END;
        CREATE TRIGGER invitees_cover_gone AFTER DELETE ON invitees BEGIN
            INSERT INTO coverage_stale (part) VALUES (\(invitedPart("OLD.id"))) ON CONFLICT DO NOTHING;
            \(invitees("OLD"))
            \(registrants("OLD"))
        END;
        CREATE TRIGGER invitees_cover AFTER UPDATE OF event, email, second_email, region, person_key, second_key ON invitees
        WHEN NEW.event <> OLD.event OR NEW.email <> OLD.email OR NEW.region IS NOT OLD.region
            OR NEW.second_email IS NOT OLD.second_email OR NEW.person_key IS NOT OLD.person_key
            OR NEW.second_key IS NOT OLD.second_key BEGIN
            INSERT INTO coverage_stale (part) VALUES (\(invitedPart("NEW.id"))) ON CONFLICT DO NOTHING;
            \(invitees("OLD"))
            \(invitees("NEW"))
            \(registrants("OLD"))
            \(registrants("NEW"))
        END;

        CREATE TRIGGER registrations_cover_new AFTER INSERT ON registrations BEGIN
            \(registrants("NEW"))
            \(invitees("NEW"))
        END;
        CREATE TRIGGER registrations_cover_gone AFTER DELETE ON registrations BEGIN
            INSERT INTO coverage_stale (part) VALUES (\(registeredPart("OLD.id"))) ON CONFLICT DO NOTHING;
            \(registrants("OLD"))
            \(invitees("OLD"))
        END;
        CREATE TRIGGER registrations_cover AFTER UPDATE OF event, person_key, region, status ON registrations
        WHEN NEW.event <> OLD.event OR NEW.person_key <> OLD.person_key OR NEW.region IS NOT OLD.region
            OR NEW.status <> OLD.status BEGIN
            \(registrants("OLD"))
            \(invitees("OLD"))
            \(registrants("NEW"))
            \(invitees("NEW"))
        END;

        CREATE TRIGGER attempts_cover_new AFTER INSERT ON attempts WHEN NEW.kind = 'answer' BEGIN
            \(answerers("NEW"))
        END;
        CREATE TRIGGER attempts_cover AFTER UPDATE OF email, message, event ON attempts WHEN OLD.kind = 'answer' BEGIN
            \(answerers("OLD"))
            \(answerers("NEW"))
        END;
        CREATE TRIGGER attempts_cover_gone AFTER DELETE ON attempts WHEN OLD.kind = 'answer' BEGIN
            \(answerers("OLD"))
        END;
        """

    /// The invitees of a row's person, by either address.
    private static func invitees(_ row: String, key: String = "person_key") -> String {
        """
        INSERT INTO coverage_stale (part) SELECT \(invitedPart("id")) FROM invitees
                WHERE event = \(row).event AND person_key = \(row).\(key) ON CONFLICT DO NOTHING;
            INSERT INTO coverage_stale (part) SELECT \(invitedPart("id")) FROM invitees
                WHERE event = \(row).event AND second_key = \(row).\(key) AND second_key IS NOT NULL ON CONFLICT DO NOTHING;
        """
    }

    /// The registrations of a row's person: the first of them counts, for the region that any of them names.
    private static func registrants(_ row: String) -> String {
        """
        INSERT INTO coverage_stale (part) SELECT \(registeredPart("id")) FROM registrations
                WHERE event = \(row).event AND person_key = \(row).person_key ON CONFLICT DO NOTHING;
        """
    }

    /// Whoever wrote back, or whose answer was written down.
    private static func answerers(_ row: String) -> String {
        """
        INSERT INTO coverage_stale (part) SELECT \(invitedPart("invitee_id")) FROM messages
                WHERE id = \(row).message AND invitee_id IS NOT NULL ON CONFLICT DO NOTHING;
            \(invitees(row, key: "email"))
        """
    }
}
