import Store

/// Looks at everyone of an event in parts, when something has changed that concerns each of them.
///
/// How far it is stands in the database, in the same commit as the letters: a killed daemon goes on from there.
extension Engine {
    /// How many registrations one part passes before the time is asked.
    static let walkedRows = 10

    /// Everyone who is registered for an event is looked at from now on, or was where `evenCancelled`.
    func lookAtEveryone(of event: String, evenCancelled: Bool = false, now: Int64) throws(StoreError) {
        try store.askForLooks(event: event, evenCancelled: evenCancelled, now: now)
        walking.isPending = true
    }

    /// Looks at the next people while the turn has time; part of the turn's transaction.
    func walkOn(
        _ claimed: inout [ClaimedMessage],
        history: PersonHistory,
        _ budget: inout ClaimBudget,
        now: Int64
    ) throws(StoreError) {
        guard walking.isPending, Uptime.now() >= walking.at, turnTime.mayBegin(.registrations) else { return }
        let events = site.events.keys.sorted()
        defer { walking.at = Uptime.now() + gatheringRest }
        repeat {
            guard let part = try store.walkOn(events: events, rows: Self.walkedRows) else {
                walking.isPending = false
                break
            }
            turnTime.begin(.registrations)
            for person in part.people {
                var fresh = FreshLetters()
                let look = Look(event: part.event, personKey: person)
                try self.look(at: look, since: part.at, history: history, &budget, &fresh)
                try add(&fresh, to: &claimed, now: now)
            }
            // Letters about moved facts wait until it is known who gets them.
            if part.isLast { mailings.lookAtOnce() }
        } while turnTime.isLeft()
    }

    /// The events whose letters about moved facts wait: it is not known yet to whom they are to go.
    func walkedEvents() throws(StoreError) -> Set<String> {
        walking.isPending ? try store.walkedEvents() : []
    }
}

/// When everyone of an event is looked at.
struct Walking {
    /// Whether somebody may be still to be looked at.
    var isPending = true
    /// Before this moment nobody is.
    var at = Uptime.zero
}
