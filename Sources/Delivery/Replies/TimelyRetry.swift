import Site
import Events
import Foundation
import Settings
import Store

/// The retries of letters of mailings: when a letter that was refused for now is tried again, and until when.
struct TimelyRetry {
    private let events: [String: Event]
    private let calendar: ProductionCalendar
    private let giveUpAfter: Int64

    init(site: Site) {
        events = site.events.mapValues(\.event)
        calendar = site.calendar
        giveUpAfter = site.configuration.retry.giveUpAfter.inMilliseconds
    }

    private func rule(_ message: ClaimedMessage) -> (event: Event, notification: Events.Notification)? {
        guard message.mailing != nil, let event = events[message.event],
            let notification = event.notification(named: message.notification)
        else { return nil }
        return (event, notification)
    }

    /// Until when a letter is tried that was tried in time, which is longer than its first attempt may wait.
    func until(_ message: ClaimedMessage, now: Int64) -> Int64 {
        guard message.attempts == 0, let (event, notification) = rule(message) else { return message.expires }
        let latest = Schedule.latest(notification, event: event).map(MailingPlanner.milliseconds) ?? .max
        return max(message.expires, min(now + giveUpAfter, latest))
    }

    /// The next attempt of a letter that counts back: where its window opens too late after it, a minute from now,
    /// while the window is still open.
    func timely(_ next: Int64, for message: ClaimedMessage, now: Int64) -> Int64 {
        guard let (event, notification) = rule(message),
            let latest = Schedule.latest(notification, event: event)
        else { return next }
        let region = message.registration?.region ?? message.invitee?.region
        let hours = Schedule.hours(
            of: notification,
            event: event,
            zone: Schedule.zone(own: message.timeZone, region: region, event: event),
            calendar: calendar,
            region: region
        )
        let wish = Date(timeIntervalSince1970: Double(next) / 1000)
        guard hours.opening(from: wish) >= latest else { return next }
        let soon = Date(timeIntervalSince1970: Double(now + 60_000) / 1000)
        return hours.lastHour(before: min(wish, latest), since: soon).map(MailingPlanner.milliseconds) ?? next
    }
}
