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
            if case .bounced = record.verdict { try escalate(message, record, now: now) }
            guard let mailing = message.mailing else { continue }
            mailings.isStale = true
            switch record.verdict {
            case .sent: mailings.refusals[mailing, default: RefusalTally()].count(refusedFor: nil)
            case .bounced:
                mailings.refusals[mailing, default: RefusalTally()].count(refusedFor: Self.reasonKey(record))
            case .held(let reason) where record.code != nil:
                try pause(mailing, reason: reason, now: now)
            default: break
            }
            if let alarm = mailings.refusals[mailing]?.alarm {
                let ended = mailings.refusals[mailing]?.ended ?? alarm.count
                let told = Reasons.sameRefusal(alarm.count, of: ended, reply: alarm.reason)
                try pause(
                    mailing,
                    reason: told.text(in: installation.configuration.language.rawValue),
                    now: now
                )
            }
        }
    }

    /// Watches how the mailings fare: pauses one that meets the same refusal again and again, and turns to
    /// the second address where the first is dead.
    ///
    private func pause(_ mailing: Int64, reason: String, now: Int64) throws(SQLiteError) {
        mailings.refusals[mailing] = nil
        guard try store.move(mailing: mailing, to: .paused, reason: reason, now: now) else { return }
        mailings.running.removeAll { $0 == mailing }
        dispatcher.takeBack(.returned, relay: nil) { $0.mailing == mailing }
        let name = try store.mailing(id: mailing).map { "\($0.event)/\($0.notification)" } ?? "\(mailing)"
        observer.notice(.error, "mailing \(name) is paused: \(reason)")
    }

    /// What makes two refusals alike: the codes, not the text, which names the address.
    private static func reasonKey(_ record: AttemptRecord) -> String {
        [record.code.map(String.init), record.enhancedCode].compactMap(\.self).joined(separator: " ")
    }

    /// The first address is dead (5.1.x): the invitee's second one gets the letter.
    private func escalate(
        _ message: Claimed,
        _ record: AttemptRecord,
        now: Int64
    ) throws(SQLiteError) {
        guard let invitee = message.invitee, let second = invitee.secondEmail, message.email == invitee.email,
            record.enhancedCode?.hasPrefix("5.1.") == true || record.enhancedCode == nil,
            let address = try? Address(second)
        else { return }
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
