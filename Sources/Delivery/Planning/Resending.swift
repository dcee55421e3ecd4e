import Events
import Foundation
import Planning
package import Site
package import Store

/// Sends letters again for a person who asks for it: made anew from what is true now, by the rules of planning.
///
/// It decides and writes nothing.
package struct Resending {
    private let site: Site
    private let store: MessageStore
    private let now: Int64

    package init(site: Site, store: MessageStore, now: Int64) {
        self.site = site
        self.store = store
        self.now = now
    }

    /// Makes a letter anew.
    ///
    /// - Parameters:
    ///   - message: the letter that went.
    ///   - isCorrected: whether its person's address was put right since: then it need not have arrived.
    /// - Returns: the letter, or what stands in its way.
    /// - Throws: what the database refuses.
    package func letter(
        again message: MessageRow,
        isCorrected: Bool = false
    ) throws(StoreError) -> Result<NewMessage, ResendObstacle> {
        let isOver = isCorrected && [.bounced, .rejected].contains(message.state)
        guard message.state == .sent || isOver else { return .failure(.notSent(message.state)) }
        guard !message.personKey.hasPrefix(MailingPlanner.proofPrefix) else { return .failure(.isProof) }
        guard message.registration != nil || message.invitee != nil else { return .failure(.isGone) }
        guard let event = site.events[message.event]?.event else {
            return .failure(.noEvent(message.event))
        }
        guard let notification = event.notification(named: message.notification) else {
            return .failure(.noNotification(message.notification))
        }
        let isAnnouncement = notification.trigger == .on(.eventCancelled)
        if event.isCancelled, !isAnnouncement { return .failure(.isCalledOff) }
        if !event.isCancelled, isAnnouncement { return .failure(.takesPlace) }
        let planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: nil,
            now: now
        )
        let end = MailingPlanner.milliseconds(event.ends.latest(in: event.timeZone))
        if end <= now, planner.nominal <= end { return .failure(.isOver) }
        if planner.latest <= now { return .failure(.isPast) }
        let history = try PersonHistory(store: store, site: site, now: now)
        return try notification.isMailing
            ? timed(message, planner, history) : prompted(message, EventRules(event), history)
    }

    // MARK: letters about registrations

    private func prompted(
        _ message: MessageRow,
        _ rules: EventRules,
        _ history: PersonHistory
    ) throws(StoreError) -> Result<NewMessage, ResendObstacle> {
        guard let id = message.registration, let own = try store.person(.registration, id: id) else {
            return .failure(.isGone)
        }
        let rows = try store.registrations(of: own.personKey, event: rules.event.id)
        let letters = rules.letters(try history.letters(of: own.personKey))
        let told = Told(letters)
        guard let row = ToldTable.standing(among: rows, told: told) else { return .failure(.isGone) }
        if let waiting = letters.first(where: { $0.tells != nil && $0.mayStillGo }) {
            return .failure(.isWaiting(waiting.id))
        }
        let facts = try store.currentFacts(event: rules.event.id).flatMap { known in
            ToldFacts(json: known.facts).map { MailingLook.Facts(id: known.id, facts: $0) }
        }
        let decision = RegistrationDecision(rules: rules, facts: facts, history: history)
        if let owed = try decision.letter(told: told, row: row, since: now) {
            let plan = Reconciliation(
                notification: owed.notification.name,
                tells: owed.wanted.tells,
                row: row,
                letters: letters,
                told: told,
                changeOf: owed.change.map { _ in owed.facts }
            )
            // The planner is about to say what is true now by itself.
            if plan.isNew { return .failure(.isComing(owed.notification.name)) }
        }
        let before = try store.letters(of: message.personKey)
        guard let old = (letters + before).first(where: { $0.id == message.id }) else {
            return .failure(.isGone)
        }
        guard let status = row.status.flatMap(RegistrationStatus.init),
            let said = old.tells.flatMap(RegistrationStatus.init),
            status == said || status.isRegistered && said.isRegistered
        else { return .failure(.isNotTrue(row.status ?? "")) }
        guard let letter = try again(old, row, letters, told, decision) else {
            return .failure(
                letters.contains { $0.id == told.lastTaken && $0.id != old.id }
                    ? .wasFollowed(told.lastTaken) : .isNotAsked
            )
        }
        var made = try letter.message(
            round: (letters.filter { $0.notification == letter.notification.name }.map(\.round).max() ?? -1)
                + 1,
            replacing: nil,
            history: history
        )
        (made.due, made.expires) = (now, now + history.rules.giveUpAfter)
        return checked(made)
    }

    /// The same letter as it reads now; of a change, what it changed, while nothing was said since.
    private func again(
        _ old: PastLetter,
        _ row: PersonRow,
        _ letters: [PastLetter],
        _ told: Told,
        _ decision: RegistrationDecision
    ) throws(StoreError) -> RegistrationLetter? {
        let isChange =
            decision.rules.event.notification(named: old.notification)?.trigger == .on(.changed)
        guard isChange else { return try decision.anew(row, told: told, again: old) }
        guard old.id == told.lastTaken else { return nil }
        let before = Told(letters.filter { $0.id != old.id })
        var letter = try decision.letter(told: before, row: row, since: now)
        guard letter?.wanted.prompting == .changed else { return nil }
        letter?.again = old
        return letter
    }

    // MARK: letters of mailings

    private func timed(
        _ message: MessageRow,
        _ planner: MailingPlanner,
        _ history: PersonHistory
    ) throws(StoreError) -> Result<NewMessage, ResendObstacle> {
        guard let row = try person(message) else { return .failure(.isGone) }
        guard planner.notification.admits(row, of: planner.event) else { return .failure(.isNotAsked) }
        guard try belongs(row, to: planner) else { return .failure(.isOfNoAudience) }
        let letters = try history.letters(of: row.personKey).filter {
            $0.event == message.event && $0.notification == message.notification
        }
        if let waiting = letters.first(where: \.mayStillGo) { return .failure(.isWaiting(waiting.id)) }
        let before = try store.letters(of: message.personKey)
        guard let old = before.first(where: { $0.id == message.id }) else { return .failure(.isGone) }
        var local = planner
        let zone = Schedule.zone(own: row.timeZone, region: row.region, event: planner.event)
        let opening = planner.opening(from: now, zone: zone, region: row.region)
        guard opening < planner.latest else { return .failure(.isPast) }
        let facts = try store.currentFacts(event: message.event)?.id
        guard
            let made = try local.message(
                for: row,
                from: opening,
                again: old,
                facts: facts,
                history: history
            )
        else { return .failure(.isOfNoAudience) }
        return checked(made)
    }

    /// The row that stands for the person now.
    private func person(_ message: MessageRow) throws(StoreError) -> PersonRow? {
        if let id = message.registration, let own = try store.person(.registration, id: id) {
            let rows = try store.registrations(of: own.personKey, event: message.event)
            return ToldTable.standing(among: rows, told: Told(try store.letters(of: own.personKey)))
        }
        return try message.invitee.flatMap { id throws(StoreError) in try store.person(.invitee, id: id) }
    }

    private func belongs(_ row: PersonRow, to planner: MailingPlanner) throws(StoreError) -> Bool {
        // Whom the announcement that an event is called off concerns was told of it.
        guard planner.notification.isTimed else { return true }
        var isFound = false
        try store.recipients(
            of: planner.audience,
            event: row.event,
            part: RowRange(after: row.id - 1, through: row.id)
        ) { found throws(StoreError) in
            isFound = found.id == row.id
            return !isFound
        }
        return isFound
    }

    /// What would end as soon as it is made is not made.
    private func checked(_ message: NewMessage) -> Result<NewMessage, ResendObstacle> {
        switch message.state {
        case .suppressed, .rejected, .expired: .failure(.ends(message.reason ?? message.state.rawValue))
        default: .success(message)
        }
    }
}

extension PastLetter {
    /// Whether it may still go, or is on its way.
    fileprivate var mayStillGo: Bool {
        isWaiting || state == .sending || state == .inDoubt
    }
}

extension PersonHistory {
    /// What planning may ask, for those who are not the engine.
    package convenience init(store: MessageStore, site: Site, now: Int64) throws(StoreError) {
        let configuration = site.configuration
        self.init(
            store: store,
            slips: KnownDomains(),
            rules: Rules(
                now: now,
                language: configuration.language.rawValue,
                giveUpAfter: configuration.retry.giveUpAfter.inMilliseconds,
                restoredAt: Int64(try store.meta("restored_at") ?? "") ?? 0,
                perAddressPerDay: configuration.limits.perAddressPerDay,
                languages: site.languages
            ),
            newID: { SecretName.make() }
        )
    }
}

/// Names that nobody can guess: 120 bits and more in letters and digits, with a full stop in the middle.
enum SecretName {
    /// A new one, from the system's generator.
    static func make() -> String {
        let digits = Array("0123456789abcdefghijklmnopqrstuv")
        let name = (0..<25).map { _ in digits[Int.random(in: 0..<32)] }
        return String(name.prefix(12)) + "." + String(name.suffix(13))
    }
}
