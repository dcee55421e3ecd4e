import Site
import Events
import Foundation
import Letters
import Store

/// Facts of events that have moved: everyone who was told others is told these.
extension Engine {
    /// Compares the facts of each event with those that its letters tell; part of the turn's transaction.
    ///
    /// Where they have moved, what waits tells the new ones from now on, and everyone registered is looked at:
    /// whoever was told others gets a letter, as one mailing.
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
                try store.askForLooks(event: name, now: now)
                hasLooks = true
                tell(.notice, Notices.factsMoved(name))
            }
        }
        if try !store.waitingLooks().isEmpty { hasLooks = true }
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
