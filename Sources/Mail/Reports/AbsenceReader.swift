/// Looks for the day at which an absence ends.
struct AbsenceReader {
    private struct Word {
        let text: String
        let endsSentence: Bool
    }

    private let words: [Word]
    private let today: CivilDate?

    init(_ text: FoldedText, today: CivilDate?) {
        self.today = today
        words = String(decoding: text.bytes, as: UTF8.self).split(separator: " ").prefix(2000).map { piece in
            let core = piece.drop { "(«\"'[*_".contains($0) }.trimmed(of: ",;:!?)»\"'].*_")
            return Word(
                text: core,
                endsSentence: piece.hasSuffix(".") && core.count > 3 && Int(core) == nil
                    || piece.hasSuffix("!")
            )
        }
    }

    /// The first end that words call so; a first day back where no last day away is told.
    mutating func read() -> Absence? {
        var back: Absence?
        var place = 0
        while place < words.count {
            guard let (date, length) = date(at: place) else {
                place += 1
                continue
            }
            if isPlausible(date) {
                switch isRange(at: place) ? .until : cue(before: place) {
                case .until: return Absence(until: date, isReturn: false)
                case .back: back = back ?? Absence(until: date, isReturn: true)
                case nil: break
                }
            }
            place += length
        }
        return back
    }

    private enum Cue { case until, back }

    /// Whether the word is a beginning and an end in one: `16.11-30.11.2026`, `16–30`.
    private func isRange(at place: Int) -> Bool {
        let parts = words[place].text.split { "-–—".contains($0) }
        return parts.count == 2
            && parts.allSatisfy {
                $0.first?.isNumber ?? false && ($0.count <= 2 || $0.contains(".") || $0.contains("/"))
            }
    }

    /// What the words before a day say that it is.
    private func cue(before place: Int) -> Cue? {
        var steps = 0
        var index = place - 1
        while index >= 0, steps < 8 {
            let word = words[index]
            if word.endsSentence { return nil }
            if AbsenceWords.until.contains(word.text), isEnd(word.text, index) { return .until }
            if AbsenceWords.back.contains(word.text) { return .back }
            if ["-", "–", "—"].contains(word.text) {
                return index > 0 && date(endingAt: index - 1) ? .until : nil
            }
            guard
                AbsenceWords.fillers.contains(word.text)
                    || steps > 0 && word.text.count < 14 && !isNumber(word.text)
            else { return nil }
            // Of words that fill, only those that lead to the day.
            if !AbsenceWords.fillers.contains(word.text), !leadsBack(from: index) { return nil }
            index -= 1
            steps += 1
        }
        return nil
    }

    /// Whether a word of coming back stands a little before.
    private func leadsBack(from index: Int) -> Bool {
        words[max(0, index - 5)...index].contains { AbsenceWords.back.contains($0.text) }
    }

    /// “to” and «до» mean an end of something; “to” only where a beginning was named.
    private func isEnd(_ word: String, _ index: Int) -> Bool {
        guard ["to", "a", "au", "al"].contains(word) else { return true }
        return words[max(0, index - 7)..<index].contains {
            ["from", "du", "del", "dal", "between", "de"].contains($0.text)
        }
    }

    private func isNumber(_ text: String) -> Bool { text.first?.isNumber == true }

    /// Whether a day, or a number of one, ends at this word.
    private func date(endingAt index: Int) -> Bool {
        (max(0, index - 2)...index).contains { start in
            date(at: start).map { start + $0.length == index + 1 } ?? false
        }
            || day(words[index].text) != nil
    }

    private func isPlausible(_ date: CivilDate) -> Bool {
        guard let today else { return 2000...2100 ~= date.year }
        let ahead = MailDate.days(date) - MailDate.days(today)
        return -1...500 ~= ahead
    }

