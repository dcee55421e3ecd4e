public import Wording

/// The sentences about values of files that many of them share.
public enum FaultWords {
    /// What should stand here, and what does.
    ///
    /// - Parameters:
    ///   - what: in the nominative: “a path”, «путь».
    ///   - found: likewise.
    /// - Returns: the sentence.
    public static func expected(_ what: Wording, found: Wording) -> Wording {
        Wording(
            ru: "ожидается \(what.ru), а здесь \(found.ru)",
            en: "expected \(what.en), found \(found.en)"
        )
    }

    /// What should stand here, and the text that does.
    public static func expected(_ what: Wording, text: String) -> Wording {
        expected(what, found: Wording(verbatim: "\"\(text)\""))
    }

    /// What was probably meant, as a sentence's end; nothing where nobody knows.
    public static func meant(_ word: String?) -> Wording {
        guard let word else { return .nothing }
        return "; " + didYouMean(word)
    }

    /// What was probably meant.
    public static func didYouMean(_ word: String) -> Wording {
        Wording(ru: "возможно, имелось в виду \"\(word)\"?", en: "did you mean \"\(word)\"?")
    }

    /// One of some words.
    public static func oneOf(_ words: [String]) -> Wording {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return Wording(ru: "одно из \(list)", en: "one of \(list)")
    }

    /// One of some words that need no quotes.
    public static func anyOf(_ words: [String]) -> Wording {
        let list = words.joined(separator: ", ")
        return Wording(ru: "одно из \(list)", en: "one of \(list)")
    }

    static func empty(_ what: Wording) -> Wording {
        Wording(ru: "ожидается \(what.ru), а здесь пусто", en: "expected \(what.en), found an empty one")
    }

    /// The bounds of a value, as the end of what it may be; nothing where there are none.
    static func bounds(_ least: String?, _ most: String?) -> Wording {
        let lower = least.map { Wording(ru: ", не меньше \($0)", en: ", at least \($0)") } ?? .nothing
        let upper = most.map { Wording(ru: ", не больше \($0)", en: ", at most \($0)") } ?? .nothing
        return lower + upper
    }

    /// A list, and what its items are.
    static func list(of item: Wording) -> Wording {
        let list = Wording(ru: "список, [ … ]", en: "a list, [ … ]")
        return item.isEmpty ? list : list + Wording(ru: "; в нём: \(item.ru)", en: "; of: \(item.en)")
    }

    /// An object whose keys are free, and what its values are.
    static func object(of item: Wording) -> Wording {
        let object = Wording(ru: "объект, { … }", en: "an object, { … }")
        return item.isEmpty || item == object
            ? object : object + Wording(ru: "; значения: \(item.ru)", en: "; its values: \(item.en)")
    }

    static func atLeast(_ least: String, text: String) -> Wording {
        Wording(
            ru: "ожидается не меньше \(least), а здесь \"\(text)\"",
            en: "expected at least \(least), found \"\(text)\""
        )
    }

    static func atMost(_ most: String, text: String) -> Wording {
        Wording(
            ru: "ожидается не больше \(most), а здесь \"\(text)\"",
            en: "expected at most \(most), found \"\(text)\""
        )
    }

    // MARK: keys

    static func missing(_ hint: Wording) -> Wording {
        Wording(ru: "ключ не указан: ожидается \(hint.ru)", en: "is missing: write \(hint.en)")
    }

    static func unknownKey(_ hint: Wording) -> Wording {
        Wording(ru: "неизвестный ключ; \(hint.ru)", en: "unknown key; \(hint.en)")
    }

    static func meantKey(_ key: String) -> Wording {
        Wording(ru: "возможно, имелось в виду `\(key)`?", en: "did you mean `\(key)`?")
    }

    static func meantKeyThere(_ key: String) -> Wording {
        Wording(
            ru: "возможно, имелось в виду `\(key)`, но он уже указан?",
            en: "did you mean `\(key)`, which is there already?"
        )
    }

    static func keys(_ known: [String]) -> Wording {
        let list = known.joined(separator: ", ")
        return Wording(ru: "здесь бывают \(list)", en: "here go \(list)")
    }

    static func columns(_ columns: [String]) -> Wording {
        let list = columns.joined(separator: ", ")
        return Wording(
            ru: "\(list), details.KEY или - (не читать)",
            en: "\(list), details.KEY or - (leave it out)"
        )
    }

    // MARK: JSON5

    static let key = Wording(ru: "ключ", en: "a key")
    static let value = Wording(ru: "значение", en: "a value")
    static let number = Wording(ru: "число", en: "a number")
    static let endOfFile = Wording(ru: "конец файла", en: "the end of the file")
    static let endOfLine = Wording(ru: "конец строки", en: "the end of the line")

    static func quotes(_ text: String) -> Wording {
        Wording(
            ru: ": текст пишется в кавычках, \"\(text)\"",
            en: ": a text goes in quotes, \"\(text)\""
        )
    }

    static func colon(found: Wording) -> Wording {
        Wording(
            ru: "после ключа ожидается `:`, а здесь \(found.ru)",
            en: "expected `:` after the key, found \(found.en)"
        )
    }

    static func comma(or closer: String, found: Wording) -> Wording {
        Wording(
            ru: "ожидается `,` или `\(closer)`, а здесь \(found.ru)",
            en: "expected `,` or `\(closer)`, found \(found.en)"
        )
    }

    static func closer(_ closer: String, of opener: String, line: Int, found: String) -> Wording {
        Wording(
            ru: "для `\(opener)` из строки \(line) ожидается `\(closer)`, а здесь `\(found)`",
            en: "expected `\(closer)` for the `\(opener)` of line \(line), found `\(found)`"
        )
    }

    static func neverClosed(_ opener: String, line: Int) -> Wording {
        Wording(
            ru: "`\(opener)` из строки \(line) нигде не закрыта",
            en: "the `\(opener)` of line \(line) is never closed"
        )
    }
}
