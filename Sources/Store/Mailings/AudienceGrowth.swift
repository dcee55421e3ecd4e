internal import SQLite

extension MessageStore {
    /// Whether a letter to this person was refused because there is no such mailbox (enhanced status X.1.x,
    /// but for those that are about the sender).
    public func isDead(_ personKey: String) throws(StoreError) -> Bool {
        try connection.integer(
            """
            SELECT EXISTS (
                SELECT 1 FROM messages m JOIN attempts a ON a.message = m.id
                WHERE m.person_key = ? AND (a.outcome = 'bounced' OR a.kind = 'dsn' AND a.outcome = 'failed')
                    AND a.enhanced_code GLOB '5.1.*'
                    AND a.enhanced_code NOT IN ('5.1.7', '5.1.8'))
            """,
            personKey
        ) != 0
    }

    /// Sends a message that was refused, or is not to be tried at the first address, to the person's other one instead;
    /// the log keeps the refusal.
    ///
    /// It stays one message of its mailing, so that the states add up to the audience; an ended mailing runs again.
    ///
    /// - Returns: false when the message is not in that state, or goes to that address already.
    @discardableResult
    public func redirect(
        message id: Int64,
        from state: MessageState = .bounced,
        to email: String,
        domain: String,
        ready: Int64,
        expires: Int64 = .min
    ) throws(StoreError) -> Bool {
        try connection.transaction { () throws(StoreError) in
            guard let before = try message(id: id)?.email else { return false }
            let changed = try change(
                MessageSelection("id = ?4 AND email <> ?5", id, email, domain, expires, in: [state]),
                to: .queued,
                setting:
                    "email = ?5, domain = ?6, claim = NULL, ready_at = ?3, expires_at = max(expires_at, ?7)",
                now: ready
            )
            guard changed == 1 else { return false }
            try keepLoggedAddress(of: id, before)
            try log(
                id,
                .admin,
                "redirected",
                actor: "vestnikd",
                note: StoreReasons.otherAddress.text(in: language),
                at: ready
            )
            try reopenMailings("SELECT ?2", id, now: ready)
            return true
        }
    }
}
