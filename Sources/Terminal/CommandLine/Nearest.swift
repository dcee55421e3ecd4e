/// Finds the word that may have been meant.
enum Nearest {
    /// At most three words that differ in no more than a third of their letters, the likeliest first.
    static func closest(to word: String, among candidates: some Sequence<String>) -> [String] {
        let letters = Array(word.lowercased())
        var found: [(distance: Int, word: String)] = []
        for candidate in Set(candidates) {
            let other = Array(candidate.lowercased())
            let isPrefix = letters.count > 1 && other.starts(with: letters)
            let distance = isPrefix ? 0 : distance(letters, other)
            if distance <= max(1, (letters.count + 2) / 3) { found.append((distance, candidate)) }
        }
        return found.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
    }

    /// `did you mean a or b?`; nil without words.
    static func hint(_ words: [String]) -> String? {
        words.isEmpty ? nil : "did you mean \(words.joined(separator: " or "))?"
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make one word the other.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for (row, x) in a.enumerated() {
            var current = [row + 1]
            for (column, y) in b.enumerated() {
                var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (x == y ? 0 : 1))
                if row > 0, column > 0, x == b[column - 1], a[row - 1] == y {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[b.count]
    }
}
