/// The name of a subject as people write it, taken apart: «Татарстан Респ.» is «татарстан», a republic.
struct RegionName {
    /// The folded words that are neither a kind nor a filler.
    let core: [String]
    /// The kinds that its other words tell.
    let kinds: Set<RegionKind>

    init(_ text: String) {
        var core: [String] = []
        var kinds: Set<RegionKind> = []
        var isAutonomous = false
        for word in Self.words(of: text) {
            if let kind = RegionKind(word: word) {
                kinds.insert(kind)
            } else if RegionKind.fillers.contains(word) {
                isAutonomous = isAutonomous || word.hasPrefix("авт") || word == "autonomous"
            } else {
                core.append(word)
            }
        }
        // «Еврейская автономная область»
        if isAutonomous || kinds.contains(.autonomous) { kinds = [.autonomous] }
        self.core = core
        self.kinds = kinds
    }

    /// Lower case, ё as е, and every run of blanks, dashes, brackets and dots as one blank.
    static func folded(_ text: String) -> String { words(of: text, together: [:]).joined(separator: " ") }

    /// The words of a text; «А.О.», «Р-ка» in one.
    private static func words(of text: String) -> [String] {
        words(of: text, together: ["а о": "ао", "р ка": "р-ка", "респ ка": "респ-ка", "a o": "ao"])
    }

    private static func words(of text: String, together: [String: String]) -> [String] {
        var words: [String] = []
        var word = ""
        func close() {
            if word.isEmpty { return }
            if let last = words.last, let whole = together[last + " " + word] {
                words[words.count - 1] = whole
            } else {
                words.append(word)
            }
            word = ""
        }
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                word.append(character == "ё" ? "е" : character)
            } else if character != "’", character != "'", character != "\u{301}", character != "\u{AD}" {
                close()
            }
        }
        close()
        return words
    }
}
