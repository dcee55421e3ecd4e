import Events
import Foundation
import Mail
import Planning
import Store
import Wording

/// Why a letter of a mailing goes or does not, where the person has none of it: the planner of mailings says so.
extension Explaining {
    func mailing(
        _ notification: Events.Notification,
        _ event: Event
    ) throws(StoreError) -> Explanation {
        let mailing = try store.mailing(event.id, notification.name)
        var planner = planner(notification, event, mailing)
        let row = try person(notification, event)
        var found = Explanation(event.id, notification.name, .notInvited, zone: zone(row, event))
        func end(_ verdict: Explanation.Verdict, _ reason: Wording, _ command: String? = nil) -> Explanation {
            (found.verdict, found.reason, found.command) = (verdict, reason, command)
            return found
        }
        if event.isCancelled, notification.isTimed { return end(.eventCancelled, Reasons.eventCancelled) }
        if !event.isCancelled, !notification.isTimed {
            return end(
                .eventTakesPlace,
                Wording(ru: "мероприятие не отменено", en: "the event is not called off")
            )
        }
        guard let row else {
            return notification.audience?.isOfInvitees == true
                ? end(.notInvited, Wording(ru: "не приглашён", en: "was not invited"))
                : end(.notRegistered, Wording(ru: "не зарегистрирован", en: "is not registered"))
        }
        guard notification.admits(row, of: event) else { return end(.notAsked, Reasons.notAsked) }
        guard try isOfAudience(row, planner) else {
            let (verdict, reason) = try outside(row, notification)
            return end(verdict, reason)
        }
        if let mailing, mailing.state == .cancelled || mailing.state == .missed {
            let reason = Wording(verbatim: mailing.reason ?? mailing.state.rawValue)
            return end(mailing.state == .cancelled ? .cancelled : .missed, reason)
        }
        guard let due = planner.due(timeZone: row.timeZone, region: row.region) else {
            return end(
                .noTime,
                Wording(
                    ru: "момент, от которого оно отсчитывается, в event.json5 не назван",
                    en: "event.json5 does not name the moment that it counts from"
                )
            )
        }
        let approve = "vestnik approve \(event.id) \(notification.name)"
        if let mailing, mailing.frozenAt != nil {
            let late = LateInvitees(event: event, calendar: site.calendar, store: store)
            if try late.rows(of: notification, now: now).contains(where: { $0.id == row.id }) {
                let reason = Wording(ru: "импортирован после рассылки", en: "was imported after it went")
                return end(.importedLate, reason, approve + " --late")
            }
            let isWaiting = mailing.state == .awaitingApproval
            let look = mailing.state.isFinal || due.at + MailingPlanner.grace <= now ? now : 0
            let mayJoin =
                !mailing.state.isFinal
                && planner.belongs(row, due: due, isWaiting: isWaiting, lastLook: look, now: now)
            guard mayJoin else { return end(.tooLate, Reasons.registeredLate) }
        }
        guard let message = try planner.message(for: row, history: history) else {
            return end(.tooLate, Reasons.registeredLate)
        }
        let opening = planner.opening(from: max(message.due, now), zone: found.zone, region: row.region)
        if message.state == .expired || message.state == .queued && opening > message.expires {
            let over = MailingPlanner.milliseconds(event.ends.latest(in: event.timeZone))
            return over <= now
                ? end(.eventOver, Wording(ru: "мероприятие уже прошло", en: "the event is over"))
                : end(.missed, Reasons.missed)
        }
        verdict(message, at: opening, &found)
        if found.verdict == .willGo, mailing?.frozenAt == nil, notification.waves.count > 1 {
            found.reason = ExplainWords.waves(notification.waves.count, pause: "\(notification.pause)")
        }
        return try waits(found, notification, mailing, approve)
    }

    /// What the mailing as a whole waits for.
    private func waits(
        _ found: Explanation,
        _ notification: Events.Notification,
        _ mailing: Mailing?,
        _ approve: String
    ) throws(StoreError) -> Explanation {
        guard found.verdict == .willGo else { return found }
        var found = found
        if let mailing, mailing.state == .paused {
            (found.verdict, found.at) = (.held, nil)
            found.reason = Wording(verbatim: mailing.reason ?? "")
            found.command = "vestnik release --event \(mailing.event) --notification \(mailing.notification)"
            return found
        }
        let given = try mailing.map { known throws(StoreError) in try store.approvals(mailing: known.id).count
        }
        guard notification.approval, (given ?? 0) < notification.approvers else { return found }
        found.command = approve
        found.reason = Self.awaitsApproval
        if let at = found.at, at <= now { (found.verdict, found.at) = (.held, nil) }
        return found
    }

    /// The row by which the person would belong to the mailing.
    private func person(
        _ notification: Events.Notification,
        _ event: Event
    ) throws(StoreError) -> PersonRow? {
        let own = rows.filter { $0.event == event.id }
        let invitee = own.first { $0.kind == .invitee }
        if notification.audience?.isOfInvitees == true { return invitee }
        let registrations = own.filter { $0.kind == .registration }
        let told = Told(try history.letters(of: key).filter { $0.event == event.id })
        let standing = ToldTable.standing(among: registrations, told: told)
        return notification.isTimed ? standing : standing ?? invitee
    }

    /// Whether the store finds the row for the audience: by the query that gathers it.
    private func isOfAudience(_ row: PersonRow, _ planner: MailingPlanner) throws(StoreError) -> Bool {
        var isFound = false
        let part = planner.notification.isTimed ? RowRange(after: row.id - 1, through: row.id) : nil
        try store.recipients(of: planner.audience, event: row.event, part: part) {
            found throws(StoreError) in
            isFound = found.kind == row.kind && found.id == row.id
            return !isFound
        }
        return isFound
    }

    /// Why a row is not of the audience.
    private func outside(
        _ row: PersonRow,
        _ notification: Events.Notification
    ) throws(StoreError) -> (Explanation.Verdict, Wording) {
        guard notification.isTimed else {
            return (
                .nothingToTell,
                Wording(
                    ru: "ни о чём, кроме отмены, не сообщалось",
                    en: "nothing but a cancellation was told"
                )
            )
        }
        if let audience = notification.audience, !audience.isOfInvitees {
            return audience.takesIn(row.status ?? "")
                ? (.otherRow, Reasons.sameAddress) : (.otherStatus, Reasons.status(row.status ?? ""))
        }
        let others = rows.filter { $0.event == row.event && $0.kind == .invitee }
        guard others.first?.id == row.id, notification.audience == .unanswered else {
            return (.otherRow, Reasons.sameAddress)
        }
        guard let answer = try store.answer(of: row.personKey, event: row.event) else {
            return (.answered, Reasons.answered)
        }
        let word: Wording =
            answer.answer == .yes
            ? Wording(ru: "придёт", en: "comes") : Wording(ru: "не придёт", en: "does not come")
        return (.answered, Reasons.answered + ": " + word)
    }
}
