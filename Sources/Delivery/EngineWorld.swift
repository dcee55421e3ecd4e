import Events
import Mail
import SQLite
import Store

extension Engine {
    /// What the planner may ask.
    ///
    /// Answers come from the database, within the turn's transaction.
    func world(now: Int64) -> PromptPlanner.World {
        let perDay = installation.configuration.limits.perAddressPerDay
        var world = PromptPlanner.World(
            now: now,
            giveUpAfter: installation.configuration.retry.giveUpAfter.inMilliseconds,
            messageID: { [self] event, _, _, _ in newMessageID(event) }
        )
        world.language = installation.configuration.language.rawValue
        world.restoredAt = restoredAt
        let history = History(store: store)
        if perDay > 0 {
            world.isOverLimit = { [store, doubt = world.doubt] key in
                doubt.ask(true) { () throws(SQLiteError) in
                    guard try history.knows(key) else { return false }
                    return try store.letterCount(to: key, since: now - 86_400_000) >= perDay
                }
            }
        }
        if let address = installation.configuration.dashboard?.public, address.hasPrefix("https:") {
            world.unsubscribeToken = { [self] in
                String(random.next(), radix: 36) + String(random.next(), radix: 36)
            }
        }
        world.suggestion = { [slips] in slips.suggestion(for: $0) }
        let doubt = world.doubt
        world.isSuppressed = { [store] key, lane in
            doubt.ask(true) { () throws(SQLiteError) in
                guard try history.hasSuppressions() else { return false }
                return try store.isSuppressed(key, lane: lane)
            }
        }
        world.needsAnew = { [store] registration, notification in
            doubt.ask(false) { () throws(SQLiteError) in
                try store.hasOnlyFailed(notification, registration: registration)
            }
        }
        world.references = { [store] event, key in
            doubt.ask([]) { () throws(SQLiteError) in
                guard try history.knows(key) else { return [] }
                return try store.sentMessageIDs(of: key, event: event, limit: 3)
            }
        }
        world.isDead = { [store] key in
            doubt.ask(false) { () throws(SQLiteError) in try store.isDead(key) }
        }
        world.nextRound = { [store] event, notification, key in
            doubt.ask(0) { () throws(SQLiteError) in
                try store.nextRound(event: event, notification: notification, personKey: key)
            }
        }
        world.sequence = { [self] event in sequence(of: event) }
        world.sentSequence = { [store] event, key in
            doubt.ask(nil) { () throws(SQLiteError) in
                guard try history.knows(key) else { return nil }
                return try store.sentSequence(of: key, event: event)
            }
        }
        world.hasTwin = { [store] registration, event, email in
            doubt.ask(false) { () throws(SQLiteError) in
                try store.hasTwin(of: registration, event: event, email: email)
            }
        }
        world.hasBeenTold = { [store] event, key in
            doubt.ask(true) { () throws(SQLiteError) in try store.hasBeenTold(key, event: event) }
        }
        return world
    }
}

/// Which domains hold no slip of typing: many people have addresses of few domains.
final class KnownDomains {
    private var right: Set<String> = []

    /// What `Address.suggestion` says.
    func suggestion(for address: Address) -> String? {
        guard !address.needsSMTPUTF8 else { return address.suggestion }
        if right.contains(address.asciiDomain) { return nil }
        let suggestion = address.suggestion
        if suggestion == nil {
            if right.count >= 1000 { right.removeAll(keepingCapacity: true) }
            right.insert(address.asciiDomain)
        }
        return suggestion
    }
}

/// What is asked first about each person: most have had no letter yet, and nearly nobody is on the suppression list.
final class History {
    private let store: Store
    private var last: (key: String, isKnown: Bool)?
    private var anySuppressions: Bool?

    init(store: Store) { self.store = store }

    /// Whether there are messages to this person.
    func knows(_ personKey: String) throws(SQLiteError) -> Bool {
        if let last, last.key == personKey { return last.isKnown }
        let isKnown = try store.hasMessages(to: personKey)
        last = (personKey, isKnown)
        return isKnown
    }

    func hasSuppressions() throws(SQLiteError) -> Bool {
        if let anySuppressions { return anySuppressions }
        let any = try store.hasSuppressions()
        anySuppressions = any
        return any
    }
}
