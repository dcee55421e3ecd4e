internal import Mail
internal import SQLite

/// What a person is found by in sentences that others wrote: replies, notes, reasons.
struct PersonTraces {
    /// Every address that they had, as written and as their identity.
    var addresses: Set<String> = []
    /// Their names as they were written.
    var names: Set<String> = []

    /// Texts long enough not to be found in everything.
    var texts: [String] { addresses.union(names).filter { $0.count >= 4 }.sorted() }
}

extension MessageStore {
    /// What tells of a person, from all rows that are theirs, under all addresses that these had.
    func traces(of key: String, _ address: String) throws(StoreError) -> PersonTraces {
        var traces = PersonTraces(addresses: [key, address])
        let theirs = """
            \(Self.theirs("registrations", "person_key"))
            UNION SELECT registration_id FROM versions WHERE person_key = ?1
            """
        try connection.rows(
            """
            SELECT email, person_key, name FROM registrations WHERE id IN (\(theirs))
            UNION SELECT email, person_key, name FROM versions WHERE registration_id IN (\(theirs))
            UNION SELECT email, second_email, name FROM invitees WHERE id IN (\(Self.inviteeIDsOfPerson))
            UNION SELECT email, second_email, name FROM invitee_versions
                WHERE invitee_id IN (\(Self.inviteeIDsOfPerson)) OR ?1 IN (person_key(email), person_key(second_email))
            UNION SELECT email, NULL, name FROM messages WHERE person_key = ?1
            UNION SELECT email, NULL, name FROM messages
                WHERE registration_id IS NOT NULL AND registration_id IN (\(theirs))
            """,
            key
        ) { row throws(StoreError) in
            for column in [Int32(0), 1] where !row.isNull(column) {
                traces.addresses.insert(row.text(column))
            }
            if let name = row.optionalText(2) { traces.names.insert(name) }
            return true
        }
        traces.addresses.remove("")
        return traces
    }

    /// Takes a person out of sentences about others, about mailings and about nobody.
    ///
    /// - Returns: how many rows of the log lost something.
    func erase(_ traces: PersonTraces) throws(StoreError) -> Int {
        var logRows = 0
        for address in traces.addresses {
            try connection.run(
                "UPDATE attempts SET email = NULL WHERE email IS NOT NULL AND email COLLATE NOCASE = ?",
                address
            )
            logRows += connection.changes
        }
        for text in traces.texts {
            try emptyAdministratorLetters(naming: text)
            for (table, column) in Self.sentences {
                let tells =
                    "\(column) IS NOT NULL AND (instr(\(column), ?1) > 0 OR instr(lower(\(column)), lower(?1)) > 0)"
                try connection.run("UPDATE \(table) SET \(column) = NULL WHERE \(tells)", text)
            }
            try connection.run(
                """
                UPDATE meta SET value = '…' WHERE key GLOB '\(Self.relayTrouble)*'
                    AND instr(lower(value), lower(?1)) > 0
                """,
                text
            )
        }
        try askForSweep(traces)
        return logRows
    }

    /// Where people write what they want, and there is little of it; see ``sweep()`` for the rest.
    private static let sentences = [
        ("mailings", "reason"), ("suppressions", "reason"),
    ]
}
