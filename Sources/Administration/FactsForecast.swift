import Delivery
import Events
import Foundation
public import Store

/// Facts of an event that have moved, or were edited: the mailing that tells them, before anyone is told.
extension ScheduleForecast {
    /// The mailings that will tell facts which were edited, and which the daemon has not read yet; of people so many are
    /// looked for at most.
    public func editedFacts(limit: Int = .max) throws(StoreError) -> [ScheduledMailing] {
        var found: [ScheduledMailing] = []
        for (_, kit) in site.events.sorted(by: { $0.key < $1.key }) {
            for notification in kit.event.notifications where notification.trigger == .on(.changed) {
                guard try isEdited(kit.event),
                    let mailing = try factsMailing(notification, kit.event, limit: limit)
                else { continue }
                found.append(mailing)
            }
        }
        return found
    }

    private func isEdited(_ event: Event) throws(StoreError) -> Bool {
        try FactsAudience(event: event, store: store, history: history(at: now)).isEdited()
    }

    /// The mailing that tells moved facts, where this notification tells of changes and there is one, or will be as
    /// soon as the daemon reads the file; nil where nothing has moved.
    func factsMailing(
        _ notification: Events.Notification,
        _ event: Event,
        limit: Int = .max
    ) throws(StoreError) -> ScheduledMailing? {
        guard notification.trigger == .on(.changed) else { return nil }
        let known = try store.mailing(event.id, notification.name)
        let people = try FactsAudience(event: event, store: store, history: history(at: now))
            .people(of: notification, limit: limit < .max ? limit + 1 : limit)
        var result = ScheduledMailing(
            event: event.id,
            notification: notification.name,
            state: known?.state ?? .scheduled,
            reason: known?.reason,
            audience: known?.audience ?? 0,
            zone: event.timeZone
        )
        let planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: site.calendar,
            mailing: known,
            now: now
        )
        if let people {
            guard !people.isEmpty else { return nil }
            // Its letters begin to wait when the daemon has read the file.
            result.state = .scheduled
            result.reason = Reasons.factsEdited.text(in: language)
            result.audience = min(people.count, limit)
            result.areMore = people.count > limit
            let due = now + Int64(max(notification.undo.seconds, notification.settle.seconds)) * 1000
            for row in people.prefix(limit) {
                add(
                    email: row.email,
                    name: row.name,
                    timeZone: row.timeZone,
                    region: row.region,
                    due: due,
                    expires: nil,
                    reason: nil,
                    planner,
                    &result
                )
            }
        } else if let known, known.facts != nil {
            try follow(known, planner, &result)
        } else {
            return nil
        }
        result.recipients.sort { ($0.at, $0.email) < ($1.at, $1.email) }
        result.firstAt = result.recipients.first?.at ?? result.firstAt
        result.lastAt = result.recipients.last?.at ?? result.firstAt
        return result
    }
}
