import Foundation
import Mustache
import Regions

/// Where a row says that its person is: what many people have in common.
final class ReaderPlace {
    /// The subject that the row's region names.
    let region: Region?
    /// The clock that the person reads.
    let clock: ReaderClock
    var zone: TimeZone { clock.zone }
    /// The hour of the last reminder to whoever is registered; nil: none goes to there.
    let lastReminder: Date?

    /// A place; made once for all who are there.
    init(region: Region?, clock: ReaderClock, lastReminder: Date?) {
        self.region = region
        self.clock = clock
        self.lastReminder = lastReminder
    }
}

/// A time zone of readers, with what letters to there say of the event: it depends on no other part of a place.
final class ReaderClock {
    let zone: TimeZone
    /// What the last letters to there said, by language.
    var latest: [(terms: SharedTerms, names: SharedVariables)] = []

    init(_ zone: TimeZone) { self.zone = zone }
}

/// What an event gives many letters, by reference: texts that were set with it can be told by its number.
final class SharedVariables {
    /// Its number among those of a letter writer.
    let number: Int
    /// `event`, `facts`, `days`, `sender`, `language`.
    let value: Value

    /// The names with their number.
    init(number: Int, value: Value) {
        self.number = number
        self.value = value
    }
}

/// What ``SharedVariables`` of one place depend on.
struct SharedTerms: Hashable {
    let language: String
    /// A quarter of an hour: within one, no clock of any zone goes past midnight.
    let quarter: Int
    let isOpen: Bool
    let expectsReminder: Bool
}
