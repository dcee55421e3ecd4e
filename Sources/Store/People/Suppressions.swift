internal import SQLite

/// A row of the suppression list.
public struct Suppression: Sendable, Hashable {
    /// What is not sent any more.
    public enum Scope: String, Sendable {
        /// Nothing at all: the address is dead, or its owner complained.
        case all
        /// Bulk mail: its owner unsubscribed.
        case bulk
    }

    /// The person's identity: `Address.key`.
    public let personKey: String
    /// What is not sent.
    public let scope: Scope
    /// Why.
    public let reason: String?
    /// Who put it there.
    public let actor: String?
    /// Since when.
    public let at: Int64
}

extension MessageStore {
    /// Puts a person on the suppression list and stops what waits for them.
    ///
    /// `sparingSecond`: not what waits for invitees who have a second address, where the list is about the first one
    /// alone: whether it goes there is decided when its turn comes.
    ///
    /// - Returns: how many waiting messages became `suppressed`.
    @discardableResult
    public func suppress(
        _ personKey: String,
        scope: Suppression.Scope = .all,
        reason: String?,
        actor: String?,
        sparingSecond: Bool = false,
        now: Int64
    ) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            try connection.run(
                """
                INSERT INTO suppressions (person_key, scope, reason, actor, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (person_key) DO UPDATE SET reason = excluded.reason, actor = excluded.actor,
                    at = excluded.at, scope = CASE WHEN scope = 'all' THEN scope ELSE excluded.scope END
                """,
                personKey,
                scope.rawValue,
                reason,
                actor,
                now
            )
            let stopped = try change(
                MessageSelection(
                    """
                    person_key = ?4 AND (?5 = 'all' OR lane = \(Priority.bulk.rawValue)) AND NOT (?6 AND EXISTS (
                        SELECT 1 FROM invitees i WHERE i.id = invitee_id AND i.second_email IS NOT NULL))
                    """,
                    personKey,
                    scope.rawValue,
                    sparingSecond,
                    in: [.queued, .held, .deferred]
                ),
                to: .suppressed,
                cause: .suppressed,
                reason: reason ?? StoreReasons.onTheList.text(in: language),
                now: now
            )
            try log(nil, .admin, "suppressed", actor: actor, note: reason, email: personKey, at: now)
            return stopped
        }
    }

    /// Takes a person off the list.
    ///
    /// - Returns: whether they were on it.
    @discardableResult
    public func unsuppress(_ personKey: String, actor: String?, now: Int64) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            try connection.run(
                "DELETE FROM suppressions WHERE person_key IN (?, ?)",
                personKey,
                try personHash(personKey) ?? personKey
            )
            guard connection.changes > 0 else { return false }
            try log(nil, .admin, "unsuppressed", actor: actor, email: personKey, at: now)
            return true
        }
    }

    /// Whether somebody has taken a person off the list since a moment.
    public func wasUnsuppressed(_ personKey: String, since moment: Int64) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (SELECT 1 FROM attempts
                WHERE message IS NULL AND email = ? AND kind = 'admin' AND outcome = 'unsuppressed' AND at >= ?)
            """,
            personKey,
            moment
        ) != 0
    }

    /// The list's row of a person, or nil.
    public func suppression(of personKey: String) throws(StoreError) -> Suppression? {
        try connection.first("\(Self.suppressionQuery) WHERE person_key = ?", personKey) {
            Self.suppression($0)
        }
    }

    /// Whether anyone is on the list.
    public func hasSuppressions() throws(StoreError) -> Bool {
        try connection.integer("SELECT EXISTS (SELECT 1 FROM suppressions)") != 0
    }

    /// Whether a letter of this lane may not go to a person; erased people are remembered by a keyed hash.
    public func isSuppressed(_ personKey: String, priority: Priority) throws(StoreError) -> Bool {
        if let row = try suppression(of: personKey), row.scope == .all || priority == .bulk { return true }
        // The digest is made only where there is somebody to be found by it.
        guard try connection.integer(Self.anyErased) != 0,
            let hash = try personHash(personKey), let row = try suppression(of: hash)
        else { return false }
        return row.scope == .all || priority == .bulk
    }

    private static let anyErased = """
        SELECT EXISTS (SELECT 1 FROM suppressions WHERE person_key >= 'sha256:' AND person_key < 'sha256;')
        """

    /// The list's row of an erased person tells nobody who it was, but is found again by the same address.
    func hashSuppression(_ personKey: String, as hash: String) throws(StoreError) {
        try connection.run(
            "UPDATE OR REPLACE suppressions SET person_key = ?, reason = NULL, actor = NULL WHERE person_key = ?",
            hash,
            personKey
        )
    }

    /// The whole list, by address.
    public func suppressions() throws(StoreError) -> [Suppression] {
        var list: [Suppression] = []
        try connection.rows("\(Self.suppressionQuery) ORDER BY person_key") { row throws(StoreError) in
            list.append(Self.suppression(row))
            return true
        }
        return list
    }

    private static let suppressionQuery = "SELECT person_key, scope, reason, actor, at FROM suppressions"

    private static func suppression(_ row: Row) -> Suppression {
        Suppression(
            personKey: row.text(0),
            scope: Suppression.Scope(rawValue: row.text(1)) ?? .all,
            reason: row.optionalText(2),
            actor: row.optionalText(3),
            at: row.int64(4)
        )
    }
}

extension MessageStore {
    /// Writes down that a person has put somebody's address right in the web site's file.
    public func logCorrection(
        of email: String,
        event: String,
        actor: String,
        note: String,
        now: Int64
    ) throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try log(
                nil,
                .admin,
                "redirected",
                actor: actor,
                note: note,
                email: Self.personKey(of: email),
                at: now
            )
        }
    }
}