    /// A day that begins at this word, and of how many words it is.
    private func date(at place: Int) -> (date: CivilDate, length: Int)? {
        let text = words[place].text
        if let date = numeric(text) { return (date, 1) }
        var next = place + 1
        if let day = day(text) {
            while next < words.count, ["of", "de", "d", "."].contains(words[next].text) { next += 1 }
            guard next < words.count, let month = month(words[next].text) else { return nil }
            let (year, length) = year(at: next + 1)
            return dated(year, month, day).map { ($0, next - place + 1 + length) }
        }
        if let month = month(text), next < words.count, let day = day(words[next].text) {
            let (year, length) = year(at: next + 1)
            return dated(year, month, day).map { ($0, 2 + length) }
        }
        return nil
    }

    private func year(at place: Int) -> (Int?, Int) {
        var place = place
        var skipped = 0
        while place < words.count, ["de", "del"].contains(words[place].text) {
            place += 1
            skipped += 1
        }
        guard place < words.count, let number = Int(words[place].text.prefix(4)), 2000...2100 ~= number,
            words[place].text.count <= 6
        else { return (nil, 0) }
        return (number, skipped + 1)
    }

    /// `28`, `28th`, `28-го`, and the latter of `1–28`.
    private func day(_ text: String) -> Int? {
        var text = Substring(text)
        if let dash = text.lastIndex(where: { $0 == "-" || $0 == "–" || $0 == "—" }),
            text[..<dash].allSatisfy({ $0.isNumber || $0 == "." })
        {
            text = text[text.index(after: dash)...]
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count <= 2, let day = Int(digits), 1...31 ~= day else { return nil }
        return ["", "st", "nd", "rd", "th", "го", "-го", "er", "º", "-е", "е", "."].contains(
            text.dropFirst(digits.count)
        ) ? day : nil
    }

    private func month(_ text: String) -> Int? {
        guard text.count >= 3 else { return nil }
        return AbsenceWords.months.first {
            $0.names.contains { name in
                text == name || name.count >= 4 && text.hasPrefix(name) && text.count <= name.count + 3
            }
        }?.number
    }

    /// `2026-11-28`, `28.11.2026`, `28.11.26`, `28.11`, `28/11/2026`, `11/28/2026`; of `14.11-28.11.2026` the latter.
    private func numeric(_ text: String) -> CivilDate? {
        guard text.utf8.count <= 24, text.first?.isNumber == true else { return nil }
        let parts = text.split { ".-/–—".contains($0) }
        guard parts.count >= 2, parts.count <= 6,
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } || ["г", "года"].contains($0) })
        else { return nil }
        var numbers = parts.compactMap { Int($0) }
        if numbers.count == 3, numbers[0] > 31 { return dated(numbers[0], numbers[1], numbers[2]) }
        // A range: its end.
        if numbers.count > 3 {
            numbers = Array(numbers.suffix(numbers.last ?? 0 > 31 || numbers.count == 6 ? 3 : 2))
        }
        guard numbers.count >= 2 else { return nil }
        let year = numbers.count > 2 ? (numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]) : nil
        if numbers.count == 2, !text.contains("."), !text.contains("/") { return nil }
        if text.contains("/"), numbers[1] > 12 || numbers[0] <= 12 && isMonthFirst(numbers, year) {
            return dated(year, numbers[0], numbers[1])
        }
        return dated(year, numbers[1], numbers[0])
    }

    /// Of two readings the one that is yet to come, and soon.
    private func isMonthFirst(_ numbers: [Int], _ year: Int?) -> Bool {
        guard let today, let first = dated(year, numbers[0], numbers[1]),
            let second = dated(year, numbers[1], numbers[0])
        else { return false }
        let (one, two) = (
            MailDate.days(first) - MailDate.days(today), MailDate.days(second) - MailDate.days(today)
        )
        return one >= 0 && (two < 0 || one < two)
    }

    /// The day; without a year the one that is near the day of writing.
    private func dated(_ year: Int?, _ month: Int, _ day: Int) -> CivilDate? {
        guard 1...12 ~= month, 1...31 ~= day else { return nil }
        if let year { return 2000...2100 ~= year ? CivilDate(year: year, month: month, day: day) : nil }
        guard let today else { return nil }
        let date = CivilDate(year: today.year, month: month, day: day)
        return MailDate.days(date) < MailDate.days(today) - 60
            ? CivilDate(year: today.year + 1, month: month, day: day) : date
    }
}
