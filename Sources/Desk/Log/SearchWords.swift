import HTTP
import Store
import Wording

/// The words of the search box: filters of `vestnik log` as `name:value`, with blanks between them.
enum SearchWords {
    /// The names, in the order in which the box writes them.
    static let names = ["event", "notification", "state", "to", "region", "code", "since", "until"]

    /// What is wrong with what somebody has written.
    struct Fault: Error {
        let wording: Wording
    }

    /// Reads the words as parameters.
    static func read(_ text: String) throws(Fault) -> Query {
        var items: [(String, String)] = []
        for word in try split(text) {
            let (name, value) = try pair(word)
            guard !items.contains(where: { $0.0 == name }) else {
                throw Fault(wording: LogPageWords.twice(name))
            }
            items.append((name, value))
        }
        return Query(items)
    }

    /// Writes parameters as words.
    static func written(_ query: Query) -> String {
        names.flatMap { name in
            query.values(of: name).filter { !$0.isEmpty }.map { value in
                let isPlain = !value.contains { $0.isWhitespace || $0 == "\"" }
                return isPlain ? "\(name):\(value)" : "\(name):\"\(value.replacing("\"", with: ""))\""
            }
        }.joined(separator: " ")
    }

    private static func pair(_ word: String) throws(Fault) -> (String, String) {
        if let colon = word.firstIndex(of: ":") {
            let name = word[..<colon].lowercased()
            let value = String(word[word.index(after: colon)...])
            if names.contains(name) { return (name, value) }
            throw Fault(wording: LogPageWords.unknownName(name))
        }
        // What can be but one thing needs no name.
        if word.contains("@") { return ("to", word) }
        if MessageState(rawValue: word) != nil { return ("state", word) }
        let isCode = word.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        if isCode, word.count == 3 || word.contains(".") { return ("code", word) }
        throw Fault(wording: LogPageWords.unknownWord(word))
    }

    private static func split(_ text: String) throws(Fault) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case _ where character.isWhitespace && !isQuoted:
                if !word.isEmpty { words.append(word) }
                word = ""
            default: word.append(character)
            }
        }
        guard !isQuoted else { throw Fault(wording: LogPageWords.openQuotes) }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
