import Foundation

/// Signs, brackets and numbers around a name.
enum NameCleaning {
    /// The parts of a field between commas and other separators, each with the separator before it.
    ///
    /// - Returns: nil where quotes, brackets or signs leave in doubt what was meant.
    static func clean(_ text: String) -> [(separator: Character?, text: String)]? {
        var text = withoutInvisible(text).trimmed
        guard let whole = withoutQuotesAround(text) else { return nil }
        text = whole
        guard let unbracketed = withoutAsides(text) else { return nil }
        text = unbracketed
        var parts: [(separator: Character?, text: String)] = []
        var separator: Character?
        var part = ""
        func close(_ next: Character?) {
            parts.append((separator, part.trimmed))
            separator = next
            part = ""
        }
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            switch character {
            case ",", ";", "/", "|", "&", "\\": close(character)
            case "\n", "\r", "\r\n": close(";")
            case "-", "–", "—", "‑", "−":
                let before = index > 0 ? characters[index - 1] : " "
                let after = index + 1 < characters.count ? characters[index + 1] : " "
                if before.isWhitespace || after.isWhitespace {
                    // A dash between blanks separates; one beside a word is a slip of the pen.
                    guard before.isWhitespace, after.isWhitespace else { return nil }
                    close(";")
                } else {
                    part.append("-")
                }
            case "’", "`", "ʼ", "′": part.append("'")
            case "_": part.append(" ")
            default: part.append(character.isWhitespace ? " " : character)
            }
        }
        close(nil)
        return parts
    }

    /// Format characters, soft hyphens and stress marks away, letters in their composed form.
    private static func withoutInvisible(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 > 0xD3 || $0 == 0xCC || $0 == 0xCD || $0 == 0xC2 }) else {
            return text
        }
        var scalars = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .format { continue }
            if scalar == "\u{301}" || scalar == "\u{300}" { continue }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// «"Иванова Мария Петровна"» without its quotes; nil where quotes stand elsewhere.
    private static func withoutQuotesAround(_ text: String) -> String? {
        let pairs: [Character: Character] = ["\"": "\"", "'": "'", "«": "»", "“": "”", "„": "“", "‘": "’"]
        var text = text
        if let first = text.first, let closing = pairs[first] {
            guard text.count > 2, text.last == closing else { return nil }
            text = String(text.dropFirst().dropLast()).trimmed
        }
        // Quotes after the first separator are an organization's.
        let head = text.prefix { $0 != "," && $0 != ";" }
        return head.contains(where: { "\"«»“”„".contains($0) }) ? nil : text
    }

    /// The text without its brackets, where these hold a former surname, a post or figures.
    private static func withoutAsides(_ text: String) -> String? {
        var outside = ""
        var inside = ""
        var depth = 0
        for character in text {
            switch character {
            case "(", "[", "{":
                guard depth == 0 else { return nil }
                depth = 1
                outside.append(" ")
            case ")", "]", "}":
                guard depth == 1 else { return nil }
                depth = 0
                guard isAside(inside) else { return nil }
                inside = ""
                outside.append(" ")
            default:
                if depth == 1 { inside.append(character) } else { outside.append(character) }
            }
        }
        return depth == 0 ? outside : nil
    }

    /// Whether brackets hold «Петрова», «директор», «921»: neither another person nor a number of people.
    private static func isAside(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace).map { NameText.folded($0) }
        guard !words.isEmpty else { return true }
        if words.allSatisfy({ $0.allSatisfy { $0.isNumber || "+-.".contains($0) } }) {
            return words.joined().filter(\.isNumber).count >= 2
        }
        var names = words
        if ["урожд.", "урожд", "ур.", "урожденная", "в", "девичья", "дев.", "дев", "до", "ранее", "бывш."]
            .contains(names[0])
        {
            names.removeFirst()
            names.removeAll { ["девичестве", "замужества", "фамилия", "брака"].contains($0) }
        }
        if names.count == 1, Surnames.isLikely(names[0]), GivenNames.kind(of: names[0]) == nil { return true }
        return NameSegment(text, after: ";")?.isDescription == true
    }
}
