/// The gender that a patronymic tells.
///
/// Surnames and given names are never asked: they mislead.
enum Patronymic {
    /// The gender of «Петровна», «Ильич», «Гасан оглы», «Ерланкызы»; nil for anything else, initials included.
    static func gender(of text: some StringProtocol) -> Gender? {
        guard mayEndAsOne(text) else { return nil }
        let words = text.lowercased().split {
            $0 == " " || $0 == "\u{A0}" || $0 == "-" || $0 == "‑" || $0 == "–"
        }
        guard let last = words.last, last.allSatisfy(\.isLetter) else { return nil }
        // Turkic particles as words of their own («Гасан оглы», «Гасан-оглы»), a father's name before them.
        if words.count > 1 {
            if masculineParticles.contains(where: { last == $0 }) { return .masculine }
            if feminineParticles.contains(where: { last == $0 }) { return .feminine }
        }
        // Joined ones, and Slavic endings; a stem of two letters at least.
        for ending in feminineEndings + feminineParticles where hasStem(last, before: ending) {
            return .feminine
        }
        for ending in masculineEndings + masculineParticles where hasStem(last, before: ending) {
            return .masculine
        }
        return nil
    }

    /// Whether the word is a Turkic particle that belongs to the word before it.
    static func isParticle(_ word: some StringProtocol) -> Bool {
        guard word.utf8.count <= 8 else { return false }
        let folded = word.lowercased()
        return masculineParticles.contains(folded) || feminineParticles.contains(folded)
    }

    /// Whether the last letter is that of any ending, small or capital; asked first, since most words fail here.
    private static func mayEndAsOne(_ text: some StringProtocol) -> Bool {
        guard let last = text.last else { return false }
        return lastLetters.contains(last)
    }

    private static let lastLetters: Set<Character> = ["ч", "а", "ы", "у", "и", "Ч", "А", "Ы", "У", "И"]

    private static func hasStem(_ word: some StringProtocol, before ending: String) -> Bool {
        word.hasSuffix(ending) && word.count >= ending.count + 2
    }

    // -ич takes in -ович and -евич, -ична takes in -инична.
    private static let masculineEndings = ["ич"]
    private static let feminineEndings = ["овна", "евна", "ёвна", "ична"]
    private static let masculineParticles = ["оглы", "оглу", "огли", "угли", "углы", "улы", "уулу"]
    private static let feminineParticles = ["кызы", "гызы", "кизи", "кзы"]
}

/// Grammatical gender of a person, where something certain tells it.
enum Gender: Sendable, Hashable {
    case masculine, feminine

    /// Reads an explicit field: `m`/`f`, `male`/`female`, «м»/«ж», «мужской»/«женский».
    init?(field: String) {
        switch field.lowercased() {
        case "m", "male", "man", "mr", "м", "муж", "муж.", "мужской", "мужчина": self = .masculine
        case "f", "female", "woman", "ms", "mrs", "ж", "жен", "жен.", "женский", "женщина": self = .feminine
        default: return nil
        }
    }
}
