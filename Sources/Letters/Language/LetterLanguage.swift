import Events
import Foundation
import Wording

/// A language that letters are written in: every word and pattern of theirs that no template holds.
///
/// Russian and English are built in; any other comes from `languages/xx.json5`. What a file leaves out of dates is
/// taken from CLDR, by Foundation; all else must be there.
public struct LetterLanguage: Sendable {
    /// The primary subtag: `ru`, `pt`.
    public let code: String
    var salutation: SalutationWords
    var dates: DateWords
    var zones = ZoneWords()
    var days: Counted
    var remain: Counted
    /// «сегодня», «завтра», «через 3 дня»; nil: the language's file does not say.
    var when: DayWords?
    /// The sign before a number: «№», “No”.
    var numberSign: String
    var words: CommonWords
    /// What a change calls the columns of a row and the facts of an event.
    var labels: Labels
    var calendar: CalendarWords

    /// Russian, whose salutations name given name and patronymic and whose regions have cases.
    var isRussian: Bool { code == "ru" }

    /// How a letter opens.
    struct SalutationWords: Sendable {
        /// To whoever the row does not name for certain.
        var neutral: String
        /// With `{title}` and `{surname}` given outright; nil: the neutral one.
        var titled: String?
        /// The mark after a salutation that a row holds without one.
        var mark: String
    }

    /// Where zones are named.
    struct ZoneWords: Sendable {
        /// The time of Moscow: «МСК», “Moscow time”.
        var moscow = "Moscow time"
        /// Whether other zones of Russia are counted from it: «МСК+4 (UTC+7)».
        var countsFromMoscow = false
    }

    /// A word's forms beside whole numbers, by the categories of CLDR.
    struct Counted: Sendable {
        var forms: [PluralCategory: String]

        subscript(category: PluralCategory) -> String { forms[category] ?? forms[.other] ?? "" }
    }

    /// Words for days that lie ahead.
    struct DayWords: Sendable {
        var today: String
        var tomorrow: String
        /// Nil: counted as the days behind it are.
        var dayAfterTomorrow: String?
        /// With `{days}`, their number.
        var inDays: Counted
    }

    /// Words for what is not known, and answers.
    struct CommonWords: Sendable {
        var venueUnknown: String
        var timeUnknown: String
        var notGiven: String
        var yes: String
        var no: String
    }

    /// Names of what may change.
    struct Labels: Sendable {
        var name: String
        var organization: String
        var position: String
        var region: String
        /// Of a region that is a subject of the Federation.
        var subject: String
        /// Of the days from the first to the last.
        var dates: String
        var email: String
        var details: String
        var title: String
        var starts: String
        var ends: String
        var venue: String
    }

    /// The sentence of a calendar entry.
    struct CalendarWords: Sendable {
        var withdrawn: String
        var invitee: String
        var registered: String
    }

    /// What a change calls a column (`name`) or a fact (`venue`); nil for others.
    public func label(_ key: String) -> String? {
        switch key {
        case "name": labels.name
        case "organization": labels.organization
        case "position": labels.position
        case "region": labels.region
        case "email": labels.email
        case "details": labels.details
        case "event.name": labels.title
        case "event.dates": labels.dates
        case "event.starts": labels.starts
        case "event.ends": labels.ends
        case "event.venue": labels.venue
        default: nil
        }
    }

    /// «да», “no”: the answer that a truth value is.
    public func answer(_ value: Bool) -> String { value ? words.yes : words.no }

    /// A label within a sentence: German alone writes its nouns with a capital there.
    public func withinSentence(_ label: String) -> String {
        guard code != "de", let first = label.first, first.isUppercase,
            label.dropFirst().first.map({ $0.isLowercase || $0 == " " }) ?? false
        else { return label }
        return first.lowercased() + label.dropFirst()
    }

    /// The word for a value that is not there.
    public var notGiven: String { words.notGiven }
}
