internal import Text
internal import Wording

/// Finds the word that may have been meant.
enum Nearest {
    /// At most three words that differ in no more than a third of their letters, the likeliest first.
    static func closest(to word: String, among candidates: some Sequence<String>) -> [String] {
        let letters = Array(word.lowercased())
        var found: [(distance: Int, word: String)] = []
        for candidate in Set(candidates) {
            let other = Array(candidate.lowercased())
            let isPrefix = letters.count > 1 && other.starts(with: letters)
            let distance = isPrefix ? 0 : editDistance(letters, other)
            if distance <= max(1, (letters.count + 2) / 3) { found.append((distance, candidate)) }
        }
        return found.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
    }

    /// `did you mean a or b?`; nil without words.
    static func hint(_ words: [String]) -> Wording? {
        words.isEmpty
            ? nil
            : Wording(
                ru: "возможно, имелось в виду \(words.joined(separator: " или "))?",
                en: "did you mean \(words.joined(separator: " or "))?"
            )
    }
}
