import Events
import Foundation
import Letters
import Store

/// The facts of an event that letters and calendars tell.
struct ToldFacts: Codable, Equatable, Sendable {
    var starts: String
    var ends: String
    var timeZone: String
    var venue: [String: String]
    var name: [String: String]

    init(_ event: Event) {
        starts = event.starts.description
        ends = event.ends.description
        timeZone = event.timeZone.identifier
        venue = event.venue?.byLanguage ?? [:]
        name = event.name.byLanguage
    }

    init?(json: String) {
        guard let facts = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = facts
    }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// What differs, as a letter in a language tells it.
    func changes(to new: ToldFacts, language: LetterLanguage) -> RegistrationChange {
        func text(_ texts: [String: String]) -> String {
            LanguageTag.choose(reader: language.code, event: "en", among: texts.keys).flatMap { texts[$0] }
                ?? ""
        }
        var columns: [RegistrationChange.Column] = []
        func compare(_ key: String, _ old: String, _ now: String) {
            guard old != now else { return }
            columns.append(.init(name: language.label(key) ?? key, field: key, old: old, new: now))
        }
        compare("event.name", text(name), text(new.name))
        if let was = days(language), let now = new.days(language) {
            // Both ends as one: «28–29 ноября 2023 г.»
            compare("event.dates", was, now)
        } else {
            compare("event.starts", told(starts, language), new.told(new.starts, language))
            compare("event.ends", told(ends, language), new.told(new.ends, language))
        }
        compare("event.venue", text(venue), text(new.venue))
        return RegistrationChange(columns: columns)
    }

    /// Its days, where no hour of it is known.
    private func days(_ language: LetterLanguage) -> String? {
        LetterWording.days(starts, ends, language: language)
    }

    /// A moment as letters write it, its zone included.
    private func told(_ moment: String, _ language: LetterLanguage) -> String {
        let zone = TimeZone(identifier: timeZone) ?? .gmt
        return LetterWording.moment(moment, in: zone, language: language)
    }
}
