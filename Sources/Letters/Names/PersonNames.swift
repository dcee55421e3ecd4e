import Events
import Foundation
import Mail
import Mustache
import Regions

/// What a person's row gives that person's letters.
struct PersonNames {
    let person: Person
    let language: String
    let event: Event
    /// The subject that the row's region names.
    let region: Region?
    let moments: MomentNames

    /// `salutation`, `person`, `details`, and the row as `registration` or `invitee`.
    func value(details: Value) -> [String: Value] {
        let name = person.name.map(Self.disarmed)
        let organization = person.organization.map(Self.disarmed)
        let position = person.position.map(Self.disarmed)
        var shown = [String: Value](minimumCapacity: 6)
        shown["email"] = .string(person.email)
        add("name", name, to: &shown)
        add("organization", organization, to: &shown)
        add("position", position, to: &shown)
        if let text = person.region?.trimmed, !text.isEmpty {
            let full = language == "ru" ? region?.nameRu : region?.nameEn
            shown["region"] = .string(full ?? text)
            // A text that names no subject cannot be declined.
            if let region {
                shown["region_genitive"] = .string(language == "ru" ? region.genitiveRu : region.nameEn)
            }
        }
        return [
            "salutation": .string(Salutation.line(name: person.name, details: details, language: language)),
            "person": .object(shown),
            "details": details,
            person.kind.rawValue: row(name, organization, position),
        ]
    }

    /// The details column; anything but an object counts as none.
    static func details(of person: Person) -> Value {
        guard person.details.utf8.count > 2, let value = try? Value(json: person.details),
            case .object = value
        else { return .object([:]) }
        return value
    }

    /// The columns as they stand; those that are NULL are absent.
    private func row(_ name: String?, _ organization: String?, _ position: String?) -> Value {
        var columns = [String: Value](minimumCapacity: 16)
        columns["id"] = .integer(Int(person.id))
        columns["event"] = .string(event.id)
        columns["email"] = .string(person.email)
        let texts = [
            ("name", name), ("organization", organization), ("position", position), ("region", person.region),
            ("language", person.language), ("time_zone", person.timeZone), ("status", person.status),
            ("created_at", person.createdAt), ("updated_at", person.updatedAt),
        ]
        for (column, text) in texts {
            if let text { columns[column] = .string(text) }
        }
        columns["number"] = .string(Sign.number(person.id, language: language))
        if let created = person.createdAt, let words = moments.words(created, language: language) {
            columns["created"] = .string(words)
        }
        return .object(columns)
    }

    private func add(_ key: String, _ text: String?, to names: inout [String: Value]) {
        guard let text = text?.trimmed, !text.isEmpty else { return }
        names[key] = .string(text)
    }

    /// Text that a mail client would turn into a link by itself, so that a name cannot carry one: what makes it a
    /// link gets an invisible word joiner.
    static func disarmed(_ text: String) -> String {
        // Most names hold nothing that a link is made with: then there is nothing to look for.
        guard text.utf8.contains(where: { $0 == 0x2E || $0 == 0x2F || $0 == 0x3A || $0 == 0x40 }) else {
            return text
        }
        guard SuspiciousName.reason(in: text) != nil else { return text }
        let joiner = "\u{2060}"
        return text.replacing("://", with: ":\(joiner)//").replacing("@", with: "\(joiner)@")
            .replacing(".", with: ".\(joiner)")
    }

    /// An instant written as RFC 3339 in UTC (`2026-10-05T10:15:30.123Z`, a blank for the T let in).
    static func instant(_ text: String) -> Date? {
        var numbers = [0]
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                guard numbers[numbers.count - 1] < 100_000 else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
            } else {
                numbers.append(0)
            }
            if numbers.count > 6 { break }
        }
        guard numbers.count >= 5, let date = LocalDate(year: numbers[0], month: numbers[1], day: numbers[2]),
            let time = LocalTime(
                hour: numbers[3],
                minute: numbers[4],
                second: numbers.count > 5 ? numbers[5] : 0
            )
        else { return nil }
        let days = Double(date.daysSince1970)
        return Date(timeIntervalSince1970: days * 86_400 + Double(time.secondsSinceMidnight))
    }
}

/// Moments of rows in words, by the event's clock; many rows came to be in the same minute.
final class MomentNames {
    private let zone: TimeZone
    private var known: [String: String?] = [:]

    /// For an event in this zone.
    init(zone: TimeZone) { self.zone = zone }

    /// The words for a column's moment; nil for what is none.
    func words(_ text: String, language: String) -> String? {
        // Of `2026-10-05T10:15:30.123Z` the words tell the minute.
        let key = language + (text.utf8.count == 24 ? text.prefix(16) : text[...])
        if let found = known[key] { return found }
        let words = PersonNames.instant(text).map { ClockWording.moment($0, in: zone, language: language) }
        if known.count >= 1_000 { known.removeAll(keepingCapacity: true) }
        known[key] = words
        return words
    }
}
