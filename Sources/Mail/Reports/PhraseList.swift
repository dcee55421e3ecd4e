/// Phrases in a table: between bars or on lines of their own, in lower case; `_` is a blank at a phrase's end.
struct PhraseList: Sendable, ExpressibleByStringLiteral {
    let phrases: [String]

    init(stringLiteral text: String) {
        phrases = text.split { $0 == "|" || $0 == "\n" }.compactMap { piece in
            var phrase = String(piece).trimmed
            if phrase.hasPrefix("_") { phrase = " " + phrase.dropFirst() }
            if phrase.hasSuffix("_") { phrase = phrase.dropLast() + " " }
            return phrase.isEmpty ? nil : phrase
        }
    }

    /// No phrases.
    static let none: PhraseList = ""

    /// Whether there is none.
    var isEmpty: Bool { phrases.isEmpty }
}

extension FoldedText {
    /// Whether one of the phrases stands in the text.
    func holds(_ list: PhraseList) -> Bool { holds(list.phrases) }
}
