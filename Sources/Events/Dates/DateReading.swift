import Foundation
import Settings
import Wording

extension LocalDate {
    /// Reads `2026-11-28`.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2),
            let day = number(parts[2], 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension LocalTime {
    /// Reads `10:00` or `10:00:30`.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = number(parts[0], 2), let minute = number(parts[1], 2),
            let second = parts.count == 3 ? number(parts[2], 2) : 0
        else { return nil }
        self.init(hour: hour, minute: minute, second: second)
    }
}

/// A number of exactly so many ASCII digits.
private func number(_ text: some StringProtocol, _ digits: Int) -> Int? {
    text.utf8.count == digits && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
}

extension EventMoment {
    /// Reads `2026-11-28` or `2026-11-28T10:00`; nil for anything else.
    init?(_ text: String) {
        guard case .success(let moment) = Reading<EventMoment>.parse(text) else { return nil }
        self = moment
    }
}

extension JSONValue {
    /// The moment that stands at a path of keys, as `workshop.starts`; nil where there is none.
    func moment(at path: String) -> EventMoment? {
        var value = self
        for key in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = value[String(key)] else { return nil }
            value = next
        }
        guard case .string(let text) = value else { return nil }
        return EventMoment(text)
    }

    /// The paths of all moments in it, in the order of the file.
    var momentPaths: [String] {
        guard case .object(let members) = self else { return [] }
        return members.flatMap { member -> [String] in
            switch member.value {
            case .string(let text): EventMoment(text) == nil ? [] : [member.key]
            case .object: member.value.momentPaths.map { member.key + "." + $0 }
            default: []
            }
        }
    }
}

extension Reading where Value == EventMoment {
    /// A day, or a day and an hour, in the event's zone.
    static var moment: Reading {
        let expected = Wording(
            ru: "дата в виде \"2026-11-28\" или дата и время в виде \"2026-11-28T10:00\"",
            en: "a date as \"2026-11-28\", or date and time as \"2026-11-28T10:00\""
        )
        return Reading(expected) { node, path, log in
            guard let text = Reading<String>.string(expected).read(node, path, log) else { return nil }
            switch parse(text) {
            case .success(let moment): return moment
            case .failure(let problem):
                log.fault(
                    at: node.position,
                    path,
                    problem.sentence ?? FaultWords.expected(expected, text: text)
                )
                return nil
            }
        }
    }

    fileprivate static func parse(_ text: String) -> Result<EventMoment, DateProblem> {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.count == 10, first.filter({ $0 == "-" }).count == 2 else {
            return .failure(DateProblem(nil))
        }
        guard let date = LocalDate(first) else {
            let isShaped = first.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
            return .failure(
                DateProblem(
                    isShaped
                        ? Wording(
                            ru: "такого дня в календаре нет: \(first)",
                            en: "there is no day \(first) in the calendar"
                        ) : nil
                )
            )
        }
        guard parts.count == 2 else { return .success(.date(date)) }
        if parts[1].contains(where: { "Zz+-".contains($0) }) {
            return .failure(
                DateProblem(
                    Wording(
                        ru:
                            "время местное, по `timeZone` мероприятия: напишите его без пояса, \"\(date)T10:00\"",
                        en:
                            "is local to the event's `timeZone`: write it without a zone, as \"\(date)T10:00\""
                    )
                )
            )
        }
        guard let time = LocalTime(parts[1]), time != .endOfDay else {
            return .failure(
                DateProblem(
                    Wording(
                        ru: "такого времени нет: \(parts[1]); напишите его в виде \"\(date)T10:00\"",
                        en: "there is no time \(parts[1]): write it as \"\(date)T10:00\""
                    )
                )
            )
        }
        return .success(.dateTime(LocalDateTime(date, time)))
    }
}

/// Why a date cannot be read; nil: it has another shape altogether.
private struct DateProblem: Error {
    let sentence: Wording?
    init(_ sentence: Wording?) { self.sentence = sentence }
}

extension Reading where Value == LocalDateTime {
    /// A day and an hour, in the event's zone.
    static var dateTime: Reading {
        let expected = Wording(
            ru: "дата и время в виде \"2026-11-28T10:00\"",
            en: "date and time as \"2026-11-28T10:00\""
        )
        return Reading(expected) { node, path, log in
            guard let moment = Reading<EventMoment>.moment.read(node, path, log) else { return nil }
            if case .dateTime(let value) = moment { return value }
            log.fault(
                at: node.position,
                path,
                Wording(
                    ru: "нужно и время: напишите в виде \"\(moment.date)T10:00\"",
                    en: "needs an hour: write it as \"\(moment.date)T10:00\""
                )
            )
            return nil
        }
    }
}

extension Reading where Value == LocalDate {
    /// A day.
    static var date: Reading {
        let expected = Wording(ru: "дата в виде \"2026-11-28\"", en: "a date as \"2026-11-28\"")
        return Reading(expected) { node, path, log in
            guard let moment = Reading<EventMoment>.moment.read(node, path, log) else { return nil }
            if case .date(let value) = moment { return value }
            log.fault(
                at: node.position,
                path,
                Wording(
                    ru: "ожидается только дата, \"\(moment.date)\"",
                    en: "expected a date alone, as \"\(moment.date)\""
                )
            )
            return nil
        }
    }
}

extension Reading where Value == LocalTime {
    /// A time of day.
    ///
    /// - Parameter allowsEndOfDay: `24:00` is let in.
    /// - Returns: the reading.
    static func time(allowsEndOfDay: Bool = false) -> Reading {
        let expected = Wording(ru: "время в виде \"10:00\"", en: "a time as \"10:00\"")
        return Reading<String>.string(Wording(ru: "время", en: "a time")).map {
            FaultWords.expected(expected, text: $0)
        } transform: {
            LocalTime($0).flatMap { $0 == .endOfDay && !allowsEndOfDay ? nil : $0 }
        }.described(expected, written: { "\"\($0)\"" })
    }
}
