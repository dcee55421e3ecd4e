/// The letters of an encoding, and how its languages put them together.
struct Alphabet {
    private enum Glyph {
        /// A letter, by its small form.
        case letter(UInt32, isUpper: Bool)
        /// A mark that texts have: dashes, quotation marks, «№», «°»; some of them also between letters.
        case usual(joins: Bool)
        /// «ª» and «º», which stand behind a number or one letter.
        case ordinal
        /// Frames, controls, and what else no list of people has.
        case odd
        /// No character at all.
        case none
    }

    private let glyphs: [Glyph]
    private let levels: [UInt64: Int]
    private let isCyrillic: Bool
    /// Windows is what most files come from.
    private let prior: Int

    static let all: [TextEncoding: Alphabet] = {
        let cyrillic = levels(LetterPairs.cyrillic)
        return [
            .windows1251: Alphabet(.windows1251, cyrillic, isCyrillic: true, prior: 2),
            .windows1252: Alphabet(.windows1252, levels(LetterPairs.western), isCyrillic: false, prior: 1),
            .windows1250: Alphabet(.windows1250, levels(LetterPairs.central), isCyrillic: false, prior: 0),
            .cp866: Alphabet(.cp866, cyrillic, isCyrillic: true, prior: 0),
            .koi8r: Alphabet(.koi8r, cyrillic, isCyrillic: true, prior: 0),
        ]
    }()

    private init(_ encoding: TextEncoding, _ levels: [UInt64: Int], isCyrillic: Bool, prior: Int) {
        glyphs = encoding.characters.map(Self.glyph)
        self.levels = levels
        self.isCyrillic = isCyrillic
        self.prior = prior
    }

    private static func glyph(_ scalar: Unicode.Scalar) -> Glyph {
        if scalar == "\u{FFFD}" { return .none }
        if scalar == "ª" || scalar == "º" { return .ordinal }
        if "№«»“”‘’„‚‹›–—…·•°§\u{A0}\u{AD}€™©®±×½¼¾¡¿".unicodeScalars.contains(scalar) {
            return .usual(joins: "’–—\u{A0}\u{AD}".unicodeScalars.contains(scalar))
        }
        let properties = scalar.properties
        guard properties.isAlphabetic else { return .odd }
        let small = properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return .letter(small.value, isUpper: properties.isUppercase)
    }

    private static func levels(_ table: String) -> [UInt64: Int] {
        var levels: [UInt64: Int] = [:]
        for line in table.split(separator: "\n") {
            let letters = Array(line.unicodeScalars.dropFirst())
            for index in stride(from: 0, to: letters.count - 1, by: 2) {
                levels[pair(letters[index].value, letters[index + 1].value)] =
                    line.first?.wholeNumberValue ?? 0
            }
        }
        return levels
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    /// What speaks for this encoding of these words; nil where a byte of them is no character in it.
    func score(_ words: [ArraySlice<UInt8>]) -> Int? {
        var score = prior
        for bytes in words {
            var run: [(letter: UInt32, isUpper: Bool)] = []
            var isSplit = false
            for byte in bytes {
                switch glyphs[Int(byte)] {
                case .letter(let letter, let isUpper):
                    if isSplit { score -= 3 }
                    isSplit = false
                    run.append((letter, isUpper))
                    continue
                case .usual(let joins): isSplit = !run.isEmpty && !joins
                case .ordinal: score -= run.count > 1 ? 3 : 0
                case .odd: score -= 6
                case .none: return nil
                }
                score += self.score(run)
                run = []
            }
            score += self.score(run)
        }
        return score
    }

    private func score(_ word: [(letter: UInt32, isUpper: Bool)]) -> Int {
        guard word.contains(where: { $0.letter >= 0x80 }) else { return 0 }
        var score = 0
        if isCyrillic, word.contains(where: { $0.letter < 0x80 }) { score -= 8 }
        // «и», «в», «я» are words; of the letters beside Latin ones few are.
        if !isCyrillic, word.count == 1 { score -= 4 }
        if word.count > 2, word.allSatisfy(\.isUpper) { score -= 3 }
        let edge = UInt32(("_" as Unicode.Scalar).value)
        var previous = edge
        var wasLower = false
        for (letter, isUpper) in word {
            score += weight(previous, letter)
            if wasLower, isUpper { score -= 5 }
            wasLower = !isUpper
            previous = letter
        }
        return score + weight(previous, edge)
    }

    private func weight(_ first: UInt32, _ second: UInt32) -> Int {
        if first < 0x80, second < 0x80 { return 0 }
        return levels[Self.pair(first, second)].map { $0 - 3 } ?? -5
    }
}
