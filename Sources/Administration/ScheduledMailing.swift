public import Foundation
public import Store

/// A timed notification as it stands, or would stand, at a moment: whom it goes to, when, and whom the rules leave out.
public struct ScheduledMailing: Sendable {
    /// Someone who gets the letter.
    public struct Recipient: Sendable, Hashable {
        /// The address it goes to.
        public var email: String
        /// The person's name.
        public var name: String?
        /// IANA name of the zone whose hours count.
        public var timeZone: String
        /// When it goes, or went, in milliseconds since 1970 UTC.
        public var at: Int64
    }

    /// Someone who does not.
    public struct LeftOut: Sendable, Hashable {
        /// The address.
        public var email: String
        /// Why, as a sentence.
        public var reason: String
        /// Whether the person belongs to the audience all the same: accounted for, but not written to.
        public var isOfAudience: Bool
    }

    /// The event's name.
    public var event: String
    /// The notification's name.
    public var notification: String
    /// Its state.
    public var state: MailingState
    /// Why it is paused, missed or cancelled.
    public var reason: String?
    /// How many people belong to it.
    public var audience: Int
    /// Whether more people belong to it, who were not looked for.
    public var areMore = false
    /// When the first letter goes, in milliseconds since 1970 UTC; nil when the fact it counts from is not known.
    public var firstAt: Int64?
    /// When the last one goes.
    public var lastAt: Int64?
    /// The zone of the event.
    public var zone: TimeZone
    /// In the order in which they get it.
    public var recipients: [Recipient] = []
    /// In the order of the rows.
    public var leftOut: [LeftOut] = []
    /// How many invitees were imported after it went, and have not got it.
    public var late = 0

    /// What is counted where it is for so many that nobody is looked at one by one.
    public struct Figures: Sendable {
        /// How many get it.
        public var going = 0
        /// In how many time zones people are among whom it is chosen.
        public var zones = 0
        /// How many are left out for each reason, as one of them has it; nil: known only when its hour strikes.
        public var leftOut: [(reason: String, count: Int)]?
    }

    /// The figures of a large mailing, which has neither ``recipients`` nor ``leftOut``; nil for any other.
    public var figures: Figures?

    /// How many get it.
    public var going: Int { figures?.going ?? recipients.count }

    /// In how many time zones its recipients are.
    public var zones: Int { figures?.zones ?? Set(recipients.map(\.timeZone)).count }

    /// How many do not get it; nil: known only when its hour strikes.
    public var leftOutCount: Int? {
        figures == nil ? leftOut.count : figures?.leftOut.map { $0.reduce(0) { $0 + $1.count } }
    }

    /// How many are left out for each reason, the most frequent first.
    public var leftOutByReason: [(reason: String, count: Int)] {
        let found =
            figures == nil
            ? Dictionary(grouping: leftOut, by: \.reason).map { (reason: $0.key, count: $0.value.count) }
            : figures?.leftOut ?? []
        return found.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
