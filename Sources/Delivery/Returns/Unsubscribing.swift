public import Mail
public import Store
import Wording

/// Honours what people ask for with the tokens of bulk letters: no more bulk mail, before the next of it is claimed.
///
/// What they asked for themselves, such as a confirmation, goes on. Asking twice is asking once.
public struct Unsubscribing {
    /// By which way somebody asks.
    public enum Way: Sendable, Hashable {
        /// A mail to the mailbox.
        case mail
        /// The page that a letter names, or one click (RFC 8058).
        case page
    }

    /// What has come of it.
    public enum Outcome: Sendable, Hashable {
        /// No more bulk mail goes to the person of this letter (`messages.id`).
        case stopped(Int64)
        /// That was so already.
        case already(Int64)
        /// The token is not genuine, or its letter, or the person's data, are not kept any more.
        case unknown
    }

    private let store: MessageStore
    private let language: String
    private let actor: String?

    /// Honours tokens of the letters in a database.
    ///
    /// - Parameters:
    ///   - store: open for writing; ``letter(of:)`` also takes one that is open for reading.
    ///   - language: of the reasons that are written: `ru` or `en`.
    ///   - actor: who brings it in by hand; nil: it came by itself.
    public init(_ store: MessageStore, language: String, actor: String? = nil) {
        self.store = store
        self.language = language
        self.actor = actor
    }

    /// The letter of a token; nil where the token is not genuine, or there is no such letter any more.
    ///
    /// - Throws: the database cannot be read.
    public func letter(of token: UnsubscribeToken) throws(StoreError) -> ReturnedLetter? {
        guard let key = store.knownTokenKey(), let letter = try store.returnedLetter(token.message),
            token.isGenuine(personKey: letter.personKey, key: key)
        else { return nil }
        return letter
    }

    /// Stops bulk mail to a token's person, in a transaction of its own.
    ///
    /// - Parameters:
    ///   - token: what somebody has shown.
    ///   - way: by which way.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: what has come of it.
    /// - Throws: what the database refuses.
    public func honour(_ token: UnsubscribeToken, by way: Way, now: Int64) throws(StoreError) -> Outcome {
        guard let letter = try letter(of: token) else { return .unknown }
        return try stop(letter, by: way, at: now, now: now) ? .stopped(letter.id) : .already(letter.id)
    }

    /// Stops bulk mail to a letter's person; returns whether anything has changed.
    func stop(_ letter: ReturnedLetter, by way: Way, at: Int64, now: Int64) throws(StoreError) -> Bool {
        try store.transaction { () throws(StoreError) in
            var record = ReturnRecord(letter, .unsubscribe, outcome: "unsubscribed", at: at)
            record.actor = actor
            let isNew = try store.note(record)
            let row = try store.suppression(of: letter.personKey)
            // What a person has put on the list says more than we could; our own reason gives way to theirs.
            if let row, !isNew || row.actor != Returns.ownName { return isNew }
            // The same mail read once more does not undo what somebody has decided since.
            if !isNew, try store.wasUnsuppressed(letter.personKey, since: at) { return false }
            try store.suppress(
                letter.personKey,
                scope: .bulk,
                reason: reason(way).text(in: language),
                actor: actor ?? Returns.ownName,
                now: now
            )
            return true
        }
    }

    private func reason(_ way: Way) -> Wording {
        switch way {
        case .mail: ReturnWords.unsubscribed
        case .page: ReturnWords.unsubscribedByPage
        }
    }
}
