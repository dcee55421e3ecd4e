import Letters
import Mail
import Store

/// Why a message must not go by itself.
struct Objection {
    /// The state in which it is born instead of `queued`.
    let state: MessageState
    /// Why, for programs.
    let cause: MessageCause
    /// A sentence for people.
    let reason: String

    /// Looks for one; nil means that the message may go.
    ///
    /// - Parameters:
    ///   - address: where the letter goes.
    ///   - row: whom it is for.
    ///   - keys: the identities by which its recipient is known.
    ///   - dead: one of them to which nothing goes, for letters come back from there; nil for none.
    ///   - limitKey: the mailbox that limits count by, where that is not the identity.
    ///   - priority: whose turn it is.
    ///   - at: when what prompts it came about, in engine milliseconds.
    ///   - replaced: the letter that waits and is to tell this instead; nil for a new one.
    ///   - history: what is known of the person.
    /// - Throws: what the database says when it cannot be asked.
    init?(
        to address: Result<Address, AddressError>,
        row: PersonRow,
        keys: [String],
        dead: String? = nil,
        limitKey: String?,
        priority: Priority,
        at: Int64,
        replacing replaced: Int64? = nil,
        history: PersonHistory
    ) throws(StoreError) {
        let language = history.rules.language
        let valid: Address
        switch address {
        case .failure(let error):
            self.init(.rejected, .invalidAddress, error.message(language: language))
            return
        case .success(let address): valid = address
        }
        if let faults = row.faults {
            self.init(.rejected, .detailsTooLong, Reasons.faulty(faults).text(in: language))
            return
        }
        for key in keys where try history.isSuppressed(key, priority: priority) {
            if key == dead, try history.isListedForFailures(key) { continue }
            self.init(.suppressed, .suppressed, Reasons.suppressed.text(in: language))
            return
        }
        if let suggestion = history.suggestion(for: valid) {
            self.init(.held, .mistyped, Reasons.mistyped(suggestion: suggestion).text(in: language))
            return
        }
        if let reason = Suspicion.reason(Person(row), language: language) {
            self.init(.held, .suspicious, reason)
            return
        }
        if at < history.rules.restoredAt {
            self.init(.held, .restored, Reasons.restored.text(in: language))
            return
        }
        for key in keys where try history.isOverLimit(key, limitKey: limitKey, replacing: replaced) {
            self.init(.held, .tooMany, Reasons.tooMany.text(in: language))
            return
        }
        return nil
    }

    private init(_ state: MessageState, _ cause: MessageCause, _ reason: String) {
        self.state = state
        self.cause = cause
        self.reason = reason
    }

    /// Causes that a look at the registration finds out anew: what was held for one of them may go when it is gone.
    static let ofTheRow: Set<MessageCause> = [.mistyped, .suspicious, .tooMany]
}
