/// Reads "try again in N" out of a reply's text.
public enum RetryHint {
    /// The wait that a reply states, in milliseconds; nil where it states none.
    ///
    /// Understands `try again in 300 seconds`, `retry after 1 minute 30 seconds`, `Greylisted for 4 min`, `wait two
    /// minutes`, `come back in 00:05:00`, `Retry-After: 120`, `повторите через 1,5 часа`, `попробуйте через час`.
    public static func find(in text: String) -> Int64? {
        let words = HintWord.all(in: text)
        guard asksToWait(words) else { return nil }
        for index in words.indices {
            if let wait = clock(words, index) ?? sum(words, index) ?? bareSeconds(words, index), wait > 0 {
                return wait
            }
        }
        return nil
    }

    private static func asksToWait(_ words: [HintWord]) -> Bool {
        words.indices.contains { index in
            let text = words[index].text
            return asking.contains(text) || askingStems.contains { text.hasPrefix($0) }
                || (text == "back" && index > 0 && words[index - 1].text == "come")
        }
    }

    private static let asking: Set<String> = [
        "try", "retry", "again", "later", "wait", "greylisted", "graylisted", "greylist", "resend", "позже",
        "позднее",
    ]
    private static let askingStems = ["повтор", "попроб", "попыт", "подожд"]

    // MARK: amounts

    /// A number of some unit.
    private struct Amount {
        var milliseconds: Int64
        /// Of the unit, in milliseconds.
        var scale: Int64
        /// The place of the word after it.
        var next: Int
    }

    /// `1 hour, 2 minutes and 3 seconds`, from the larger unit to the smaller, as one wait.
    private static func sum(_ words: [HintWord], _ index: Int) -> Int64? {
        guard var last = amount(words, index) else { return nil }
        var sum = last.milliseconds
        while last.next < words.count {
            let isJoined = ["and", "и"].contains(words[last.next].text)
            let place = last.next + (isJoined ? 1 : 0)
            // What is more than the larger unit, or stands in brackets, says the same once more.
            guard !words[last.next].isApart, let next = amount(words, place), !words[place].isApart,
                next.scale < last.scale, next.milliseconds < last.scale
            else { break }
            sum += next.milliseconds
            last = next
        }
        return sum
    }

    private static func amount(_ words: [HintWord], _ index: Int) -> Amount? {
        guard words.indices.contains(index) else { return nil }
        let word = words[index].text
        let before = index > 0 ? words[index - 1].text : ""
        let after = index + 1 < words.count ? words[index + 1].text : ""
        if word == "полчаса" { return Amount(milliseconds: 1_800_000, scale: 3_600_000, next: index + 1) }
        let figures = word.prefix { !$0.isLetter }
        if let thousandths = HintWord.thousandths(figures) {
            let isAttached = figures.endIndex < word.endIndex
            let unit = isAttached ? String(word[figures.endIndex...]) : after
            guard let scale = scale(unit), scale < day || isIntroduced(words, index) else { return nil }
            return Amount(
                milliseconds: thousandths * scale / 1000,
                scale: scale,
                next: index + (isAttached ? 1 : 2)
            )
        }
        // A word for a number makes no sense with "s" or "m", nor does "через" without a number.
        if let number = numbers[word] ?? (isArticle(word, before) ? 1 : nil), after.count > 1,
            let scale = scale(after), scale < day || isIntroduced(words, index)
        {
            return Amount(milliseconds: number * scale, scale: scale, next: index + 2)
        }
        if before == "через", word.count > 1, let scale = scale(word) {
            return Amount(milliseconds: scale, scale: scale, next: index + 1)
        }
        return nil
    }

    private static func isArticle(_ word: String, _ before: String) -> Bool {
        ["a", "an"].contains(word) && ["in", "after", "for"].contains(before)
    }

    /// Days are told of limits as well ("100 messages a day"): they count where the wait is what they measure.
    private static func isIntroduced(_ words: [HintWord], _ index: Int) -> Bool {
        words[max(0, index - 3)..<index].contains { ["in", "after", "wait", "через"].contains($0.text) }
    }

    private static let day: Int64 = 86_400_000

