public import Foundation
public import Mail
public import Settings

/// An event: its facts, its sender and its notifications.
public struct Event: Sendable {
    /// The name of its folder, which the database's `event` columns hold.
    public var id: String
    /// Absolute path of its folder.
    public var directory: String
    /// As letters call it.
    public var name: Texts
    /// When it begins.
    public var starts: EventMoment
    /// When it is over.
    public var ends: EventMoment
    /// Of its place; its own dates and hours are local to it.
    public var timeZone: TimeZone
    /// The last moment to register; nil: not said.
    public var registrationCloses: EventMoment?
    /// Where it takes place.
    public var venue: Texts?
    /// The event's page.
    public var url: String?
    /// Who its letters are from.
    public var sender: Sender
    /// The language of those who have none, as `ru`.
    public var language: String
    /// When timed mail may go, by the recipient's clock; nil: at any hour.
    public var window: Window?
    /// Whether it takes place.
    public var state: State = .open
    /// Which days are worked, where the event has a calendar of its own; nil: the configuration's.
    public var calendar: ProductionCalendar?
    /// Of which values of a registration a change is told.
    public var tell: [RowField] = Event.usuallyTold
    /// The languages of each notification's templates, as far as they have been read.
    public var writtenIn: [String: Set<String>] = [:]
    /// What letters about changes call the values of a registration.
    public var labels: [RowField: Texts] = [:]
    /// What makes a registration the answer to an invitation, besides the same address.
    public var match: Set<Match>
    /// Anything that templates want to say.
    public var facts: JSONValue
    /// In the order of the file.
    public var notifications: [Notification]
    /// What should be looked at and stops nothing.
    public var warnings: [Fault]
    /// The whole of its file as it was read; empty of an event made by hand.
    public var text = ""

    /// Whether an event takes place.
    public enum State: String, Sendable, CaseIterable {
        case open
        /// Called off: of it nothing goes any more but the letter that says so.
        case cancelled
    }

    /// It is called off.
    public var isCancelled: Bool { state == .cancelled }

    /// The language that a reader gets a notification in.
    ///
    /// - Parameters:
    ///   - notification: its name; nil: whichever.
    ///   - reader: the reader's tag as it stands in the row.
    /// - Returns: the language of one of its templates; where none has been read, the reader's own.
    public func language(of notification: String?, for reader: String?) -> String {
        let available = notification.flatMap { writtenIn[$0] } ?? []
        if let chosen = LanguageTag.choose(reader: reader, event: language, among: available) {
            return chosen
        }
        let own = LanguageTag.tidy(reader).map(LanguageTag.primary)
        return own.flatMap { $0.isEmpty ? nil : $0 } ?? language
    }

    /// Of which columns a change is told where the event does not say.
    public static let usuallyTold: [RowField] = [
        .column(.name), .column(.email), .column(.organization), .column(.position), .column(.region),
    ]

    /// The notification of that name.
    public func notification(named name: String) -> Notification? {
        notifications.first { $0.name == name }
    }

    /// The moment of a fact; nil where the file does not say.
    public func moment(of fact: Fact) -> EventMoment? {
        switch fact {
        case .starts: starts
        case .ends: ends
        case .registrationCloses: registrationCloses
        case .own(let path): facts.moment(at: path)
        }
    }
}

/// Who an event's letters are from.
public struct Sender: Sendable, Hashable {
    /// The display name; nil: the bare address.
    public var name: Texts?
    /// In From.
    public var address: Address
    /// Where answers go; nil: to the address.
    public var replyTo: Address?
    /// The reverse-path of the envelope; nil: the address.
    public var returnPath: Address?
}

/// Something that makes a registration the answer to an invitation.
public enum Match: String, Sendable, CaseIterable {
    /// First or second address; always in force.
    case address
    /// The same organisation.
    case organization
    /// The same region; with `organization`, both must agree.
    case region
}

/// The hours and days in which timed mail may go.
public struct Window: Sendable, Hashable {
    /// Which days.
    public enum Days: String, Sendable, CaseIterable {
        case all
        /// No weekends and public holidays.
        case working
    }

    /// The first moment within.
    public var from: LocalTime
    /// No longer within.
    public var to: LocalTime
    /// Which days are let in.
    public var days: Days

    /// A window from one time to before the other.
    public init(from: LocalTime, to: LocalTime, days: Days = .all) {
        self.from = from
        self.to = to
        self.days = days
    }
}

/// A text in several languages.
public struct Texts: Sendable, Hashable {
    /// By language, as `ru`.
    public let byLanguage: [String: String]
    /// The language taken where the wanted one is not there.
    public let fallback: String

    /// Texts by language; `fallback` should be one of them.
    public init(_ byLanguage: [String: String], fallback: String) {
        self.byLanguage = byLanguage
        self.fallback = fallback
    }

    /// The text in a language, or else in the one that ``LanguageTag/choose(reader:event:among:)`` says.
    public subscript(language: String) -> String {
        if let own = byLanguage[language] { return own }
        // In a letter in any language but the event's English disturbs least.
        let isForeign = LanguageTag.primary(language) != LanguageTag.primary(fallback)
        let event = isForeign && byLanguage["en"] != nil ? "en" : fallback
        let chosen = LanguageTag.choose(reader: language, event: event, among: byLanguage.keys)
        return chosen.flatMap { byLanguage[$0] } ?? ""
    }
}
