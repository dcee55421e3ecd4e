public import Foundation

/// When each notification is due for whom. Pure: the same arguments give the same instants.
public enum Schedule {
    /// What a recipient's rules come to.
    public struct Plan: Sendable, Hashable {
        /// By the notification's own words, before the window is asked.
        public var nominal: Date
        /// In the recipient's window: when it goes.
        public var due: Date
        /// After this it is missed.
        public var lateUntil: Date
    }

    /// When a timed notification goes to a recipient.
    ///
    /// - Parameters:
    ///   - zone: the recipient's, by ``zone(own:region:event:)``.
    ///   - region: the recipient's subject code, for holidays of its own.
    /// - Returns: nil for a prompted notification, or where the fact it counts from is not known.
    public static func plan(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Plan? {
        nil
    }

    /// The instant at which a timed notification goes to a recipient in that zone, moved into the window.
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
    public static func lateUntil(
        _ notification: Notification,
        event: Event,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Date? {
        plan(notification, event: event, zone: zone, calendar: calendar, region: region)?.lateUntil
    }

    /// Someone known since then gets what is due then: who registers after a reminder's time does not get it.
    public static func isEntitled(since known: Date, due: Date) -> Bool {
        known <= due
    }

    /// The recipient's zone: their own first, then their region's, the event's last.
    ///
    /// - Parameters:
    ///   - own: an IANA name from the row; one that is not known is passed over.
    ///   - region: subject code, ISO 3166-2 or name.
    public static func zone(own: String?, region: String?, event: Event) -> TimeZone {
        event.timeZone
    }

    /// Mail may go at this instant.
    public static func isOpen(
        _ instant: Date,
        window: Window?,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Bool {
        true
    }

    /// This instant if mail may go then, or else the next opening of the window.
    public static func opening(
        from instant: Date,
        window: Window?,
        zone: TimeZone,
        calendar: ProductionCalendar,
        region: String? = nil
    ) -> Date {
        instant
    }
}
