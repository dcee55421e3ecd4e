extension Schema {
    /// What reports and acts ask for, so that none of them reads all messages or all of the log.
    ///
    /// Each holds what is rare: what a letter passes through on its way from the queue to a relay that takes it changes
    /// none of them but the first two and the last two, into which it is put once.
    static let reportIndexes = """
        CREATE INDEX messages_event ON messages (event, notification);
        CREATE INDEX messages_domain ON messages (domain);
        CREATE INDEX messages_region ON messages (region) WHERE region IS NOT NULL;
        CREATE INDEX messages_set_aside ON messages (state) WHERE \(setAside());
        CREATE INDEX messages_held ON messages (ready_at) WHERE state = 'held';
        CREATE INDEX messages_bounced ON messages (event, code, enhanced_code) WHERE state = 'bounced';
        CREATE INDEX messages_refused ON messages (code) WHERE code >= 300;
        CREATE INDEX messages_refused_for ON messages (enhanced_code) WHERE \(isRefused("enhanced_code"));
        CREATE INDEX messages_other_email ON messages (email COLLATE NOCASE) WHERE \(hasOtherEmail());
        CREATE INDEX attempts_trouble ON attempts (outcome, at) WHERE \(isTrouble());
        CREATE INDEX attempts_refused ON attempts (code, at) WHERE code >= 300;
        CREATE INDEX attempts_refused_for ON attempts (enhanced_code, at) WHERE \(isRefused("enhanced_code"));
        CREATE INDEX attempts_others ON attempts (at) WHERE kind <> 'attempt';
        CREATE INDEX attempts_named ON attempts (event, notification) WHERE event IS NOT NULL;
        CREATE INDEX attempts_email ON attempts (email COLLATE NOCASE) WHERE email IS NOT NULL;
        CREATE INDEX versions_person ON versions (person_key);
        """

    /// The ends of waiting messages by their mailings: those of a stopped one are not met.
    static let expiring = """
        DROP INDEX messages_expiring;
        CREATE INDEX messages_expiring ON messages (mailing_id, expires_at) WHERE \(MessageState.waiting());
        CREATE INDEX mailings_state ON mailings (state);
        """

    // The partial indexes hold exactly these rows, so every query for them says it in these words.

    /// That a message neither waits for its turn nor went.
    static func setAside(_ table: String = "") -> String {
        // A list for IN would be made anew by each statement that writes a message.
        let states = MessageState.allCases.filter(isSetAside)
        return "(\(states.map { "\(prefix(table))state = '\($0.rawValue)'" }.joined(separator: " OR ")))"
    }

    /// Whether a state is one of those.
    static func isSetAside(_ state: MessageState) -> Bool {
        ![.queued, .sending, .deferred, .sent].contains(state)
    }

    /// That a reply was a refusal, by its enhanced status code.
    static func isRefused(_ column: String) -> String {
        "\(column) IS NOT NULL AND \(column) NOT GLOB '2.*'"
    }

    /// That a letter goes to another address than that by which its person is known.
    static func hasOtherEmail(_ table: String = "") -> String {
        "\(prefix(table))email <> \(prefix(table))person_key COLLATE NOCASE"
    }

    /// That an attempt did not go well.
    static func isTrouble(_ table: String = "") -> String {
        "\(prefix(table))kind = 'attempt' AND \(prefix(table))outcome <> 'sent'"
    }

    private static func prefix(_ table: String) -> String { table.isEmpty ? "" : table + "." }

    /// The different values of a column that an index begins with: a step for each, however many rows there are.
    ///
    /// As the body of a subquery with the one column `value`.
    static func distinct(_ column: String, of table: String) -> String {
        """
        WITH RECURSIVE steps (value) AS (
            SELECT min(\(column)) FROM \(table) WHERE \(column) IS NOT NULL
            UNION ALL
            SELECT (SELECT min(\(column)) FROM \(table) WHERE \(column) IS NOT NULL AND \(column) > steps.value)
            FROM steps WHERE steps.value IS NOT NULL)
        SELECT value FROM steps WHERE value IS NOT NULL
        """
    }
}
