import Events
package import Letters
import Mail
import Planning
package import Store

/// What the database knows about people, as planning asks it within a turn's transaction.
///
/// What is asked about one person is read once. A question that cannot be answered throws: nothing is made up.
package final class PersonHistory {
    /// What holds for everyone while one turn plans.
    package struct Rules {
        /// Engine time in milliseconds.
        package var now: Int64
        /// The language of reasons: `ru` or `en`.
        package var language: String
        /// How long a message is tried before it expires, in milliseconds.
        package var giveUpAfter: Int64
        /// Rows older than this moment are held: the database was restored then; 0 for never.
        package var restoredAt: Int64
        /// How many letters a mailbox gets in a day; 0 for no limit.
        package var perAddressPerDay: Int
        /// The languages that letters may be in.
        package var languages: LetterLanguages

        package init(
            now: Int64,
            language: String,
            giveUpAfter: Int64,
            restoredAt: Int64,
            perAddressPerDay: Int,
            languages: LetterLanguages = .builtIn
        ) {
            self.now = now
            self.language = language
            self.giveUpAfter = giveUpAfter
            self.restoredAt = restoredAt
            self.perAddressPerDay = perAddressPerDay
            self.languages = languages
        }
    }

    package let rules: Rules
    private let store: MessageStore
    private let slips: KnownDomains
    private var last: (key: String, letters: [PastLetter])?
    private var anySuppressions: Bool?
    private var hasAliases: Bool?
    private var secondAddresses: [String: Bool] = [:]
    private var factsByID: [Int64: ToldFacts?] = [:]

    private let makeID: () -> String

    package init(store: MessageStore, slips: KnownDomains, rules: Rules, newID: @escaping () -> String) {
        self.store = store
        self.slips = slips
        self.rules = rules
        makeID = newID
    }

    /// A name that nobody can guess.
    func newID() -> String { makeID() }

    /// All letters to a person, of every event, the oldest first.
    func letters(of personKey: String) throws(StoreError) -> [PastLetter] {
        if let last, last.key == personKey { return last.letters }
        let letters = try store.letters(of: personKey)
        last = (personKey, letters)
        return letters
    }

    /// What was read about a person does not hold any more; letters to others may have been made as well.
    package func forget() { (last, hasAliases) = (nil, nil) }

    /// A person gets this letter: what was read about them does not hold any more.
    func note(_ message: NewMessage) {
        last = nil
        if message.limitKey != nil { hasAliases = true }
    }

    /// Whether this person is on the suppression list for letters of a lane.
    func isSuppressed(_ personKey: String, priority: Priority) throws(StoreError) -> Bool {
        if anySuppressions == nil { anySuppressions = try store.hasSuppressions() }
        guard anySuppressions == true else { return false }
        return try store.isSuppressed(personKey, priority: priority)
    }

    /// Whether an address stands on the list for nothing but letters that came back from it.
    func isListedForFailures(_ address: String) throws(StoreError) -> Bool {
        try store.isListedForFailures(address, by: Returns.ownName)
    }

    /// Whether this mailbox has had as many letters within a day as `limits.perAddressPerDay` allows.
    ///
    /// A letter that waits and is to tell something newer is the one that is asked about: it does not count against
    /// itself.
    func isOverLimit(
        _ personKey: String,
        limitKey: String?,
        replacing replaced: Int64? = nil
    ) throws(StoreError) -> Bool {
        guard rules.perAddressPerDay > 0 else { return false }
        let since = rules.now - 86_400_000
        let own = try letters(of: personKey).count { $0.id != replaced && $0.counts(since: since) }
        if hasAliases == nil { hasAliases = try store.hasAliases(of: nil) }
        // Nobody has written an address in a second way: there is nothing else to count.
        guard limitKey != nil || hasAliases == true else { return own >= rules.perAddressPerDay }
        let others = try store.letterCount(ofMailbox: limitKey ?? personKey, except: personKey, since: since)
        return own + others >= rules.perAddressPerDay
    }

    /// The address that was probably meant; nil if it looks right.
    func suggestion(for address: Address) -> String? { slips.suggestion(for: address) }

    /// Whether the relay has said of this person's first address that there is no such mailbox.
    func isDead(_ personKey: String) throws(StoreError) -> Bool { try store.isDead(personKey) }

    /// Message-IDs of earlier letters to this person about an event that went, the oldest first.
    func references(_ personKey: String, event: String) throws(StoreError) -> [String] {
        try letters(of: personKey).filter { $0.event == event && $0.sentAt != nil }
            .sorted { $0.isTaken(before: $1) }.prefix(3).compactMap(\.messageID)
    }

    /// The registration as a letter told it; nil where that version is erased.
    func version(_ version: Int?, of registration: Int64?) throws(StoreError) -> PersonRow? {
        guard let version, let registration else { return nil }
        return try store.registration(registration, version: version)
    }

    /// Facts of an event as letters told them; nil where they are not known any more.
    func facts(_ id: Int64) throws(StoreError) -> ToldFacts? {
        if let known = factsByID[id] { return known }
        let facts = try store.facts(id: id).flatMap(ToldFacts.init(json:))
        factsByID[id] = .some(facts)
        return facts
    }

    /// Whether any invitee of an event has a second address.
    private func hasSecondAddresses(_ event: String) throws(StoreError) -> Bool {
        if let known = secondAddresses[event] { return known }
        let answer = try store.hasSecondAddresses(event: event)
        secondAddresses[event] = answer
        return answer
    }

    /// The calendar entry of a person for an event: the UID that it has, and the SEQUENCE of a letter that says
    /// something new.
    ///
    /// The entry belongs to the person and the event: it is looked for under a registration's earlier address, and
    /// under an invitation that went to the second address, before a new one is made (RFC 5546 §2.1.5: no letter
    /// falls behind the entry that the person has).
    func entry(
        _ personKey: String,
        event: String,
        registration: Int64?
    ) throws(StoreError) -> CalendarEntryState {
        var letters = try letters(of: personKey).filter { $0.event == event && $0.uid != nil }
        if letters.isEmpty, let registration {
            letters = try store.letters(about: registration).filter { $0.event == event && $0.uid != nil }
        }
        if letters.isEmpty, try hasSecondAddresses(event) {
            letters = try store.letters(toSecondAddress: personKey, event: event).filter { $0.uid != nil }
        }
        guard let uid = letters.last?.uid else {
            return CalendarEntryState(uid: newID(), next: 0, current: nil)
        }
        let sequences = letters.filter { $0.entry != nil }
        return CalendarEntryState(
            uid: uid,
            next: (sequences.map(\.sequence).max() ?? -1) + 1,
            current: sequences.filter(\.isTaken).max { $0.isTaken(before: $1) }
        )
    }
}

/// Where a person's calendar entry for an event stands.
struct CalendarEntryState {
    /// Its UID, kept for ever.
    let uid: String
    /// The SEQUENCE of a letter that says something new.
    let next: Int
    /// The letter whose entry the calendar holds; nil for none.
    let current: PastLetter?

    /// The SEQUENCE of an entry: one that says what the calendar holds already keeps its number.
    func sequence(method: String, facts: Int64?, isNews: Bool) -> Int {
        guard !isNews, let current, current.entry == method, current.facts == facts else { return next }
        return current.sequence
    }
}

extension PastLetter {
    /// Whether it counts against a mailbox's limit: it went within the day, or may go yet.
    fileprivate func counts(since: Int64) -> Bool {
        if let sentAt, sentAt >= since { return true }
        switch state {
        case .queued, .sending, .deferred, .inDoubt: return true
        default: return false
        }
    }
}
