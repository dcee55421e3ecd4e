import Events
import Foundation
import Mail
import Store

/// Who joins and who leaves a mailing whose audience is known, until the last hour has struck.
extension Engine {
    /// Sees that everyone belongs to a mailing who is of its audience at their own hour, and nobody else.
    func keepAudience(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(StoreError) {
        let history = history(now: now)
        let facts = mailings.facts[mailing.event]?.id
        let lastLook = mailings.lastLook
        let isWaiting = mailing.state == .awaitingApproval
        let notification = planner.notification
        let lastWave =
            notification.waves.isEmpty ? 0 : notification.waveSizes(of: mailing.audience ?? 0).count - 1
        var local = planner
        var joining: [NewMessage] = []
        var rows: [String: PersonRow] = [:]
        try store.joiners(of: mailing, audience: planner.audience) { row throws(StoreError) in
            guard local.notification.admits(row, of: local.event),
                let due = local.due(timeZone: row.timeZone, region: row.region)
            else { return true }
            rows[row.personKey] = row
            history.forget()
            guard local.belongs(row, due: due, isWaiting: isWaiting, lastLook: lastLook, now: now),
                var message = try local.message(
                    for: row,
                    wave: Int64(max(0, lastWave)),
                    facts: facts,
                    history: history
                )
            else { return true }
            if isWaiting, message.state == .queued {
                message.state = .held
                message.cause = .awaitsApproval
                message.reason = Reasons.approval.text(in: history.rules.language)
            }
            joining.append(message)
            return true
        }
        planner = local
        try letGo(mailing, &planner, others: rows, now: now)
        try follow(mailing, &planner, now: now)
        figures.planned += try store.join(mailing: mailing.id, joining, now: now)
    }

    /// Withdraws the letters of those who are no longer of the audience; `others` are people of the audience by rows
    /// that have no message, by their identity.
    private func letGo(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        others: [String: PersonRow],
        now: Int64
    ) throws(StoreError) {
        var before: [MessageCause: [Int64]] = [:]
        var after: [MessageCause: [Int64]] = [:]
        let gone =
            try store.leavers(of: mailing, audience: planner.audience)
            + notAdmitted(mailing, planner).map { ($0, .leftAudience) }
        for (message, cause) in gone {
            if let row = others[message.personKey] {
                // The same person stands by another row.
                try store.rehome(message: message.id, to: row, now: now)
                continue
            }
            let due = planner.due(timeZone: message.timeZone, region: message.region)
            if let due, due.at <= mailings.lastLook {
                after[cause, default: []].append(message.id)
            } else {
                before[cause, default: []].append(message.id)
            }
        }
        let language = site.configuration.language.rawValue
        for (cause, told, what) in [
            (MessageCause.answered, Reasons.answered, MailingNotices.answered),
            (.leftAudience, Reasons.noLongerInAudience, MailingNotices.left),
        ] {
            var count = 0
            for (letters, asMembers) in [(before, false), (after, true)] {
                count += try store.leave(
                    mailing: mailing.id,
                    letters[cause] ?? [],
                    cause: cause,
                    reason: told.text(in: language),
                    asMembers: asMembers,
                    now: now
                )
            }
            guard count > 0 else { continue }
            tell(.info, what("\(mailing.event)/\(mailing.notification)", count))
        }
    }

    /// Whoever has moved to another zone before their hour gets the letter at the hour of that zone.
    private func follow(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(StoreError) {
        // Waves keep their distance from each other.
        guard planner.notification.waves.isEmpty else { return }
        let delay = Int64(planner.notification.undo.seconds) * 1000
        for (message, row) in try store.displaced(of: mailing) {
            guard let due = planner.due(timeZone: row.timeZone, region: row.region) else { continue }
            let old = planner.due(timeZone: message.timeZone, region: message.region)
            // A letter that someone let go late keeps its time, and so does one whose hour has struck.
            let isAsPlanned = old.map { $0.at + delay == message.due && $0.at > mailings.lastLook } == true
            try store.displace(
                message: message.id,
                to: row,
                due: isAsPlanned ? due.at + delay : message.due,
                expires: isAsPlanned ? min(due.lateUntil + delay, planner.latest) : message.expires,
                now: now
            )
        }
    }

    /// The letters that wait of those whom `where` no longer asks for.
    private func notAdmitted(
        _ mailing: Mailing,
        _ planner: MailingPlanner
    ) throws(StoreError) -> [MessageRow] {
        guard !planner.notification.conditions.isEmpty else { return [] }
        var kind = PersonRow.Kind.registration
        var rows: Set<Int64> = []
        try store.recipients(of: planner.audience, event: mailing.event) { row throws(StoreError) in
            kind = row.kind
            if !planner.notification.admits(row, of: planner.event) { rows.insert(row.id) }
            return true
        }
        return try store.waiting(of: mailing, kind: kind, rows: rows)
    }

    /// Writes to invitees who were imported after the mailing went, as far as a person has said so.
    func admitLate(
        _ mailing: Mailing,
        _ planner: inout MailingPlanner,
        now: Int64
    ) throws(StoreError) {
        guard let through = mailing.lateInvitee else { return }
        let history = history(now: now)
        let facts = mailings.facts[mailing.event]?.id
        var local = planner
        var joining: [NewMessage] = []
        try store.joiners(of: mailing, audience: planner.audience) { row throws(StoreError) in
            history.forget()
            guard row.id <= through,
                let message = try local.message(for: row, from: now, facts: facts, history: history)
            else { return true }
            joining.append(message)
            return true
        }
        planner = local
        let count = try store.join(mailing: mailing.id, joining, now: now)
        figures.planned += count
        try store.lateAreIn(mailing: mailing.id, now: now)
        tell(.notice, MailingNotices.late("\(mailing.event)/\(mailing.notification)", count))
    }

    /// Whether a letter of a mailing still goes to the person whose row stands behind it.
    func isOfAudience(_ message: ClaimedMessage) -> Bool {
        guard message.goesByTheClock, let row = message.registration,
            let event = site.events[message.event]?.event,
            let notification = event.notification(named: message.notification),
            let audience = notification.audience, !audience.isOfInvitees
        else { return true }
        return audience.takesIn(row.status ?? "") && notification.admits(row, of: event)
    }

    /// Whether the moment has come that a letter counts back from: it is of no use any more.
    func isPastItsMoment(_ message: ClaimedMessage, now: Int64) -> Bool {
        guard message.goesByTheClock, let event = site.events[message.event]?.event,
            let notification = event.notification(named: message.notification),
            let latest = Schedule.latest(notification, event: event)
        else { return false }
        return MailingPlanner.milliseconds(latest) <= now
    }
}

extension ClaimedMessage {
    /// Whether it is of a mailing, or a letter of one that a person has sent again.
    var goesByTheClock: Bool { mailing != nil || priority != .prompted }
}
