import Events
import Foundation

/// How a language writes days.
struct DateWords: Sendable {
    /// As they stand beside a day: in Russian in the genitive.
    var months: [String]
    /// From Monday on.
    var weekdays: [String]
    var day: DatePattern
    var dayAndMonth: DatePattern
    var weekdayAndDay: DatePattern
    /// When something is on a day, with `{weekday}` of ``weekdaysOn``, `{day}` and `{dayAndMonth}`; nil: as
    /// ``weekdayAndDay``.
    var onDay: String?
    /// As they stand in ``onDay``, from Monday on: «во вторник», “on Tuesday”; empty: as ``weekdays``.
    var weekdaysOn: [String] = []
    /// Until when, as a day `{day}` that is the last, and as an hour `{time}` of a day; nil: the language's file does
    /// not say.
    var untilDay: String?
    var untilHour: String?
    /// Two days, with `{first}`, `{last}`, `{firstDay}`, `{lastDay}`, `{firstDayAndMonth}`.
    var sameMonth: String
    var sameYear: String
    var otherYear: String
    /// A day and an hour, `{day}` and `{time}`.
    var moment: String

    init(
        months: [String],
        weekdays: [String],
        day: DatePattern,
        dayAndMonth: DatePattern,
        weekdayAndDay: DatePattern,
        onDay: String,
        weekdaysOn: [String],
        untilDay: String,
        untilHour: String,
        sameMonth: String,
        sameYear: String,
        otherYear: String,
        moment: String
    ) {
        self.months = months
        self.weekdays = weekdays
        self.day = day
        self.dayAndMonth = dayAndMonth
        self.weekdayAndDay = weekdayAndDay
        self.onDay = onDay
        self.weekdaysOn = weekdaysOn
        self.untilDay = untilDay
        self.untilHour = untilHour
        self.sameMonth = sameMonth
        self.sameYear = sameYear
        self.otherYear = otherYear
        self.moment = moment
    }

    /// The words and patterns of CLDR, as Foundation has them.
    init(cldr code: String) {
        let locale = Locale(identifier: code)
        var calendar = Calendar(identifier: .gregorian)
        calendar.locale = locale
        months = calendar.monthSymbols
        let week = calendar.weekdaySymbols
        weekdays = Array(week.dropFirst() + week.prefix(1))
        func pattern(_ template: String) -> DatePattern {
            DatePattern(
                DateFormatter.dateFormat(fromTemplate: template, options: 0, locale: locale) ?? template
            )
        }
        day = pattern("yMMMMd")
        dayAndMonth = pattern("MMMMd")
        weekdayAndDay = pattern("EEEEMMMMd")
        // Where the day leads, the first one stands before all that both days share.
        sameMonth = day.leadsWithDay ? "{firstDay}–{last}" : "{first}\u{A0}– {last}"
        sameYear = day.leadsWithDay ? "{firstDayAndMonth}\u{A0}– {last}" : "{first}\u{A0}– {last}"
        otherYear = "{first}\u{A0}– {last}"
        moment = "{day}, {time}"
    }
}

/// A pattern in the letters of CLDR: `d`, `MMMM`, `y`, `EEEE`, other letters in apostrophes.
struct DatePattern: Sendable {
    private enum Part: Sendable, Hashable {
        case text(String)
        case day(digits: Int)
        case month(digits: Int?)
        case year
        case weekday
    }

    private let parts: [Part]

    init(_ pattern: String) {
        var parts: [Part] = []
        var text = ""
        var isQuoted = false
        var rest = pattern[...]
        while let letter = rest.first {
            if letter == "'" {
                rest.removeFirst()
                // Two of them are one apostrophe.
                if rest.first == "'" { text.append(rest.removeFirst()) } else { isQuoted.toggle() }
                continue
            }
            guard !isQuoted, letter.isASCII, letter.isLetter else {
                // U+202F, which CLDR has before «г.», is not drawn by every mail client.
                text.append(letter == "\u{202F}" ? "\u{A0}" : letter)
                rest.removeFirst()
                continue
            }
            let count = rest.prefix { $0 == letter }.count
            rest = rest.dropFirst(count)
            if !text.isEmpty { parts.append(.text(text)) }
            text = ""
            switch letter {
            case "d": parts.append(.day(digits: count))
            case "M", "L": parts.append(.month(digits: count > 2 ? nil : count))
            case "y", "u": parts.append(.year)
            case "E", "c", "e": parts.append(.weekday)
            default: break
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        self.parts = Self.keepingTogether(parts)
    }

    /// The day and its month stay on one line: the first blank between them becomes a no-break space.
    private static func keepingTogether(_ parts: [Part]) -> [Part] {
        var parts = parts
        for index in parts.indices.dropFirst().dropLast() {
            guard case .text(let text) = parts[index], let blank = text.firstIndex(of: " ") else { continue }
            switch (parts[index - 1], parts[index + 1]) {
            case (.day, .month), (.month, .day):
                let kept = text.replacingCharacters(in: blank...blank, with: SignWording.noBreakSpace)
                parts[index] = .text(kept)
            default: continue
            }
        }
        return parts
    }

    /// Whether a date begins with its day.
    var leadsWithDay: Bool {
        if case .day? = parts.first { return true }
        return false
    }

    /// Whether it shows the day and the month, without which nobody knows when.
    var isWhole: Bool {
        parts.contains { if case .day = $0 { true } else { false } }
            && parts.contains { if case .month = $0 { true } else { false } }
    }

    func text(_ date: LocalDate, _ words: DateWords) -> String {
        var out = ""
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .day(let digits): out += digits > 1 ? ZoneWording.twoDigits(date.day) : "\(date.day)"
            case .month(nil): out += words.months[(date.month - 1) % 12]
            case .month(let digits?): out += digits > 1 ? ZoneWording.twoDigits(date.month) : "\(date.month)"
            case .year: out += "\(date.year)"
            case .weekday: out += words.weekdays[(date.weekday - 1) % 7]
            }
        }
        return out
    }
}
