/// A set of words that is asked often: told by their bytes.
struct WordSet: ExpressibleByArrayLiteral, Sendable {
    private let words: Set<ByteKey>

    init(arrayLiteral elements: String...) { words = Set(elements.map(ByteKey.init)) }

    /// The words of a text, blanks and line breaks between them.
    init(_ text: String) { words = Set(text.split { $0 == " " || $0 == "\n" }.map { ByteKey(String($0)) }) }

    func contains(_ word: String) -> Bool { words.contains(ByteKey(word)) }
}

extension StringProtocol {
    /// Whether these bytes stand anywhere in the text.
    func holds(_ part: String) -> Bool {
        var rest = utf8[...]
        while rest.count >= part.utf8.count {
            if rest.starts(with: part.utf8) { return true }
            rest.removeFirst()
        }
        return false
    }

    /// Whether the text ends with exactly these bytes; `hasSuffix` goes by characters, which takes its time.
    func ends(in ending: String) -> Bool {
        utf8.count >= ending.utf8.count && utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
}
