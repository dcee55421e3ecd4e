import Events
import Foundation
import Mail
import Store

/// Looks through mailings in parts, so that a turn never keeps everyone else waiting for long.
///
/// A killed daemon begins anew: each part leaves behind what is right for those it has looked at.
extension Engine {
    /// How many people one part looks at.
    static let reviewedRows = 100

    /// Goes on with the reviews while the turn has time; concludes the look with the last.
    func reviewOn(now: Int64) throws(StoreError) {
        let begin = Uptime.now()
        turnTime.begin(.mailings)
        defer { mailings.lookTook += Uptime.now() - begin }
        while var review = mailings.reviews.first {
            if try reviewPart(&review, now: now) {
                mailings.reviews.removeFirst()
                try conclude(review, now: now)
            } else {
                mailings.reviews[0] = review
            }
            guard !mailings.reviews.isEmpty else { return try concludeLook(now: now) }
            guard turnTime.isLeft() else { break }
        }
        mailings.gatherAt = Uptime.now() + gatheringRest
    }

    /// Looks at the next people.
    ///
    /// - Returns: whether there are no more.
    private func reviewPart(_ review: inout MailingReview, now: Int64) throws(StoreError) -> Bool {
        guard let mailing = try store.mailing(id: review.mailing),
            review.late != nil || !mailing.state.isFinal || mailing.state == .missed
        else { return true }
        if var walk = review.members {
            let members = try store.members(
                of: mailing,
                audience: review.planner.audience,
                &walk,
                limit: Self.reviewedRows
            )
            try see(members, mailing, &review, now: now)
            review.members = members.count < Self.reviewedRows ? nil : walk
            return review.members == nil && !review.admits
        }
        guard review.admits else { return true }
        let audience = review.planner.audience
        // Who comes later is asked at the next look.
        let rest: RowRange
        if let known = review.rest {
            rest = known
        } else {
            rest = RowRange(after: .min, through: try store.lastRow(of: audience))
        }
        let part = try store.part(of: audience, rest, rows: Self.reviewedRows)
        try admit(part, mailing, &review, now: now)
        review.rest = RowRange(after: part.through, through: rest.through)
        return part.through >= rest.through
    }

    private func conclude(_ review: MailingReview, now: Int64) throws(StoreError) {
        guard let mailing = try store.mailing(id: review.mailing) else { return }
        let name = "\(mailing.event)/\(mailing.notification)"
        let tally = review.tally
        if tally.moved > 0 { tell(.notice, MailingNotices.moved(name, tally.moved)) }
        if tally.answered > 0 { tell(.info, MailingNotices.answered(name, tally.answered)) }
        if tally.left > 0 { tell(.info, MailingNotices.left(name, tally.left)) }
        guard let late = review.late, late == mailing.lateInvitee else { return }
        try store.lateAreIn(mailing: mailing.id, now: now)
        tell(.notice, MailingNotices.late(name, tally.joined))
    }

    // MARK: those who belong to it

    private func see(
        _ members: [Member],
        _ mailing: Mailing,
        _ review: inout MailingReview,
        now: Int64
    ) throws(StoreError) {
        for var member in members {
            if review.heedsFacts, try move(&member.message, &review, now: now) { review.tally.moved += 1 }
            guard review.keepsAudience else { continue }
            let isAdmitted = member.row.map {
                review.planner.notification.admits($0, of: review.planner.event)
            }
            guard member.isOfAudience, isAdmitted != false else {
                try letGo(member, mailing, &review, now: now)
                continue
            }
            try follow(member, &review, now: now)
        }
    }

    /// Facts or rules moved: what is not yet sent moves with them.
    private func move(
        _ message: inout MessageRow,
        _ review: inout MailingReview,
        now: Int64
    ) throws(StoreError) -> Bool {
        // Waves move all by the same.
        guard review.planner.notification.waves.isEmpty else { return false }
        let delay = Int64(review.planner.notification.undo.seconds) * 1000
        guard let due = review.planner.due(timeZone: message.timeZone, region: message.region),
            due.at + delay != message.due
        else { return false }
        var end = due.lateUntil
        if delay > 0 {
            let late = review.planner.lateUntil(
                from: due.at + delay,
                timeZone: message.timeZone,
                region: message.region
            )
            end = min(max(end + delay, late), review.planner.latest)
        }
        if message.attempts > 0 {
            let giveUpAfter = site.configuration.retry.giveUpAfter.inMilliseconds
            end = max(end, review.planner.retryUntil(from: max(now, due.at), giveUpAfter: giveUpAfter))
        }
        guard try store.move(message: message.id, due: due.at + delay, expires: end, now: now) else {
            return false
        }
        (message.due, message.expires) = (due.at + delay, end)
        return true
    }

