import Events
import Foundation
import Mail
import Mustache
import Regions

/// What a person's row gives that person's letters.
struct PersonVariables {
    /// What `person` holds: the row as letters show it.
    enum Shown: String, CaseIterable, Sendable {
        case email, name, organization, position, region
        case regionGenitive = "region_genitive"
    }

    /// What `registration` or `invitee` holds: the columns as they stand, and two in words.
    enum Column: String, CaseIterable, Sendable {
        case id, event, email, name, organization, position, region, language, status, number, created
        case timeZone = "time_zone"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    let person: Person
    let language: LetterLanguage
    let event: String
    /// Where the row says that the person is.
    let place: ReaderPlace
    let moments: MomentVariables

    /// `salutation`, `person`, `details`, and the row as `registration` or `invitee`.
    func value(details: Details) -> [String: Value] {
        var shown = [String: Value](minimumCapacity: 6)
        for name in Shown.allCases {
            if let text = text(name) { shown[name.rawValue] = .string(text) }
        }
        var columns = [String: Value](minimumCapacity: 16)
        for name in Column.allCases {
            if let value = value(name) { columns[name.rawValue] = value }
        }
        return [
            "salutation": .string(salutation(details: details)),
            "person": .object(shown),
            "details": details.value,
            person.kind.rawValue: .object(columns),
        ]
    }

    /// The line that the letter opens with.
    func salutation(details: Details) -> String {
        Salutation.line(name: person.name, details.salutation, language: language)
    }

    /// What letters show of the row; nil where it says nothing.
    func text(_ name: Shown) -> String? {
        switch name {
        case .email: person.email
        case .name: Self.filled(person.name.map(Self.disarmed))
        case .organization: Self.filled(person.organization.map(Self.disarmed))
        case .position: Self.filled(person.position.map(Self.disarmed))
        case .region:
            Self.filled(person.region).map { text in
                (language.isRussian ? place.region?.nameRu : place.region?.nameEn) ?? text
            }
        // A text that names no subject cannot be declined.
        case .regionGenitive:
            Self.filled(person.region).flatMap { _ in
                language.isRussian ? place.region?.genitiveRu : place.region?.nameEn
            }
        }
    }

    /// A column as it stands; nil where it is NULL.
    func value(_ column: Column) -> Value? {
        switch column {
        case .id: .integer(Int(person.id))
        case .event: .string(event)
        case .email: .string(person.email)
        case .name: person.name.map { .string(Self.disarmed($0)) }
        case .organization: person.organization.map { .string(Self.disarmed($0)) }
        case .position: person.position.map { .string(Self.disarmed($0)) }
        case .region: person.region.map(Value.string)
        case .language: person.language.map(Value.string)
        case .timeZone: person.timeZone.map(Value.string)
        case .status: person.status.map(Value.string)
        case .createdAt: person.createdAt.map(Value.string)
        case .updatedAt: person.updatedAt.map(Value.string)
        case .number: .string(SignWording.number(person.id, language: language))
        case .created: person.createdAt.flatMap { moments.words($0, language: language) }.map(Value.string)
        }
    }

    /// The details column; anything but an object counts as none.
    static func details(of person: Person) -> Details {
        guard person.details.utf8.count > 2, let value = try? Value(json: person.details),
            case .object = value
        else { return Details(.object([:])) }
        return Details(value)
    }

    private static func filled(_ text: String?) -> String? {
        guard let text = text?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// Text that a mail client would turn into a link by itself, so that a name cannot carry one: what makes it a
    /// link gets an invisible word joiner.
    static func disarmed(_ text: String) -> String {
        // Most names hold nothing that a link is made with: then there is nothing to look for.
        guard text.hasByte(where: { $0 == 0x2E || $0 == 0x2F || $0 == 0x3A || $0 == 0x40 }) else {
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
