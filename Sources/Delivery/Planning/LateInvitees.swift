public import Events
import Mail
public import Store

/// Invitees who were imported after a mailing to invitees had gone, and have not got it.
public struct LateInvitees {
    private let event: Event
    private let calendar: ProductionCalendar
    private let store: MessageStore

    /// The late invitees of an event.
    public init(event: Event, calendar: ProductionCalendar, store: MessageStore) {
        self.event = event
        self.calendar = calendar
        self.store = store
    }

    /// The rows of those who have not got a mailing; none where it has not gone, or was withdrawn.
    ///
    /// Those whom a person has let in already are left out, and those whose hour is still to come.
    /// - Parameters:
    ///   - notification: the mailing's.
    ///   - now: milliseconds since 1970 UTC.
    ///   - limit: how many are wanted at most: whoever only wants to know that there are many need not read all of them.
    /// - Returns: their rows, in the order of the list.
    /// - Throws: what the database refuses.
    public func rows(
        of notification: Events.Notification,
        now: Int64,
        limit: Int = .max
    ) throws(StoreError) -> [PersonRow] {
        guard notification.audience?.isOfInvitees == true,
            let mailing = try store.mailing(event.id, notification.name), mailing.frozenAt != nil,
            [.running, .finished, .paused].contains(mailing.state)
        else { return [] }
        var planner = MailingPlanner(
            event: event,
            notification: notification,
            calendar: calendar,
            mailing: mailing,
            now: now
        )
        var late: [PersonRow] = []
        // Who stood on the list before it went was asked then.
        let later = mailing.askedThrough.map { RowRange(after: $0, through: .max) }
        try store.joiners(of: mailing, audience: planner.audience, part: later) { row throws(StoreError) in
            guard row.id > mailing.lateInvitee ?? 0, notification.admits(row, of: event),
                let due = planner.due(timeZone: row.timeZone, region: row.region),
                mailing.state == .finished || due.at <= now
            else { return true }
            let has = try store.hasMessage(
                event: event.id,
                notification: notification.name,
                personKey: row.personKey
            )
            if !has { late.append(row) }
            return late.count < limit
        }
        return late
    }

    /// How many have not got each mailing of the event, in the order of the file; mailings that everyone has got are
    /// left out.
    public func counts(now: Int64) throws(StoreError) -> [(notification: String, count: Int)] {
        var found: [(notification: String, count: Int)] = []
        for notification in event.notifications {
            let count = try rows(of: notification, now: now).count
            if count > 0 { found.append((notification.name, count)) }
        }
        return found
    }
}
