import Site
import Events
import Foundation
import Letters
import Store

/// Facts of events that have moved: everyone who was told others is told these.
extension Engine {
    /// Compares the facts of each event with those that its letters tell; part of the turn's transaction.
    ///
    /// Where they have moved, what waits tells the new ones when it is claimed, and everyone registered is looked at, some
    /// at a time: whoever was told others gets a letter, as one mailing.
    func noticeFacts(now: Int64) throws(StoreError) {
        for (name, kit) in site.events {
            let facts = ToldFacts(kit.event)
            let known = try store.currentFacts(event: name)
            if let known, let told = ToldFacts(json: known.facts), told == facts {
                mailings.facts[name] = MailingLook.Facts(id: known.id, facts: facts)
                continue
            }
            let id = try store.changeFacts(event: name, to: facts.json, now: now)
            mailings.facts[name] = MailingLook.Facts(id: id, facts: facts)
            guard known != nil else { continue }
            if kit.event.notifications.contains(where: { $0.trigger == .on(.changed) }) {
                try lookAtEveryone(of: name, now: now)
                tell(.notice, Notices.factsMoved(name))
            }
        }
    }

    /// A letter that is claimed tells the facts that it is made from: where they have moved since it was planned it is
    /// written down which these are, and its entry says something new; part of the turn's transaction.
    ///
    /// So nobody is told of them twice, and no letter has to be looked for when they move.
    func tellingFacts(_ claimed: [ClaimedMessage], now: Int64) throws(StoreError) -> [ClaimedMessage] {
        guard claimed.contains(where: isOfMovedFacts) else { return claimed }
        let history = history(now: now)
        var told: [ClaimedMessage] = []
        told.reserveCapacity(claimed.count)
        for message in claimed {
            guard isOfMovedFacts(message), let facts = mailings.facts[message.event]?.id else {
                told.append(message)
                continue
            }
            var sequence = message.sequence
            if let method = message.entry {
                let registration = message.registration.flatMap { $0.version > 1 ? $0.id : nil }
                let entry = try history.entry(
                    message.personKey,
                    event: message.event,
                    registration: registration
                )
                let isNews = method == CalendarMethod.cancel.rawValue
                sequence = max(sequence, entry.sequence(method: method, facts: facts, isNews: isNews))
            }
            try store.tell(facts: facts, sequence: sequence, message: message.id)
            told.append(ClaimedMessage(message, telling: facts, sequence: sequence))
        }
        return told
    }

    private func isOfMovedFacts(_ message: ClaimedMessage) -> Bool {
        guard let told = message.facts, let facts = mailings.facts[message.event] else { return false }
        return told != facts.id
    }

    /// Takes back what waits for a session and would tell other facts than it is known to tell, before letters are
    /// made from the new ones.
    func returnMoved(_ new: Site) {
        let moved = new.events.filter { name, kit in
            site.events[name].map { ToldFacts($0.event) != ToldFacts(kit.event) } ?? false
        }
        guard !moved.isEmpty else { return }
        readyQueue.takeBack { moved[$0.event] != nil }
    }

    /// Puts a letter about moved facts into their mailing, which is made with its first letter.
    ///
    /// - Returns: the mailing's id; nil where a person has withdrawn it.
    func factsMailing(
        _ letter: RegistrationLetter,
        _ message: inout NewMessage,
        now: Int64
    ) throws(StoreError) -> Int64? {
        let notification = letter.notification
        let undo = Int64(notification.undo.seconds) * 1000
        let plan = MailingPlan(
            event: letter.event.id,
            notification: notification.name,
            priority: message.priority,
            due: now + undo,
            expires: now + undo + site.configuration.retry.giveUpAfter.inMilliseconds,
            approvers: notification.approval ? notification.approvers : 0
        )
        guard let mailing = try store.openFactsMailing(plan, facts: letter.facts, now: now) else {
            return nil
        }
        mailings.isStale = true
        message.mailing = mailing.id
        message.due = max(message.due, mailing.due)
        message.expires = max(message.expires, mailing.expires)
        if mailing.state == .awaitingApproval, message.state == .queued {
            message.state = .held
            message.cause = .awaitsApproval
            message.reason = Reasons.approval.text(in: site.configuration.language.rawValue)
        }
        return mailing.id
    }
}
