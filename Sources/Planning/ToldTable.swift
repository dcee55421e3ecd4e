public import Events
import Mail
public import Store

/// What is done to the calendar entry of a letter about a registration.
public enum EntryWish: Sendable, Hashable {
    /// The letter carries none.
    case none
    /// It gives the entry, where its notification has one.
    case give
    /// It takes back the entry that was given.
    case withdraw
}

/// The letter that makes what a person was told true again.
public struct WantedLetter: Sendable, Hashable {
    /// What prompts it.
    public var prompting: Prompting
    /// The status that it tells.
    public var tells: RegistrationStatus
    /// What becomes of the calendar entry.
    public var entry: EntryWish

    /// A letter.
    public init(_ prompting: Prompting, tells: RegistrationStatus, entry: EntryWish) {
        self.prompting = prompting
        self.tells = tells
        self.entry = entry
    }
}

/// The table of what a person is told: the difference between what their registration is and what was told.
///
/// It never asks what happened in between: a burst of changes, a daemon that was down, a row entered anew come to the
/// same.
public enum ToldTable {
    /// How what was told differs from what is, apart from the status.
    public struct Differences: OptionSet, Sendable, Hashable {
        /// The bits.
        public let rawValue: Int

        /// From bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Other values in the columns that the event tells.
        public static let values = Differences(rawValue: 1)
        /// Other facts of the event: name, dates, hours, zone, venue.
        public static let facts = Differences(rawValue: 2)
    }

    /// The letter that is wanted; nil when nothing is to be said.
    ///
    /// - Parameters:
    ///   - told: what the person was told.
    ///   - status: what the registration is now; nil when there is none any more.
    ///   - differences: how values and facts differ from those that were told.
    ///   - tellsConfirmed: whether the event has a letter of its own for confirmed registrations.
    /// - Returns: the letter that makes what was told true; nil when it is.
    public static func letter(
        told: Told,
        status: RegistrationStatus?,
        differences: Differences = [],
        tellsConfirmed: Bool
    ) -> WantedLetter? {
        guard let status else { return nil }
        let news = news(told: told, status: status, differences: differences, tellsConfirmed: tellsConfirmed)
        guard news == nil, told.isUncertain, status != .cancelled else { return news }
        // What nobody knows to have been told, and nothing tells any more, is told for certain.
        var nothing = Told()
        nothing.hasEntry = told.hasEntry
        return self.news(told: nothing, status: status, differences: [], tellsConfirmed: tellsConfirmed)
    }

    private static func news(
        told: Told,
        status: RegistrationStatus,
        differences: Differences,
        tellsConfirmed: Bool
    ) -> WantedLetter? {
        let welcome: Prompting = status == .confirmed && tellsConfirmed ? .confirmed : .registered
        switch (told.status, status) {
        case (nil, .cancelled), (.cancelled, .cancelled):
            return nil
        case (nil, .waitlisted), (.cancelled, .waitlisted):
            return WantedLetter(.waitlisted, tells: .waitlisted, entry: .none)
        case (nil, _), (.cancelled, _), (.waitlisted, .registered), (.waitlisted, .confirmed):
            return WantedLetter(welcome, tells: status, entry: .give)
        case (_, .cancelled):
            return WantedLetter(.cancelled, tells: .cancelled, entry: told.hasEntry ? .withdraw : .none)
        case (.waitlisted, .waitlisted):
            return nil
        case (_, .waitlisted):
            return WantedLetter(.waitlisted, tells: .waitlisted, entry: told.hasEntry ? .withdraw : .none)
        case (.registered, .confirmed) where tellsConfirmed:
            return WantedLetter(.confirmed, tells: .confirmed, entry: .give)
        case (_, _):
            guard !differences.isEmpty else { return nil }
            return WantedLetter(.changed, tells: status, entry: .give)
        }
    }

    /// Of a person's registrations for an event the one that counts.
    ///
    /// Of the best status, and of those the one that the person was told of, else the oldest. One that can be written
    /// to goes before one that cannot.
    public static func standing(among rows: [PersonRow], told: Told) -> PersonRow? {
        guard rows.count > 1 else { return rows.first }
        let best = rows.compactMap { $0.status.flatMap(RegistrationStatus.init) }.min()
        var candidates = rows.filter { $0.status.flatMap(RegistrationStatus.init) == best }
        if candidates.count > 1 {
            let sound = candidates.filter { $0.faults == nil && (try? Address($0.email)) != nil }
            if !sound.isEmpty { candidates = sound }
        }
        return candidates.first { $0.id == told.registration } ?? candidates.min { $0.id < $1.id }
    }
}
