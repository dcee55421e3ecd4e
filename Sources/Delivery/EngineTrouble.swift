import Events
import Mail
import SQLite
import Store

extension Engine {
    /// Watches how the mailings fare: pauses one that meets the same refusal again and again, and turns to
    /// the second address where the first is dead.
    ///
    /// Part of the transaction that records the outcomes.
    func watchMailings(
        _ landings: [Landing],
        _ records: [AttemptRecord],
        now: Int64
    ) throws(SQLiteError) {
        for (landing, record) in zip(landings, records) {
            let message = landing.flight.message
            if case .bounced = record.verdict, case .answered(let outcome) = landing.result,
                outcome.stage != .mail
            {
                try escalate(message, record, now: now)
            }
            guard let mailing = message.mailing else { continue }
            mailings.isStale = true
            if case .held(let reason) = record.verdict, record.code != nil {
                try pause(mailing, reason: reason, now: now)
            }
        }
        let language = installation.configuration.language.rawValue
        for (mailing, alarm) in dispatcher.with({ $0.alarms }).sorted(by: { $0.key < $1.key }) {
            let told = Reasons.sameRefusal(alarm.count, of: alarm.ended, reply: alarm.reason)
            try pause(mailing, reason: told.text(in: language), now: now)
        }
    }

    /// Stops a mailing and calls for a person; what waits for a session goes back unharmed.
    func pause(_ mailing: Int64, reason: String, now: Int64) throws(SQLiteError) {
        dispatcher.takeBack(.returned) { $0.mailing == mailing }
        mailings.running.removeAll { $0 == mailing }
        pausedMailings.insert(mailing)
        guard try store.move(mailing: mailing, to: .paused, reason: reason, now: now) else { return }
        let name = try store.mailing(id: mailing).map { "\($0.event)/\($0.notification)" } ?? "\(mailing)"
        pendingNotices.append((.error, "mailing \(name) is paused: \(reason)"))
    }

    /// The first address is dead (5.1.x): the invitee's second one gets the letter.
    private func escalate(
        _ message: Claimed,
        _ record: AttemptRecord,
        now: Int64
    ) throws(SQLiteError) {
        guard let invitee = message.invitee, let second = invitee.secondEmail, message.email == invitee.email,
            record.enhancedCode?.hasPrefix("5.1.") == true || record.enhancedCode == nil,
            let address = try? Address(second),
            try !store.isSuppressed(address.key, lane: message.lane)
        else { return }
        let perDay = installation.configuration.limits.perAddressPerDay
        if perDay > 0, try store.letterCount(to: address.key, since: now - 86_400_000) >= perDay { return }
        guard
            try store.redirect(
                message: message.id,
                to: second,
                domain: address.asciiDomain,
                ready: now
            )
        else { return }
        observer.notice(.notice, "\(message.id): the first address is refused, the second gets the letter")
    }
}
