import Foundation

/// What Russian and English typography keep on one line: a day and its month, № and its number, initials and surname,
/// «ул.» and the street, the parts of a telephone number.
///
/// For texts of the event and of its templates; what a registrant typed stays as it was typed.
enum Nonbreaking {
    /// The text with no-break spaces (U+00A0) between such parts, and non-breaking hyphens (U+2011) in telephone numbers.
    ///
    /// As many characters as before. Mustache's tags, addresses of links and HTML tags stay as they are.
    static func kept(_ text: String) -> String {
        let bytes = text.utf8
        // Nothing to keep together in most short texts.
        guard bytes.contains(UInt8(ascii: " ")) || bytes.contains(UInt8(ascii: "-")) else { return text }
        var characters = Array(text)
        keepTelephones(&characters)
        let words = words(of: characters)
        for (left, right) in zip(words, words.dropFirst()) {
            guard right.lowerBound == left.upperBound + 1, characters[left.upperBound] == " " else {
                continue
            }
            let before = left.lowerBound >= 2 && characters[left.lowerBound - 1].isWhitespace
            let isYear = before && characters[left.lowerBound - 2].isNumber
            if belong(String(characters[left]), String(characters[right]), isBehindNumber: isYear) {
                characters[left.upperBound] = "\u{A0}"
            }
        }
        return String(characters)
    }

    /// Words between blanks; a tag of Mustache is a part of its word, whatever blanks it holds.
    private static func words(of text: [Character]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        var index = 0
        while index < text.count {
            if text[index] == "{", index + 1 < text.count, text[index + 1] == "{" {
                start = start ?? index
                while index < text.count, !(text[index] == "}" && index > 0 && text[index - 1] == "}") {
                    index += 1
                }
            } else if text[index].isWhitespace {
                if let first = start { words.append(first..<index) }
                start = nil
            } else {
                start = start ?? index
            }
            index += 1
        }
        if let first = start { words.append(first..<text.count) }
        return words
    }

    /// Whether two words with one blank between them stay together.
    private static func belong(_ left: String, _ right: String, isBehindNumber: Bool) -> Bool {
        let bare = left.drop { "([{«„“\"'*_".contains($0) }
        let end = right.drop { $0 == "*" || $0 == "_" }
        if signs.contains(where: left.hasSuffix) {
            return end.first.map { $0.isNumber || $0 == "{" || left.hasSuffix("№") } ?? false
        }
        if right.hasPrefix("—") { return true }
        if bare.last?.isNumber ?? false {
            let word = end.prefix { $0.isLetter }.lowercased()
            if bare.count <= 5, months.contains(word) { return true }
        }
        if bare.last.map({ $0.isNumber || $0 == "}" }) ?? false {
            let unit = end.prefix { $0.isLetter || $0 == "." }
            if units.contains(String(unit)) { return true }
        }
        // «555-01-23, доб. 2252»
        if left.hasSuffix(","), left.dropLast().last?.isNumber ?? false, extensions.contains(right) {
            return true
        }
        if bare == "г." { return !isBehindNumber && (end.first?.isUppercase ?? false) }
        if places.contains(bare.lowercased()) {
            return end.first.map { $0.isLetter || $0.isNumber || $0 == "«" || $0 == "{" } ?? false
        }
        if isInitials(bare) { return end.first?.isUppercase ?? false }
        let isName = bare.first?.isUppercase ?? false && bare.last?.isLetter ?? false && bare.count > 1
        return isName && isInitials(end.prefix { $0 != "," && $0 != ")" && $0 != "*" })
    }

    /// «М.», «М.П.», “J.R.R.”: a capital and a full stop, at most three times.
    private static func isInitials(_ word: Substring) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return word.last == "." && (2...4).contains(parts.count)
            && parts.dropLast().allSatisfy { $0.count == 1 && $0.first?.isUppercase ?? false }
    }

    /// Of a telephone number, ten digits or more, no part begins a line.
    private static func keepTelephones(_ text: inout [Character]) {
        var index = 0
        while index < text.count {
            let before = index == 0 ? " " : text[index - 1]
            guard text[index] == "+" || text[index] == "8",
                before.isWhitespace || "([>«,;*".contains(before)
            else {
                index += 1
                continue
            }
            var end = index + 1
            while end < text.count, text[end].isWholeNumber || " ()-\u{A0}\u{2011}".contains(text[end]) {
                end += 1
            }
            while end > index + 1, !text[end - 1].isWholeNumber { end -= 1 }
            if text[index..<end].count(where: \.isWholeNumber) >= 10 {
                for place in index..<end {
                    if text[place] == " " { text[place] = "\u{A0}" }
                    if text[place] == "-" { text[place] = "\u{2011}" }
                }
            }
            index = max(end, index + 1)
        }
    }

    private static let signs = ["№", "No.", "Nr.", "n.º"]
    private static let units: Set<String> = [
        "г.", "гг.", "г", "л.", "экз.", "чел.", "руб.", "мин.", "ч.", "ч", "кв.", "км", "м", "кг", "МБ",
    ]
    private static let extensions: Set<String> = ["доб.", "(доб.", "ext.", "(ext."]
    private static let places: Set<String> = [
        "ул.", "пер.", "пр.", "просп.", "пр-т", "пл.", "наб.", "б-р", "бул.", "ш.", "д.", "стр.", "корп.",
        "к.", "кв.",
        "оф.", "каб.", "ауд.", "пом.", "эт.", "им.", "доб.", "ext.", "тел.", "п.", "с.", "пос.", "обл.",
        "р-н",
    ]
    /// As they stand beside a day.
    private static let months = Set(
        [LetterLanguage.russian, .english].flatMap(\.dates.months).map { $0.lowercased() }
    )
}
