/// The gender that a patronymic tells.
///
/// Surnames and given names are never asked: they mislead.
enum Patronymic {
    /// The gender of «Петровна», «Ильич», «Гасан оглы», «Ерланкызы»; nil for anything else, initials included.
    static func gender(of text: some StringProtocol) -> Gender? {
        if let usual = Array(text.utf8).withUnsafeBufferPointer(usualGender) { return usual }
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

    /// What one word in Russian letters, small but for the first, tells by its bytes; nil where more has to be
    /// looked at.
    static func usualGender(of word: UnsafeBufferPointer<UInt8>) -> Gender?? {
        guard isUsual(word) else { return nil }
        func ends(with ending: [UInt8]) -> Bool {
            guard word.count >= ending.count + 4 else { return false }
            let start = word.count - ending.count
            return ending.indices.allSatisfy { ending[$0] == word[start + $0] }
        }
        if feminineBytes.contains(where: ends) { return .some(.feminine) }
        return masculineBytes.contains(where: ends) ? .some(.masculine) : .some(nil)
    }

    /// Whether a word is in Russian letters, small but for the first.
    static func isUsual(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index + 1 < word.count {
            switch (word[index], word[index + 1]) {
            // А…Я, Ё at the beginning; а…п, р…я, ё.
            case (0xD0, 0x90...0xAF), (0xD0, 0x81): guard index == 0 else { return false }
            case (0xD0, 0xB0...0xBF), (0xD1, 0x80...0x8F), (0xD1, 0x91): break
            default: return false
            }
            index += 2
        }
        return index == word.count && index > 0
    }

    private static let feminineBytes = (feminineEndings + feminineParticles).map { Array($0.utf8) }
    private static let masculineBytes = (masculineEndings + masculineParticles).map { Array($0.utf8) }

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
