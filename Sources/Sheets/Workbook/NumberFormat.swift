/// How a cell shows its number (ECMA-376-1 §18.8.30, 18.8.31), as far as it says what the number is.
enum NumberFormat: Equatable {
    /// Digits as they are.
    case general
    /// So many digits before the point at least, so many behind it; as a hundredth part.
    case fixed(digits: Int, decimals: Int, isPercent: Bool)
    /// A moment.
    case date(DateForm)

    /// A format of Excel's own, by its number.
    init(builtIn id: Int) {
        switch id {
        case 1: self = .fixed(digits: 1, decimals: 0, isPercent: false)
        case 3: self = .fixed(digits: 1, decimals: 0, isPercent: false)
        case 2, 4, 39, 40: self = .fixed(digits: 1, decimals: 2, isPercent: false)
        case 37, 38: self = .fixed(digits: 1, decimals: 0, isPercent: false)
        case 9: self = .fixed(digits: 1, decimals: 0, isPercent: true)
        case 10: self = .fixed(digits: 1, decimals: 2, isPercent: true)
        // What the language has; the rest of them with names of months, or East Asian.
        case 14...17, 27...31, 34...36, 50...58: self = .date(.day)
        case 18...21, 32, 33: self = .date(DateForm(id == 19 || id == 21 ? "h:mm:ss" : "h:mm") ?? .dayAndHour)
        case 22: self = .date(.dayAndHour)
        case 45, 47: self = .date(DateForm("mm:ss") ?? .dayAndHour)
        case 46: self = .date(.elapsed)
        default: self = .general
        }
    }

    /// A format of the workbook's own.
    init(code: String) {
        let section = FormatSection(code)
        if section.isDate {
            self = .date(section.isElapsed ? .elapsed : DateForm(tokens: section.tokens))
            return
        }
        let placeholders = section.tokens.compactMap { token -> Character? in
            if case .placeholder(let character) = token { character } else { nil }
        }
        let text = String(placeholders.filter { $0 != "," && $0 != "%" })
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard !text.isEmpty, parts.count <= 2, text.allSatisfy({ "0#.".contains($0) }), text.contains("0")
        else {
            self = .general
            return
        }
        self = .fixed(
            digits: min(parts[0].count { $0 == "0" }, 30),
            decimals: parts.count == 2 ? min(parts[1].count, 15) : 0,
            isPercent: placeholders.contains("%")
        )
    }
}

/// The first section of a format's code, which positive numbers go by, taken apart.
struct FormatSection {
    enum Token: Equatable {
        /// `y`, `m`, `d`, `h`, `s`, as often as it stands there; `a` for AM/PM.
        case letter(Character, Int)
        /// `0`, `#`, `?`, `.`, `,`, `%`, `E`, `/`.
        case placeholder(Character)
        case literal(String)
    }

    private(set) var tokens: [Token] = []
    /// Hours beyond a day: `[h]:mm`.
    private(set) var isElapsed = false

    init(_ code: String) {
        let characters = Array(code.prefix(255))
        var index = 0
        while index < characters.count, characters[index] != ";" {
            let character = characters[index]
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            index += 1
            switch character {
            case "\"":
                let end = characters[index...].firstIndex(of: "\"") ?? characters.count
                tokens.append(.literal(String(characters[index..<end])))
                index = min(end + 1, characters.count)
            case "\\", "!":
                if let next { tokens.append(.literal(String(next))) }
                index += 1
            // A blank as wide as the next character; the next one repeated.
            case "_", "*": index += 1
            case "[":
                let end = characters[index...].firstIndex(of: "]") ?? characters.count
                let inside = String(characters[index..<end]).lowercased()
                if !inside.isEmpty, Set(inside).isSubset(of: ["h", "m", "s"]) { isElapsed = true }
                index = min(end + 1, characters.count)
            default: index += take(character, rest: characters[index...])
            }
        }
    }

    /// Takes a character, and says how many behind it belong to it.
    private mutating func take(_ character: Character, rest: ArraySlice<Character>) -> Int {
        let small = character.lowercased()
        if small == "a" {
            for word in ["m/pm", "/p"] where String(rest.prefix(word.count)).lowercased() == word {
                tokens.append(.letter("a", 1))
                return word.count
            }
        }
        if small == "g", String(rest.prefix(6)).lowercased() == "eneral" { return 6 }
        if let letter = small.first, "ymdhs".contains(letter) {
            let more = rest.prefix { $0.lowercased() == small }.count
            tokens.append(.letter(letter, more + 1))
            return more
        }
        tokens.append(
            "0#?.,%Ee/@".contains(character) ? .placeholder(character) : .literal(String(character))
        )
        return 0
    }

    /// A moment: letters of date and time, and no digits but behind the seconds.
    var isDate: Bool {
        if isElapsed { return true }
        let hasLetters = tokens.contains { if case .letter = $0 { true } else { false } }
        // Digits are those of a fraction of seconds, or it is a number with letters beside: `0.00 USD`.
        let hasFraction = zip(tokens, tokens.dropFirst()).contains { first, second in
            if case .letter("s", _) = first { second == .placeholder(".") } else { false }
        }
        return hasLetters && (hasFraction || !tokens.contains(.placeholder("0")))
            && !tokens.contains(.placeholder("#")) && !tokens.contains(.placeholder("E"))
    }
}