    /// Withdraws the letter of somebody who is no longer of the audience, unless another row of the same person is.
    private func letGo(
        _ member: Member,
        _ mailing: Mailing,
        _ review: inout MailingReview,
        now: Int64
    ) throws(StoreError) {
        let message = member.message
        if case .selection(let selection) = review.planner.audience {
            let rows = try store.rows(of: message.personKey, in: selection, event: mailing.event)
            for row in rows where review.planner.notification.admits(row, of: review.planner.event) {
                guard review.planner.due(timeZone: row.timeZone, region: row.region) != nil else { continue }
                return try store.rehome(message: message.id, to: row, now: now)
            }
        }
        let due = review.planner.due(timeZone: message.timeZone, region: message.region)
        let told = member.hasAnswered ? Reasons.answered : Reasons.noLongerInAudience
        let count = try store.leave(
            mailing: mailing.id,
            [message.id],
            cause: member.hasAnswered ? .answered : .leftAudience,
            reason: told.text(in: site.configuration.language.rawValue),
            asMembers: due.map { $0.at <= mailings.lastLook } == true,
            now: now
        )
        if member.hasAnswered { review.tally.answered += count } else { review.tally.left += count }
    }

    /// Whoever has moved to another zone before their hour gets the letter at the hour of that zone.
    private func follow(
        _ member: Member,
        _ review: inout MailingReview,
        now: Int64
    ) throws(StoreError) {
        let message = member.message
        // Waves keep their distance from each other.
        guard review.planner.notification.waves.isEmpty, let row = member.row, message.attempts == 0,
            message.state == .queued || message.state == .held,
            (message.timeZone, message.region) != (row.timeZone, row.region),
            let due = review.planner.due(timeZone: row.timeZone, region: row.region)
        else { return }
        let delay = Int64(review.planner.notification.undo.seconds) * 1000
        let old = review.planner.due(timeZone: message.timeZone, region: message.region)
        // A letter that someone let go late keeps its time, and so does one whose hour has struck.
        let isAsPlanned = old.map { $0.at + delay == message.due && $0.at > mailings.lastLook } == true
        try store.displace(
            message: message.id,
            to: row,
            due: isAsPlanned ? due.at + delay : message.due,
            expires: isAsPlanned ? min(due.lateUntil + delay, review.planner.latest) : message.expires,
            now: now
        )
    }

    // MARK: those who join

    /// Writes to people of the audience who are no members.
    private func admit(
        _ part: RowRange,
        _ mailing: Mailing,
        _ review: inout MailingReview,
        now: Int64
    ) throws(StoreError) {
        let history = history(now: now)
        let facts = mailings.facts[mailing.event]?.id
        let lastLook = mailings.lastLook
        let isWaiting = mailing.state == .awaitingApproval
        let waves = review.planner.notification.waves
        let lastWave =
            waves.isEmpty ? 0 : review.planner.notification.waveSizes(of: mailing.audience ?? 0).count - 1
        let late = review.late
        var planner = review.planner
        var joining: [NewMessage] = []
        try store.joiners(of: mailing, audience: planner.audience, part: part) { row throws(StoreError) in
            history.forget()
            if let late {
                guard row.id <= late,
                    let message = try planner.message(for: row, from: now, facts: facts, history: history)
                else { return true }
                joining.append(message)
                return true
            }
            guard planner.notification.admits(row, of: planner.event),
                let due = planner.due(timeZone: row.timeZone, region: row.region),
                planner.belongs(row, due: due, isWaiting: isWaiting, lastLook: lastLook, now: now),
                var message = try planner.message(
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
        review.planner = planner
        let count = try store.join(mailing: mailing.id, joining, now: now)
        review.tally.joined += count
        figures.planned += count
    }
}
