import Events
import Mail
import Store

/// The guard of the mailings: what is refused again and again stops, and a second address is tried where the first is
/// dead.
extension OutcomeRecorder {
    /// Watches how the mailings fare; part of the transaction that records the outcomes.
    func watchMailings(
        _ deliveries: [DeliveryResult],
        _ records: [AttemptRecord],
        alarms: [Int64: Alarm],
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) {
        for (delivery, record) in zip(deliveries, records) {
            let message = delivery.transfer.message
            if delivery.disposition.message == .bounced, case .answered(let outcome) = delivery.result,
                outcome.stage != .mail
            {
                try escalate(message, record, into: &turn, now: now)
            }
            guard let mailing = message.mailing else { continue }
            turn.touchesMailings = true
            // What the relay has against us it has against all of them.
            if delivery.disposition.message == .held(.refusesUs), let reason = record.change.reason {
                try pause(mailing, .relayRefuses, reason: reason, into: &turn, now: now)
            }
        }
        for (mailing, alarm) in alarms.sorted(by: { $0.key < $1.key }) {
            let told = Reasons.sameRefusal(alarm.count, of: alarm.ended, reply: alarm.reason)
            try pause(mailing, .sameRefusal, reason: told.text(in: language), into: &turn, now: now)
        }
    }

    /// Stops a mailing and calls for a person; what waits for a session goes back unharmed after the commit.
    func pause(
        _ mailing: Int64,
        _ cause: MessageCause,
        reason: String,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) {
        turn.paused.insert(mailing)
        guard try store.move(mailing: mailing, to: .paused, cause: cause, reason: reason, now: now) else {
            return
        }
        let name = try store.mailing(id: mailing).map { "\($0.event)/\($0.notification)" } ?? "\(mailing)"
        turn.notices.append((.error, MailingNotices.paused(name, reason).text(in: language)))
    }

    /// The first address is dead (5.1.x): the invitee's second one gets the letter.
    private func escalate(
        _ message: ClaimedMessage,
        _ record: AttemptRecord,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) {
        guard let invitee = message.invitee, message.email == invitee.email else { return }
        try escalate(
            message.id,
            of: invitee,
            message.priority,
            code: record.enhancedCode,
            expires: .min,
            into: &turn,
            now: now
        )
    }

    /// The first address is dead (5.1.x), as a reply or a report says: the invitee's second one gets the letter.
    ///
    /// So it does where the list keeps this letter from the first, for what came back from there: `code` is nil then, and
    /// the message claimed (`sending`), not `bounced`.
    ///
    /// - Returns: whether it does.
    @discardableResult
    func escalate(
        _ message: Int64,
        from state: MessageState = .bounced,
        of invitee: PersonRow,
        _ priority: Priority,
        code: String?,
        expires: Int64,
        into turn: inout Turn,
        now: Int64
    ) throws(StoreError) -> Bool {
        guard let second = invitee.secondEmail, code?.hasPrefix("5.1.") == true || code == nil,
            let address = try? Address(second),
            try !store.isSuppressed(address.key, priority: priority)
        else { return false }
        let perDay = configuration.limits.perAddressPerDay
        if perDay > 0,
            try store.letterCount(ofMailbox: address.key, except: "", since: now - 86_400_000) >= perDay
        {
            return false
        }
        guard
            try store.redirect(
                message: message,
                from: state,
                to: second,
                domain: address.asciiDomain,
                ready: now,
                expires: expires
            )
        else { return false }
        turn.notices.append((.notice, Notices.secondAddress(message).text(in: language)))
        return true
    }
}
