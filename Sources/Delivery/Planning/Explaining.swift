import Events
import Foundation
import Mail
import Planning
package import Site
package import Store
import Wording

/// Explains to the administrator what becomes of a person's letters.
///
/// It asks the functions that plan and decides nothing by itself; it writes nothing.
package struct Explaining {
    let site: Site
    let store: MessageStore
    let now: Int64
    let history: PersonHistory
    /// The identity behind the address that was asked for.
    let key: String
    /// The person's rows, of every event.
    let rows: [PersonRow]

    package init(_ address: String, site: Site, store: MessageStore, now: Int64) throws(StoreError) {
        self.site = site
        self.store = store
        self.now = now
        let key = MessageStore.personKey(of: address)
        self.key = key
        history = try PersonHistory(store: store, site: site, now: now)
        rows = try store.people { MessageStore.personKey(of: $0) == key }
    }

    /// Whether anything is known of the address.
    package func isKnown() throws(StoreError) -> Bool {
        if !rows.isEmpty { return true }
        if try !store.messages(of: key).isEmpty { return true }
        return try store.suppression(of: key) != nil
    }

    /// Whether a row or a letter connects the person with an event.
    package func concerns(_ event: String) throws(StoreError) -> Bool {
        if rows.contains(where: { $0.event == event }) { return true }
        return try !letters(event).isEmpty
    }

    /// Every notification of an event, in the order of the file; several letters of one kind each.
    package func explain(event: String) throws(StoreError) -> [Explanation] {
        guard let event = site.events[event]?.event else { return [] }
        let rules = EventRules(event)
        let letters = try letters(event.id)
        var all: [Explanation] = []
        for notification in event.notifications {
            let own = letters.filter { $0.notification == notification.name }
            for letter in own { all.append(try explain(letter, notification, event)) }
            if own.isEmpty || mayGoAgain(notification, own) {
                let rest =
                    try notification.isMailing
                    ? mailing(notification, event) : prompted(notification, rules)
                if own.isEmpty || rest.verdict == .willGo { all.append(rest) }
            }
        }
        return all
    }

    /// A letter about a registration may go once more by itself; a timed one goes once.
    private func mayGoAgain(_ notification: Events.Notification, _ letters: [MessageRow]) -> Bool {
        !notification.isTimed && letters.allSatisfy { $0.state.isFinal }
    }

    /// The person's letters about an event, the oldest first; an invitee's go by the first address.
    private func letters(_ event: String) throws(StoreError) -> [MessageRow] {
        var found: [MessageRow] = []
        var keys = [key]
        for row in rows where row.event == event && !keys.contains(row.personKey) {
            keys.append(row.personKey)
        }
        for key in keys { found += try store.messages(of: key).filter { $0.event == event } }
        return found.sorted { $0.id < $1.id }
    }

    func zone(_ row: PersonRow?, _ event: Event) -> TimeZone {
        Schedule.zone(own: row?.timeZone, region: row?.region, event: event)
    }

    /// The command stands beside it.
    static let awaitsApproval = Wording(ru: "ждёт утверждения", en: "awaits approval")

    // MARK: letters that there are

    private func explain(
        _ letter: MessageRow,
        _ notification: Events.Notification,
        _ event: Event
    ) throws(StoreError) -> Explanation {
        let zone = Schedule.zone(own: letter.timeZone, region: letter.region, event: event)
        let verdict = Explanation.Verdict(letter.state, cause: letter.cause)
        var told = Explanation(event.id, notification.name, verdict, zone: zone)
        told.message = letter.id
        told.reason = Wording(verbatim: letter.reason ?? "")
        let mailing = try store.mailing(event.id, notification.name)
        let release = "vestnik release --event \(event.id) --notification \(notification.name)"
        switch letter.state {
        case .sent:
            told.at = letter.sent
            let code = letter.code.map { "\($0) " } ?? ""
            told.reason = Wording(verbatim: code + (letter.reply ?? ""))
        case .queued, .deferred:
            let ready = max(letter.due, letter.nextAttempt ?? 0)
            let planner = planner(notification, event, mailing)
            told.at =
                notification.isTimed
                ? planner.opening(from: max(ready, now), zone: zone, region: letter.region) : ready
            if letter.state == .deferred, let reply = letter.reply { told.reason = Wording(verbatim: reply) }
            guard let mailing, mailing.state == .paused, letter.resendOf == nil else { break }
            (told.verdict, told.at, told.command) = (.held, nil, release)
            told.reason = Wording(verbatim: mailing.reason ?? "")
        case .held:
            if letter.cause == .awaitsApproval { told.reason = Self.awaitsApproval }
            told.command =
                switch letter.cause {
                case .awaitsApproval: "vestnik approve \(event.id) \(notification.name)"
                case .mailingStopped: release
                default: "vestnik release \(letter.id)"
                }
        case .bounced, .expired, .rejected, .inDoubt:
            let code = letter.code.map { "\($0) " } ?? ""
            if letter.reason == nil, let reply = letter.reply {
                told.reason = Wording(verbatim: code + reply)
            }
            if letter.state != .bounced { told.command = "vestnik retry \(letter.id)" }
        case .sending, .suppressed, .cancelled: break
        }
        return told
    }

    func planner(
        _ notification: Events.Notification,
        _ event: Event,
        _ mailing: Mailing?
    ) -> MailingPlanner {
        MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: mailing,
            now: now
        )
    }

    /// The verdict on a letter as the planner would make it.
    func verdict(_ message: NewMessage, at: Int64, _ told: inout Explanation) {
        told.verdict = Explanation.Verdict(message.state, cause: message.cause)
        told.reason = Wording(verbatim: message.reason ?? "")
        if message.state == .queued { told.at = at }
    }
}