    private static let numbers: [String: Int64] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "один": 1, "одну": 1, "одни": 1, "два": 2, "две": 2, "двое": 2, "три": 3, "четыре": 4,
        "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
    ]

    private static func scale(_ unit: String) -> Int64? {
        switch unit {
        case "s", "sec", "secs", "second", "seconds", "сек": 1000
        case "секунду", "секунды", "секунд": 1000
        case "m", "min", "mins", "minute", "minutes", "мин", "минуту", "минуты", "минут": 60_000
        case "h", "hour", "hours", "hr", "hrs", "ч", "час", "часа", "часов": 3_600_000
        case "d", "day", "days", "день", "дня", "дней", "сутки", "суток": day
        default: nil
        }
    }

    // MARK: other forms

    /// `00:05:00`, unless it is the time of a day.
    private static func clock(_ words: [HintWord], _ index: Int) -> Int64? {
        let parts = words[index].text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(HintWord.isDigit) }),
            let hours = Int64(parts[0]), let minutes = Int64(parts[1]), let seconds = Int64(parts[2])
        else { return nil }
        if index > 0 {
            let before = words[index - 1].text
            if ["at", "until", "till", "by", "в", "до"].contains(before) { return nil }
            // A date: 2026-11-25, 2026-11-25T, 25.11.2026, Nov 25 2026.
            if before.prefix(while: { !$0.isLetter }).count >= 4 { return nil }
        }
        if index + 1 < words.count, ["gmt", "utc", "am", "pm"].contains(words[index + 1].text) { return nil }
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    }

    /// `Retry-After: 120`, as HTTP writes it (RFC 9110 §10.2.3), or `retry after 120` where nothing follows.
    private static func bareSeconds(_ words: [HintWord], _ index: Int) -> Int64? {
        guard index >= 2, words[index - 1].text == "after", words[index - 2].text == "retry",
            let thousandths = HintWord.thousandths(words[index].text[...])
        else { return nil }
        let isHeader = words[index - 1].isHyphenated
        let isLast = index + 1 == words.count || words[index + 1].isApart
        return isHeader || isLast ? thousandths : nil
    }
}

/// A word of a reply, in lower case; a number, a date or a time is one word.
private struct HintWord {
    var text: String
    /// Whether something more than blanks and a comma stands before it.
    var isApart = false
    /// Whether a hyphen alone does.
    var isHyphenated = false

    static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    static func all(in text: String) -> [HintWord] {
        let characters = Array(text.lowercased())
        var words: [HintWord] = []
        var gap: [Character] = []
        var isInside = false
        for (place, character) in characters.enumerated() {
            let isBetweenDigits =
                place > 0 && place + 1 < characters.count && isDigit(characters[place - 1])
                && isDigit(characters[place + 1])
            guard
                character.isLetter || isDigit(character) || (isBetweenDigits && ".,:-/".contains(character))
            else {
                gap.append(character)
                isInside = false
                continue
            }
            // 1h30m is two words.
            let isNext =
                isInside && isDigit(character) && characters[place - 1].isLetter
                && words.last?.text.first.map(isDigit) == true
            if !isInside || isNext {
                words.append(
                    HintWord(
                        text: "",
                        isApart: gap.contains { !$0.isWhitespace && $0 != "," },
                        isHyphenated: gap == ["-"]
                    )
                )
                gap = []
                isInside = true
            }
            words[words.count - 1].text.append(character)
        }
        return words
    }

    /// `90`, `1.5`, `1,5`, `1,500`, of `5-10` the larger, in thousandths; nil for zero-padded nonsense, versions,
    /// dates and what is too large for a wait.
    static func thousandths(_ figures: Substring) -> Int64? {
        let range = figures.split(separator: "-", omittingEmptySubsequences: false)
        guard range.count <= 2, let last = range.last else { return nil }
        let parts = last.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy(isDigit) }), let first = parts.first,
            let whole = Int64(first), whole < 10_000_000
        else { return nil }
        guard parts.count == 2 else { return whole * 1000 }
        // A comma before three digits parts thousands, as a rule.
        if last.contains(","), parts[1].count == 3, let rest = Int64(parts[1]) {
            return whole < 10_000 ? (whole * 1000 + rest) * 1000 : nil
        }
        let fraction = parts[1].prefix(3)
        return whole * 1000 + (Int64(fraction + String(repeating: "0", count: 3 - fraction.count)) ?? 0)
    }
}
