import Events
import Planning
import Store
import Wording

/// Why a letter about a registration goes or does not: the table of what a person is told says so.
extension Explaining {
    func prompted(
        _ notification: Events.Notification,
        _ rules: EventRules
    ) throws(StoreError) -> Explanation {
        let event = rules.event
        let letters = rules.letters(try history.letters(of: key))
        let told = Told(letters)
        let standing = ToldTable.standing(
            among: try store.registrations(of: key, event: event.id),
            told: told
        )
        var found = Explanation(event.id, notification.name, .notRegistered, zone: zone(standing, event))
        guard let row = standing else {
            found.reason = Wording(ru: "не зарегистрирован", en: "is not registered")
            return found
        }
        guard !event.isCancelled else {
            (found.verdict, found.reason) = (.eventCancelled, Reasons.eventCancelled)
            return found
        }
        let facts = try store.currentFacts(event: event.id).flatMap { known in
            ToldFacts(json: known.facts).map { MailingLook.Facts(id: known.id, facts: $0) }
        }
        let decision = RegistrationDecision(rules: rules, facts: facts, history: history)
        if let owed = try decision.letter(told: told, row: row, letters: letters, since: now),
            owed.notification.name == notification.name
        {
            let plan = Reconciliation(
                notification: owed.notification.name,
                tells: owed.wanted.tells,
                row: row,
                letters: letters,
                told: told,
                changeOf: owed.change.map { _ in owed.facts }
            )
            guard plan.isNew else {
                found.verdict = .nothingToTell
                found.reason = Wording(
                    ru: "такое письмо вернулось или отозвано, и само больше не уходит",
                    en: "such a letter came back or was withdrawn, and does not go again by itself"
                )
                return found
            }
            let message = try owed.message(round: plan.round, replacing: nil, history: history)
            verdict(message, at: message.due, &found)
            return found
        }
        guard notification.admits(row, of: event) else {
            (found.verdict, found.reason) = (.notAsked, Reasons.notAsked)
            return found
        }
        (found.verdict, found.reason) = silence(notification, row, told)
        return found
    }

    /// Why nothing is said: the registration is something else, or the person knows.
    private func silence(
        _ notification: Events.Notification,
        _ row: PersonRow,
        _ told: Told
    ) -> (Explanation.Verdict, Wording) {
        let status = row.status.flatMap(RegistrationStatus.init)
        let isItsStatus =
            switch notification.trigger {
            case .on(.registered): status?.isRegistered == true
            case .on(.confirmed): status == .confirmed
            case .on(.waitlisted): status == .waitlisted
            case .on(.cancelled): status == .cancelled
            default: true
            }
        guard isItsStatus else { return (.otherStatus, Reasons.status(row.status ?? "")) }
        guard told.lastTaken != 0 else {
            return (
                .nothingToTell,
                Wording(
                    ru: "о регистрации ничего не сообщалось, и сообщать не о чем",
                    en: "nothing was said of the registration, and nothing has to be"
                )
            )
        }
        return (
            .nothingToTell,
            Wording(
                ru: "всё, что верно сейчас, сказано в письме \(told.lastTaken)",
                en: "message \(told.lastTaken) says all that is so now"
            )
        )
    }
}
