internal import SQLite

extension MessageStore {
    /// A value kept beside the tables: `epoch`, `sequence`, and what the queue manager keeps.
    public func meta(_ key: String) throws(StoreError) -> String? {
        try connection.first("SELECT value FROM meta WHERE key = ?", key) { $0.text(0) }
    }

    /// Keeps a value beside the tables; nil removes it.
    public func setMeta(_ key: String, _ value: String?) throws(StoreError) {
        if let value {
            try connection.run(
                "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key,
                value
            )
        } else {
            try connection.run("DELETE FROM meta WHERE key = ?", key)
        }
    }

    /// The random name that the database got when it was made.
    public func epoch() throws(StoreError) -> String { try meta("epoch") ?? "" }

    /// How many groups of outcomes were recorded: it only grows, so a smaller one is an older copy.
    public func sequence() throws(StoreError) -> Int64 { Int64(try meta("sequence") ?? "") ?? 0 }

    /// Gives the database a new name: a restored copy starts a life of its own.
    public func renewEpoch() throws(StoreError) {
        try connection.run("UPDATE meta SET value = lower(hex(randomblob(16))) WHERE key = 'epoch'")
    }

    /// Holds everything that waits, as after a restored backup, until a person releases it.
    ///
    /// What was in flight when the copy was made has long come down, somewhere: with `inFlight` it is held as well.
    /// - Returns: how many messages were held.
    @discardableResult
    public func holdEverything(
        reason: String,
        actor: String = "vestnikd",
        inFlight: Bool = false,
        now: Int64
    ) throws(StoreError) -> Int {
        try connection.transaction { () throws(StoreError) in
            var count = try change(
                MessageSelection(MessageState.waiting(), in: [.queued, .deferred, .inDoubt]),
                to: .held,
                cause: .restored,
                reason: reason,
                now: now
            )
            if inFlight {
                count += try change(
                    MessageSelection("claim IS NOT NULL", in: [.sending]),
                    to: .held,
                    cause: .restored,
                    reason: reason,
                    setting: "claim = NULL",
                    now: now
                )
            }
            try log(nil, .admin, "held", actor: actor, note: reason, at: now)
            for mailing in try mailings(in: [.running]) {
                try move(mailing: mailing.id, to: .paused, cause: .restored, reason: reason, now: now)
                try connection.run("UPDATE mailings SET holds_messages = 1 WHERE id = ?", mailing.id)
            }
            return count
        }
    }
}
