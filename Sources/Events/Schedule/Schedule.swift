public import Foundation
import Regions

/// When each notification is due for whom.
///
/// Pure: the same arguments give the same instants.
public enum Schedule {
    /// What a notification's rules come to for a recipient.
    public struct Plan: Sendable, Hashable {
        /// By the notification's own words, before the window is asked.
        public var nominal: Date
        /// In the recipient's window: when it goes.
        public var due: Date
        /// After this the first attempt is too late: `lateBy` of open hours (a minute at least) after it was due, and
        /// never after the moment it counts to.
        ///
        /// Earlier than `due` where the window opens only after that moment: such a letter is missed from the outset.
        public var lateUntil: Date
        /// The moment that it counts to: of no use after it, however often it was tried; nil where it counts to none.
        public var latest: Date?
    }

    /// When a timed notification goes to a recipient.
    ///
    /// A letter that counts back goes at its hour, or where that is not open in the last open hour before it, or
    /// where there was none since it was planned at the next opening; any other waits for the next opening.
    /// - Parameters:
    ///   - notification: one of the event's.
    ///   - event: whose facts and window count.
    ///   - zone: the recipient's, by ``zone(own:region:event:)``.
    ///   - calendar: which days are worked, unless the event has a calendar of its own.
    ///   - region: the recipient's, for holidays of its own.
    ///   - planned: since when the notification has been planned for this hour.
    /// - Returns: nil for a prompted notification, or where the moment it counts from is not known.
    public static func plan(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil,
        planned: Date = .distantPast
    ) -> Plan? {
        guard let nominal = nominal(notification, event: event, zone: zone) else { return nil }
        let hours = hours(of: notification, event: event, zone: zone, calendar: calendar, region: region)
        let latest = latest(notification, event: event)
        var due = nominal
        if latest != nil, !hours.isOpen(nominal), let hour = hours.lastHour(before: nominal, since: planned) {
            due = hour
        } else {
            due = hours.opening(from: nominal)
        }
        return Plan(
            nominal: nominal,
            due: due,
            lateUntil: hours.end(
                ofOpen: notification.lateSeconds,
                from: due,
                limit: latest ?? .distantFuture
            ),
            latest: latest
        )
    }

    /// The instant at which a timed notification goes to a recipient in that zone, moved into the window.
    ///
    /// - Returns: as ``plan(_:event:zone:calendar:region:planned:)``.
    public static func due(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil,
        planned: Date = .distantPast
    ) -> Date? {
        plan(
            notification,
            event: event,
            zone: zone,
            calendar: calendar,
            region: region,
            planned: planned
        )?.due
    }

    /// The hours in which a notification may go to a recipient.
    ///
    /// - Returns: by the notification's own window or the event's, by the event's own calendar or the one given; any
    /// hour for   a letter that no clock asked for.
    public static func hours(
        of notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> OpenHours {
        OpenHours(
            window: notification.isTimed ? notification.window ?? event.window : nil,
            zone: zone,
            calendar: event.calendar ?? calendar,
            region: region
        )
    }

    /// The moment that a notification counts back from: it never goes after it.
    ///
    /// - Returns: nil for a notification that counts back from none.
    public static func latest(_ notification: Notification, event: Event) -> Date? {
        guard case .relative(let relative) = notification.trigger, relative.side == .before else {
            return nil
        }
        return event.moment(of: relative.fact)?.latest(in: event.timeZone)
    }

    /// The recipient's zone: their own first, then their region's, the event's last.
    ///
    /// - Parameters:
    ///   - own: an IANA name from the row; one that is not known is passed over.
    ///   - region: subject code, ISO 3166-2 or name.
    ///   - event: whose zone is the last resort.
    /// - Returns: a zone in any case.
    public static func zone(own: String?, region: String?, event: Event) -> TimeZone {
        if let own, let zone = Zones.zone(named: own) { return zone }
        if let region, let name = Regions.find(region)?.timeZone, let zone = Zones.zone(named: name) {
            return zone
        }
        return event.timeZone
    }

    /// By the notification's own words alone.
    static func nominal(_ notification: Notification, event: Event, zone: TimeZone) -> Date? {
        switch notification.trigger {
        case .on: return nil
        case .at(let moment): return event.timeZone.instant(of: moment)
        case .relative(let relative):
            guard let moment = event.moment(of: relative.fact) else { return nil }
            let sign = relative.side == .before ? -1 : 1
            guard relative.by.unit == .days else {
                return moment.instant(in: event.timeZone)?.addingTimeInterval(
                    Double(sign * relative.by.seconds)
                )
            }
            // Calendar days, so that a change of the clocks in between moves nothing.
            let day = moment.date.adding(days: sign * relative.by.count)
            if let time = relative.time { return zone.instant(of: LocalDateTime(day, time)) }
            return moment.time.map { event.timeZone.instant(of: LocalDateTime(day, $0)) }
        }
    }
}
