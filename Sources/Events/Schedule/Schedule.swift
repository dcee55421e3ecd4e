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
        /// After this it is missed: `lateBy` (a minute at least) after it was due, and a letter before a fact never after that fact.
        ///
        /// Earlier than `due` where the window opens only after the fact: such a letter is missed from the outset.
        public var lateUntil: Date
    }

    /// When a timed notification goes to a recipient.
    ///
    /// - Parameters:
    ///   - notification: one of the event's.
    ///   - event: whose facts and window count.
    ///   - zone: the recipient's, by ``zone(own:region:event:)``.
    ///   - calendar: which days are worked.
    ///   - region: the recipient's, for holidays of its own.
    /// - Returns: nil for a prompted notification, or where the fact it counts from is not known.
    public static func plan(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Plan? {
        guard let nominal = nominal(notification, event: event, zone: zone) else { return nil }
        let due = opening(from: nominal, window: event.window, zone: zone, calendar: calendar, region: region)
        var lateUntil = due.addingTimeInterval(Double(notification.lateSeconds))
        if case .relative(let relative) = notification.trigger, relative.side == .before,
            let fact = event.moment(of: relative.fact)?.latest(in: event.timeZone)
        {
            lateUntil = min(lateUntil, fact)
        }
        return Plan(nominal: nominal, due: due, lateUntil: lateUntil)
    }

    /// The instant at which a timed notification goes to a recipient in that zone, moved into the window.
    ///
    /// - Returns: as ``plan(_:event:zone:calendar:region:)``.
    public static func due(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Date? {
        plan(notification, event: event, zone: zone, calendar: calendar, region: region)?.due
    }

    /// The instant after which a timed notification is missed for a recipient in that zone.
    ///
    /// - Returns: as ``plan(_:event:zone:calendar:region:)``.
    public static func lateUntil(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Date? {
        plan(notification, event: event, zone: zone, calendar: calendar, region: region)?.lateUntil
    }

    /// Whether someone known since then gets what is due then: who registers after a reminder's time does not.
    ///
    /// - Returns: true up to the very instant.
    public static func isEntitled(since known: Date, due: Date) -> Bool {
        known <= due
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
