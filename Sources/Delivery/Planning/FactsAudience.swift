package import Events
import Planning
package import Store

/// Who is to be told that an event's facts were edited, before the daemon has read them: asked of the table of what a
/// person is told.
package struct FactsAudience {
    private let event: Event
    private let store: MessageStore
    private let history: PersonHistory

    package init(event: Event, store: MessageStore, history: PersonHistory) {
        self.event = event
        self.store = store
        self.history = history
    }

    /// Whether the file has other facts than the daemon knows.
    package func isEdited() throws(StoreError) -> Bool {
        guard let known = try store.currentFacts(event: event.id), let told = ToldFacts(json: known.facts)
        else { return false }
        return told != ToldFacts(event)
    }

    /// The people whom this notification tells that facts have moved; nil where the daemon knows them as the file has
    /// them.
    ///
    /// Those who are registered are looked at some at a time, until so many are found.
    package func people(
        of notification: Events.Notification,
        limit: Int = .max
    ) throws(StoreError) -> [PersonRow]? {
        guard try isEdited() else { return nil }
        // The next to be written down: nobody was told these.
        let next = MailingLook.Facts(id: .max, facts: ToldFacts(event))
        let rules = EventRules(event)
        let decision = RegistrationDecision(rules: rules, facts: next, history: history)
        var found: [PersonRow] = []
        var rest = RowRange(after: .min, through: try store.lastRow(of: .registered))
        while found.count < limit {
            let part = try store.part(of: .registered, rest, rows: Self.rows)
            var rows: [PersonRow] = []
            try store.people(.registered, event: event.id, part: part) { row throws(StoreError) in
                rows.append(row)
                return true
            }
            for row in rows where found.count < limit {
                let letters = rules.letters(try history.letters(of: row.personKey))
                let letter = try decision.letter(told: Told(letters), row: row, letters: letters, since: 0)
                guard let letter, letter.notification.name == notification.name else { continue }
                if letter.differences.contains(.facts) { found.append(row) }
            }
            guard part.through < rest.through else { break }
            rest = RowRange(after: part.through, through: rest.through)
        }
        return found
    }

    private static let rows = 500
}
