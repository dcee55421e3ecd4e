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
        /// What the region is called: «Субъект Российской Федерации» only where it is one.
        case regionLabel = "region_label"
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
        var shown = [String: Value](minimumCapacity: 8)
        for name in Shown.allCases {
            if let text = text(name) { shown[name.rawValue] = .string(text) }
        }
        var columns = [String: Value](minimumCapacity: 16)
        for name in Column.allCases {
            if let value = value(name) { columns[name.rawValue] = value }
        }
        return [
            "person": .object(shown),
            "details": details.value,
            person.kind.rawValue: .object(columns),
        ]
    }

    /// The line that the letter opens with.
    func salutation(details: Details) -> String {
        // A name that reads as a link is none.
        let name = person.name.flatMap { InertText.readsAsLink($0) ? nil : $0 }
        return InertText.of(Salutation.line(name: name, details.salutation, language: language))
    }

    /// What letters show of the row; nil where it says nothing.
    func text(_ name: Shown) -> String? {
        switch name {
        case .email: Self.ownAddress(person.email)
        case .name: Self.filled(person.name.map(InertText.of))
        case .organization: Self.filled(person.organization.map(InertText.of))
        case .position: Self.filled(person.position.map(InertText.of))
        case .region:
            Self.filled(person.region).map { text in
                (language.isRussian ? place.region?.nameRu : place.region?.nameEn) ?? InertText.of(text)
            }
        case .regionLabel:
            Self.filled(person.region).map { _ in
                place.region == nil ? language.labels.region : language.labels.subject
            }
        // A text that names no subject cannot be declined.
        case .regionGenitive:
            Self.filled(person.region).flatMap { _ in
                language.isRussian ? place.region?.genitiveRu : place.region?.nameEn
            }
        }
    }

    /// A column as it stands, but that no mail program makes a link of it; nil where it is NULL.
    func value(_ column: Column) -> Value? {
        func text(_ text: String) -> Value { .string(InertText.of(text)) }
        return switch column {
        case .id: .integer(Int(person.id))
        case .event: .string(event)
        case .email: .string(Self.ownAddress(person.email))
        case .name: person.name.map(text)
        case .organization: person.organization.map(text)
        case .position: person.position.map(text)
        case .region: person.region.map(text)
        case .language: person.language.map(text)
        case .timeZone: person.timeZone.map(text)
        case .status: person.status.map(text)
        case .createdAt: person.createdAt.map(text)
        case .updatedAt: person.updatedAt.map(text)
        case .number: .string(SignWording.number(person.id, language: language))
        case .created: person.createdAt.flatMap { moments.words($0, language: language) }.map(Value.string)
        }
    }

    /// The details column; anything but an object counts as none.
    static func details(of person: Person) -> Details {
        guard person.details.utf8.count > 2, let value = try? Value(jsonAsWritten: person.details),
            case .object = value
        else { return Details(.object([:])) }
        return Details(value)
    }

    private static func filled(_ text: String?) -> String? {
        guard let text = text?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// The person's own address: a link of it leads back to its reader, so that it stays as it is written, unless a
    /// part of it may be taken for another one.
    static func ownAddress(_ email: String) -> String {
        var hasPlus = false
        var hasDot = false
        var isPlain = true
        for byte in email.utf8 {
            switch byte {
            case UInt8(ascii: "@"): return isPlain && !(hasPlus && hasDot) ? email : InertText.of(email)
            case UInt8(ascii: "+"): hasPlus = true
            case UInt8(ascii: "."): hasDot = true
            case UInt8(ascii: "-"), UInt8(ascii: "_"), 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
            default: isPlain = false
            }
        }
        return InertText.of(email)
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
