import Events
import Letters
import Planning
import Store

/// Which letter makes true what a person was told about their registration: asked by the planner, and by whoever wants
/// to know what the planner would do.
struct RegistrationDecision {
    let rules: EventRules
    /// The facts that letters of the event tell now; nil before any told some.
    let facts: MailingLook.Facts?
    let history: PersonHistory

    /// The letter that is wanted, with the notification that says it.
    ///
    /// A letter that waits because a person asked for it once more tells what a change would have told.
    func letter(
        told: Told,
        row: PersonRow?,
        letters: [PastLetter],
        since at: Int64
    ) throws(StoreError) -> RegistrationLetter? {
        let wanted = try letter(told: told, row: row, since: at)
        guard wanted?.wanted.prompting == .changed, let row,
            let again = letters.first(where: { $0.resendOf != nil && $0.isWaiting && $0.tells != nil }),
            let anew = try anew(row, told: told, again: again),
            anew.notification.name == again.notification
        else { return wanted }
        return anew
    }

    /// The letter that is wanted, whatever waits.
    func letter(told: Told, row: PersonRow?, since at: Int64) throws(StoreError) -> RegistrationLetter? {
        let event = rules.event
        // Nothing answers who registers for an event that is called off.
        guard !event.isCancelled, let row, let status = row.status.flatMap(RegistrationStatus.init) else {
            return nil
        }
        var differences: ToldTable.Differences = []
        var changes: [RegistrationChange.Column] = []
        // Asked where something has changed alone: most people register once.
        func language() -> LetterLanguage {
            let changed = event.notifications.first { $0.trigger == .on(.changed) }?.name
            return history.rules.languages[event.language(of: changed, for: row.language)]
        }
        if told.status?.isRegistered == true, status.isRegistered {
            if told.registration != row.id || told.version != row.version {
                // Where it is erased what was told nobody knows what differs: all of it may.
                let old = try history.version(told.version, of: told.registration)
                let now = ToldValues(row, event: event), before = old.map { ToldValues($0, event: event) }
                changes += now.changes(from: before, event: event, language: language())
                if !changes.isEmpty { differences.insert(.values) }
            }
            for last in [told.facts, told.entryFacts].compactMap(\.self)
            where last != facts?.id ?? 0 && !differences.contains(.facts) {
                guard let old = try history.facts(last), let new = facts?.facts, old != new else { continue }
                changes += old.changes(to: new, language: language()).columns
                differences.insert(.facts)
            }
        }
        guard
            let wanted = ToldTable.letter(
                told: told,
                status: status,
                differences: differences,
                tellsConfirmed: status == .confirmed && rules.notification(for: .confirmed, row) != nil
            )
        else { return nil }
        let change = wanted.prompting == .changed ? RegistrationChange(columns: changes) : nil
        guard var letter = letter(wanted, row, told: told, change: change, since: at) else { return nil }
        letter.differences = change == nil ? [] : differences
        return letter
    }

    /// The letter that says what a registration is, to somebody who is to read it once more; nil where no notification
    /// says it.
    func anew(_ row: PersonRow, told: Told, again: PastLetter) throws(StoreError) -> RegistrationLetter? {
        guard let status = row.status.flatMap(RegistrationStatus.init) else { return nil }
        var before = Told()
        before.hasEntry = told.hasEntry
        if status == .cancelled {
            // It takes back once more what it took back.
            before.status = .registered
            before.hasEntry = again.entry == "cancel"
        }
        let tellsConfirmed = status == .confirmed && rules.notification(for: .confirmed, row) != nil
        guard let wanted = ToldTable.letter(told: before, status: status, tellsConfirmed: tellsConfirmed)
        else {
            return nil
        }
        var letter = letter(wanted, row, told: told, change: nil, since: history.rules.now)
        letter?.again = again
        return letter
    }

    private func letter(
        _ wanted: WantedLetter,
        _ row: PersonRow,
        told: Told,
        change: RegistrationChange?,
        since at: Int64
    ) -> RegistrationLetter? {
        rules.notification(for: wanted.prompting, row).map {
            RegistrationLetter(
                rules: rules,
                notification: $0,
                wanted: wanted,
                row: row,
                told: told,
                facts: facts?.id ?? 0,
                change: change,
                at: at
            )
        }
    }
}
