/// How a moment is written.
enum DateForm: Equatable {
    /// The day, as the language has it.
    case day
    /// Day and hour, as the language has it.
    case dayAndHour
    /// Hours of any number, minutes, seconds.
    case elapsed
    /// Piece by piece.
    case pieces([FormatSection.Token])

    /// By a code that must be one of a moment.
    init?(_ code: String) {
        let section = FormatSection(code)
        guard section.isDate else { return nil }
        self.init(tokens: section.tokens)
    }

    /// A form with names of days and months is written as the language has it: their cases are no business of a table.
    init(tokens: [FormatSection.Token]) {
        let isPlain = tokens.allSatisfy { token in
            switch token {
            case .letter(let letter, let count): count < 3 || letter == "y"
            // The year of an emperor.
            case .placeholder("e"): false
            default: true
            }
        }
        let hasHour = tokens.contains { if case .letter("h", _) = $0 { true } else { false } }
        self = isPlain ? .pieces(tokens) : hasHour ? .dayAndHour : .day
    }

    /// The text of a moment.
    func text(_ moment: Moment, language: String) -> String {
        switch self {
        case .day: moment.day(language)
        case .dayAndHour: moment.day(language) + " " + moment.hour
        case .elapsed: "\(moment.hours):\(Moment.two(moment.minute)):\(Moment.two(moment.second))"
        case .pieces(let tokens): Self.pieces(tokens, moment)
        }
    }

    private static func pieces(_ tokens: [FormatSection.Token], _ moment: Moment) -> String {
        var text = ""
        var isAfterHour = false
        let isHalfDay = tokens.contains(.letter("a", 1))
        for (index, token) in tokens.enumerated() {
            switch token {
            case .literal(let literal): text += literal
            // A fraction of seconds has a point and zeros, which nobody needs; `/` is a separator here.
            case .placeholder(let character):
                if "/,".contains(character) {
                    text.append(character)
                } else if character == ".", tokens.dropFirst(index + 1).first != .placeholder("0") {
                    text += "."
                }
            case .letter("y", let count): text += count < 3 ? Moment.two(moment.year % 100) : "\(moment.year)"
            case .letter("d", let count): text += Moment.padded(moment.dayOfMonth, count)
            case .letter("h", let count):
                let hour = isHalfDay ? (moment.hourOfDay + 11) % 12 + 1 : moment.hourOfDay
                text += Moment.padded(hour, count)
            case .letter("s", let count): text += Moment.padded(moment.second, count)
            case .letter("a", _): text += moment.hourOfDay < 12 ? "AM" : "PM"
            case .letter(_, let count):
                let next = tokens.dropFirst(index + 1).lazy.compactMap { token -> Character? in
                    if case .letter(let letter, _) = token { letter } else { nil }
                }.first
                let isMinute = isAfterHour || next == "s"
                text += Moment.padded(isMinute ? moment.minute : moment.month, count)
            }
            if case .letter(let letter, _) = token { isAfterHour = letter == "h" }
        }
        return text
    }
}

/// A moment of a sheet: days since the workbook's first one, with their fraction.
struct Moment: Equatable {
    /// Where days are counted from.
    enum Epoch {
        /// 31 December 1899 is 0, with a 29 February 1900 that never was.
        case lotus
        /// 1 January 1904 is 0.
        case apple
    }

    var year: Int
    var month: Int
    var dayOfMonth: Int
    /// Since the first day, for times beyond a day.
    var hours: Int
    var hourOfDay: Int
    var minute: Int
    var second: Int

    /// nil outside of the years 1900 to 9999.
    init?(serial: Double, epoch: Epoch) {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        hours = days * 24 + seconds / 3600
        hourOfDay = seconds / 3600
        minute = seconds / 60 % 60
        second = seconds % 60
        let since1970 = epoch == .apple ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569
        // Howard Hinnant's civil_from_days.
        let shifted = since1970 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// ISO 8601, as cells of the type `d` have it: `2026-11-28`, `2026-11-28T10:00:00`, with what follows left out.
    init?(iso text: String) {
        guard let found = text.prefixMatch(of: /(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?/) else {
            return nil
        }
        let numbers = [found.4, found.5, found.6].map { $0.flatMap { Int($0) } ?? 0 }
        year = Int(found.1) ?? 0
        month = Int(found.2) ?? 0
        dayOfMonth = Int(found.3) ?? 0
        hours = numbers[0]
        hourOfDay = numbers[0]
        minute = numbers[1]
        second = numbers[2]
        guard (1...12).contains(month), (1...31).contains(dayOfMonth), hours < 24, minute < 60 else {
            return nil
        }
    }

    var hasHour: Bool { hourOfDay != 0 || minute != 0 || second != 0 }

    /// The day as a reader of the language writes it.
    func day(_ language: String) -> String {
        language == "ru"
            ? "\(Self.two(dayOfMonth)).\(Self.two(month)).\(year)"
            : "\(year)-\(Self.two(month))-\(Self.two(dayOfMonth))"
    }

    /// `10:00`, with seconds where there are some.
    var hour: String {
        "\(Self.two(hourOfDay)):\(Self.two(minute))" + (second == 0 ? "" : ":\(Self.two(second))")
    }

    static func two(_ number: Int) -> String { padded(number, 2) }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
