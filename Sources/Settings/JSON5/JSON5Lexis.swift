internal import Wording

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var hexValue: UInt32? {
        switch self {
        case "0"..."9": value - 48
        case "a"..."f": value - 87
        case "A"..."F": value - 55
        default: nil
        }
    }
}

/// Blanks, comments, keys and bare words.
extension JSON5Parser {
    /// ECMAScript 5.1 §7.6 IdentifierStart, without the escape.
    static func startsIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_", "$": return true
        case "\u{0}"..."\u{7F}": return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .letterNumber:
            return true
        default: return false
        }
    }

    /// ECMAScript 5.1 §7.6 IdentifierPart, without the escape.
    static func continuesIdentifier(_ scalar: Unicode.Scalar) -> Bool {
        if startsIdentifier(scalar) || scalar.isDigit { return true }
        if scalar == "\u{200C}" || scalar == "\u{200D}" { return true }
        guard scalar.value > 0x7F else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
        default: return false
        }
    }

    /// JSON5 §8: white space and line ends.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\u{0B}", "\u{0C}", "\n", "\r", "\u{A0}", "\u{FEFF}", "\u{2028}", "\u{2029}": true
        default: scalar.value > 0x7F && scalar.properties.generalCategory == .spaceSeparator
        }
    }

    /// Passes over white space, line ends and comments.
    mutating func skipBlank() {
        while let scalar = current {
            if scalar == "/" {
                guard skipComment() else { return }
            } else {
                guard Self.isBlank(scalar) else { return }
                advance()
            }
        }
    }

    private mutating func skipComment() -> Bool {
        switch scalar(at: index + 1) {
        case "/":
            while let scalar = current, scalar != "\n", scalar != "\r", scalar != "\u{2028}",
                scalar != "\u{2029}"
            {
                advance()
            }
            return true
        case "*":
            let start = position
            advance()
            advance()
            while current != nil {
                if current == "*", scalar(at: index + 1) == "/" {
                    advance()
                    advance()
                    return true
                }
                advance()
            }
            fault(
                Wording(
                    ru: "комментарий, который здесь начат, нигде не закрыт: нужно `*/`",
                    en: "the comment that starts here is never closed: expected `*/`"
                ),
                at: start
            )
            return true
        default:
            return false
        }
    }

    /// A member's key: a string or an identifier.
    mutating func key() -> String? {
        if current == "\"" || current == "'" { return string() }
        let start = position
        guard let scalar = current, Self.startsIdentifier(scalar) || scalar.isDigit || scalar == "\\" else {
            fault(FaultWords.expected(FaultWords.key, found: found))
            return nil
        }
        var name = ""
        while let scalar = current {
            if Self.continuesIdentifier(scalar) || scalar == "." || scalar == "-" || scalar == "@" {
                name.unicodeScalars.append(scalar)
                advance()
            } else if scalar == "\\", self.scalar(at: index + 1) == "u" {
                advance()
                advance()
                guard let code = hex(4), let escaped = Unicode.Scalar(code) else {
                    fault(
                        Wording(
                            ru: "после `\\u` нужны четыре шестнадцатеричные цифры символа",
                            en: "expected four hexadecimal digits of a character after `\\u`"
                        )
                    )
                    return nil
                }
                name.unicodeScalars.append(escaped)
            } else {
                break
            }
        }
        guard let first = name.unicodeScalars.first, Self.startsIdentifier(first),
            name.unicodeScalars.allSatisfy(Self.continuesIdentifier)
        else {
            fault(
                Wording(
                    ru: "ключ `\(name)` пишется в кавычках: \"\(name)\"",
                    en: "the key `\(name)` needs quotes: \"\(name)\""
                ),
                at: start
            )
            return name
        }
        return name
    }

    /// Everything up to a blank, a comma or a bracket: a word, or what should have been in quotes.
    mutating func bareToken() -> String {
        var token = ""
        while let scalar = current, !Self.isBlank(scalar), !",:{}[]\"'".unicodeScalars.contains(scalar) {
            if scalar == "/", self.scalar(at: index + 1) == "/" || self.scalar(at: index + 1) == "*" { break }
            token.unicodeScalars.append(scalar)
            advance()
        }
        return token
    }

    /// So many hexadecimal digits.
    mutating func hex(_ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = current?.hexValue else { return nil }
            value = value << 4 | digit
            advance()
        }
        return value
    }
}
