/// Finds English sentences where none should be: several lower-case Latin words in a row.
///
/// Command lines, addresses, paths and keys have other marks in or between their words.
public enum EnglishRuns {
    /// Programs whose names begin a command line.
    private static let programs: Set = ["vestnik", "vestnikd", "systemctl", "journalctl", "sudo", "source"]
    private static let opening = "(«“‹\"'"
    private static let closing = ".,;:!?…)»”›\"'"

    /// The runs in a text.
    ///
    /// - Parameters:
    ///   - text: what a person reads.
    ///   - count: how many words in a row make a sentence: two where keys and commands stand in quotes.
    /// - Returns: the words of each run.
    public static func all(in text: String, atLeast count: Int = 3) -> [String] {
        var runs: [[String]] = []
        var run: [String] = []
        func end() {
            if run.count >= count, !run.contains(where: programs.contains) { runs.append(run) }
            run = []
        }
        // Two blanks, or a tab, part the columns of a table.
        let columns = text.replacing("\t", with: "  ").replacing("\n", with: " ")
        for token in columns.split(separator: " ", omittingEmptySubsequences: false) {
            var word = token
            if word.first.map(opening.contains) == true { end() }
            while word.first.map(opening.contains) == true { word.removeFirst() }
            let isLast = word.last.map(closing.contains) == true
            while word.last.map(closing.contains) == true { word.removeLast() }
            let isLatin = !word.isEmpty && word.allSatisfy { ("a"..."z").contains($0) }
            if isLatin { run.append(String(word)) } else { end() }
            if isLast { end() }
        }
        end()
        return runs.map { $0.joined(separator: " ") }
    }
}
