internal import SQLite

/// An attempt to send a letter, as far as it says which letter that was.
public struct MadeLetter: Sendable, Hashable {
    /// Which of the message's attempts it was, counted from 1 as the log has them.
    public let number: Int
    /// What it came to: `sent`, `deferred` and the like.
    public let outcome: String
    /// When it began.
    public let at: Int64
    /// The letter that was made for it; nil: none was, or that is not kept.
    public let mark: LetterMark?
}

/// What letters that went are made anew from.
extension MessageStore {
    /// The attempts of a message, in the order of the log.
    public func madeLetters(of message: Int64) throws(StoreError) -> [MadeLetter] {
        var found: [MadeLetter] = []
        try connection.rows(
            """
            SELECT outcome, at, made_at, edition, checksum FROM attempts
            WHERE message = ? AND kind = 'attempt' ORDER BY id
            """,
            message
        ) { row throws(StoreError) in
            let mark = row.optionalInt64(2).map {
                LetterMark(madeAt: $0, edition: row.optionalInt64(3), checksum: row.int64(4))
            }
            found.append(
                MadeLetter(number: found.count + 1, outcome: row.text(0), at: row.int64(1), mark: mark)
            )
            return true
        }
        return found
    }

    /// A message as it would be claimed, once for each row that its person had, the latest first, and each address that it
    /// had: one of them is what a letter of it was made from.
    ///
    /// Empty where nothing is left of the person.
    public func pastClaims(of message: Int64) throws(StoreError) -> [ClaimedMessage] {
        let claimed = try connection.first(
            "SELECT \(Self.claimedColumns), m.registration_id, m.invitee_id \(Self.claimedTables) WHERE m.id = ?",
            message
        ) { row in
            (
                message: ClaimedMessage(row: row, token: 0),
                registration: row.optionalInt64(Self.readyColumn),
                invitee: row.optionalInt64(Self.readyColumn + 1)
            )
        }
        guard let claimed, !claimed.message.email.isEmpty else { return [] }
        var people: [PersonRow] = [claimed.message.registration].compactMap(\.self)
        if let id = claimed.registration { people += try past(Self.registrationVersions, id, .registration) }
        people += [claimed.message.invitee].compactMap(\.self)
        if let id = claimed.invitee { people += try past(Self.inviteeVersions, id, .invitee) }
        if claimed.message.event == Self.administratorsEvent { return [claimed.message] }
        var addresses = [claimed.message.email]
        try connection.rows(
            "SELECT DISTINCT email FROM attempts WHERE message = ? AND email IS NOT NULL",
            message
        ) { row throws(StoreError) in
            if !addresses.contains(row.text(0)) { addresses.append(row.text(0)) }
            return true
        }
        return addresses.flatMap { address in
            people.map { ClaimedMessage(claimed.message, for: $0, at: address) }
        }
    }

    private func past(_ sql: String, _ id: Int64, _ kind: PersonRow.Kind) throws(StoreError) -> [PersonRow] {
        var found: [PersonRow] = []
        try connection.rows(sql, id) { row throws(StoreError) in
            if let person = PersonRow(row: row, from: 0, kind: kind) { found.append(person) }
            return true
        }
        return found
    }

    private static let registrationVersions = """
        SELECT \(PersonRow.registrationColumns("v").replacing("v.id", with: "v.registration_id"))
        FROM versions v WHERE v.registration_id = ? ORDER BY v.version DESC
        """

    private static let inviteeVersions = """
        SELECT \(PersonRow.inviteeColumns("v").replacing("v.id", with: "v.invitee_id"))
        FROM invitee_versions v WHERE v.invitee_id = ? ORDER BY v.rowid DESC
        """
}
