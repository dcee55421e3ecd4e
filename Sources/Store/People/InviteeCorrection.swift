public import Mail
internal import SQLite

/// What came of putting an invitee's address right.
public struct InviteeCorrection: Sendable, Hashable {
    /// Letters that waited for the former address and go to the new one now.
    public var redirected: Int
    /// Letters that the former address did not get: the last of each notification.
    public var missed: [Int64]
}

extension MessageStore {
    /// Puts the address of an invitee right, who stays the same person of the same list.
    ///
    /// - Parameters:
    ///   - id: the invitee's.
    ///   - event: whose list it is.
    ///   - former: the address that they have; where it is another one by now, nothing is written.
    ///   - address: the address that they get.
    ///   - text: the same as it was written.
    ///   - actor: who does it, as the log names them.
    ///   - reason: why, for the log.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: what of their letters it concerns; nil where there is no such invitee with that address.
    /// - Throws: what the database refuses.
    public func correctInvitee(
        _ id: Int64,
        event: String,
        from former: String,
        to address: Address,
        as text: String,
        actor: String,
        reason: String?,
        now: Int64
    ) throws(StoreError) -> InviteeCorrection? {
        try connection.transaction { () throws(StoreError) in
            let known = try connection.first(
                "SELECT 1 FROM invitees WHERE id = ? AND event = ? AND email = ?",
                id,
                event,
                former
            ) { $0.int(0) }
            guard known != nil else { return nil }
            let old = Self.personKey(of: former)
            try connection.run(
                "UPDATE invitees SET email = ?2, person_key = ?3 WHERE id = ?1",
                id,
                text,
                address.key
            )
            // What waits, waits on as it did: for its hour, for its approval.
            try connection.run(
                """
                UPDATE OR IGNORE messages SET email = ?3, domain = ?4, person_key = ?5, updated_at = ?6, limit_key = ?7
                WHERE invitee_id = ?1 AND person_key = ?2 AND claim IS NULL AND state IN ('queued', 'deferred', 'held')
                """,
                id,
                old,
                text,
                address.asciiDomain,
                address.key,
                now,
                address.limitKey == address.key ? nil : address.limitKey
            )
            let redirected = connection.changes
            // The new address has these already, by another row: a second one goes neither there nor to the former.
            try withdraw(
                try waiting(for: id, key: old),
                cause: .duplicate,
                reason: StoreReasons.hadAlready.text(in: language),
                now: now
            )
            let note = [former + " → " + text, reason].compactMap(\.self).joined(separator: ": ")
            try log(nil, .admin, "redirected", actor: actor, note: note, email: old, at: now)
            return InviteeCorrection(redirected: redirected, missed: try missed(by: id, key: old))
        }
    }

    private func waiting(for invitee: Int64, key: String) throws(StoreError) -> [Int64] {
        try letters(
            """
            SELECT id FROM messages WHERE invitee_id = ?1 AND person_key = ?2 AND claim IS NULL
                AND state IN ('queued', 'deferred', 'held') ORDER BY 1
            """,
            of: invitee,
            key
        )
    }

    private func missed(by invitee: Int64, key: String) throws(StoreError) -> [Int64] {
        try letters(
            """
            SELECT max(id) FROM messages WHERE invitee_id = ?1 AND person_key = ?2
            GROUP BY event, notification HAVING state IN ('bounced', 'rejected') ORDER BY 1
            """,
            of: invitee,
            key
        )
    }

    private func letters(
        _ sql: String,
        of invitee: Int64,
        _ key: String
    ) throws(StoreError) -> [Int64] {
        var found: [Int64] = []
        try connection.rows(sql, invitee, key) { row throws(StoreError) in
            found.append(row.int64(0))
            return true
        }
        return found
    }
}
