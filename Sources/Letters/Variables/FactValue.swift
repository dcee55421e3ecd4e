import Events
import Foundation
import Mustache
import Settings

/// `facts` of `event.json5` as templates see them.
struct FactValue {
    let language: LetterLanguage
    let fallback: String
    let zone: TimeZone
    /// Languages that an object's keys may be, so that it is one text in several of them.
    let languages: Set<String>

    /// A fact; objects whose keys are languages give the reader's text, else the event's, else the first.
    ///
    /// Beside a date or a moment (`date: "2023-10-10"`) stands its wording (`date_text`: «10 октября 2023 г.»), beside
    /// a list (`programme`) the same with the marks of a list's points (`programme_listed`).
    func value(of fact: JSONValue) -> Value {
        switch fact {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text): .string(Nonbreaking.kept(text))
        case .array(let elements): .list(elements.map(value(of:)))
        case .object(let members): object(members)
        }
    }

    private func object(_ members: [JSONMember]) -> Value {
        if !members.isEmpty, members.allSatisfy({ languages.contains($0.key) }) {
            let texts = Texts(
                Dictionary(members.map { ($0.key, $0.key) }) { first, _ in first },
                fallback: fallback
            )
            return members.first { $0.key == texts[language.code] }.map { value(of: $0.value) } ?? .null
        }
        var found: [String: Value] = [:]
        for member in members {
            found[member.key] = value(of: member.value)
            if case .string(let text) = member.value, let wording = wording(of: text) {
                found[member.key + "_text"] = .string(wording)
            }
            if case .list(let items)? = found[member.key] {
                found[member.key + "_listed"] = .list(Self.listed(items))
            }
        }
        return .object(found)
    }

    /// Texts as the points of a list: «;» behind each, «.» behind the last, unless they end a sentence themselves.
    private static func listed(_ items: [Value]) -> [Value] {
        items.enumerated().map { index, item in
            guard case .string(let text) = item, let last = text.last else { return item }
            if "!?…;:".contains(last) { return item }
            if index < items.count - 1 { return .string(text + ";") }
            return last == "." ? item : .string(text + ".")
        }
    }

    /// The wording of `2023-10-10` or `2026-11-28T09:00` (in the event's zone); nil for other texts.
    func wording(of text: String) -> String? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count <= 2, let date = parts.first.flatMap(Self.date) else { return nil }
        guard parts.count == 2 else { return DateWording.day(date, language: language) }
        let clock = parts[1].split(separator: ":").map { Int($0) }
        guard clock.count >= 2, let hour = clock[0], let minute = clock[1],
            let time = LocalTime(hour: hour, minute: minute)
        else { return nil }
        return ClockWording.moment(
            zone.instant(of: LocalDateTime(date, time)),
            in: zone,
            language: language
        )
    }

    static func date(_ text: Substring) -> LocalDate? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.map(\.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(numbers[0]), let month = Int(numbers[1]), let day = Int(numbers[2])
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }
}
