import Events
import Foundation
import Letters
import SQLite
import Store

extension Engine {
    /// Compares the facts of each event with those that letters have told so far, and writes to whoever was told others.
    func noticeMovedFacts(now: Int64) throws(SQLiteError) {
        for (name, kit) in installation.events {
            mailings.sequences[name] = Int(try store.meta("sequence:" + name) ?? "") ?? 0
            let facts = ToldFacts(kit.event)
            guard let told = try store.meta("facts:" + name).flatMap(ToldFacts.init(json:)) else {
                try store.setMeta("facts:" + name, facts.json)
                continue
            }
            guard told != facts else { continue }
            try store.setMeta("facts:" + name, facts.json)
            // By two: what is between belongs to the entry's withdrawal.
            let sequence = (mailings.sequences[name] ?? 0) + 2
            mailings.sequences[name] = sequence
            try store.setMeta("sequence:" + name, String(sequence))
            try writeChanges(kit.event, from: told, to: facts, now: now)
        }
    }

    private func writeChanges(
        _ event: Event,
        from told: ToldFacts,
        to facts: ToldFacts,
        now: Int64
    ) throws(SQLiteError) {
        for notification in event.notifications where notification.trigger == .on(.changed) {
            // Letters of a change before this one that have not gone yet would be out of date: one letter tells all.
            let pending = try store.meta("changing:" + event.id).flatMap(ToldFacts.init(json:))
            let superseded = try store.withdrawFactsLetters(
                notification: notification.name,
                event: event.id,
                reason: "superseded by a later change",
                now: now
            )
            let from = superseded > 0 ? pending ?? told : told
            try store.setMeta("changing:" + event.id, from.json)
            guard from != facts else { continue }
            let world = self.world(now: now)
            var letters: [NewMessage] = []
            try store.people(.registered, event: event.id) { row throws(SQLiteError) in
                let letter = PromptPlanner.changeLetter(
                    notification,
                    row: row,
                    event: event,
                    from: from,
                    to: facts,
                    isRestored: mailings.isRestored,
                    world: world
                )
                if let letter { letters.append(letter) }
                return true
            }
            try world.doubt.check()
            figures.planned += try store.settle(prompts: [], messages: letters, now: now).count
            observer.notice(
                .notice,
                "the facts of \(event.id) have moved: \(letters.count) people are told"
            )
        }
    }
}

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
    func changes(to new: ToldFacts, language: String) -> RegistrationChange {
        let russian = language.hasPrefix("ru")
        func text(_ texts: [String: String]) -> String {
            texts[language] ?? texts["ru"] ?? texts.min { $0.key < $1.key }?.value ?? ""
        }
        var columns: [RegistrationChange.Column] = []
        func compare(_ ru: String, _ en: String, _ old: String, _ now: String) {
            if old != now { columns.append(.init(name: russian ? ru : en, old: old, new: now)) }
        }
        compare("Название", "Title", text(name), text(new.name))
        compare("Начало", "Start", told(starts, language), new.told(new.starts, language))
        compare("Окончание", "End", told(ends, language), new.told(new.ends, language))
        compare("Место", "Venue", text(venue), text(new.venue))
        return RegistrationChange(columns: columns)
    }

    /// A moment as letters write it, its zone included.
    private func told(_ moment: String, _ language: String) -> String {
        let zone = TimeZone(identifier: timeZone) ?? .gmt
        return LetterWording.moment(moment, in: zone, language: language.hasPrefix("ru") ? "ru" : language)
    }
}
