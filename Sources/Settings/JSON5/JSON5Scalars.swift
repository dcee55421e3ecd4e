internal import Wording

/// Strings and numbers.
extension JSON5Parser {
    /// A string in double or single quotes; nil after a fault that leaves no text to go on with.
    mutating func string() -> String? {
        let start = position
        let quote = current
        var text = String.UnicodeScalarView()
        var isSound = true
        advance()
        while let scalar = current {
            switch scalar {
            case quote:
                advance()
                return isSound ? String(text) : nil
            case "\n", "\r":
                fault(
                    Wording(
                        ru: "строка, которая здесь начата, до конца своей строки файла не закрыта",
                        en: "the string that starts here is not closed at the end of its line"
                    ),
                    at: start
                )
                swallowed = true
                return nil
            case "\\":
                isSound = escape(into: &text) && isSound
            default:
                text.append(scalar)
                advance()
            }
        }
        fault(
            Wording(
                ru: "строка, которая здесь начата, нигде не закрыта",
                en: "the string that starts here is never closed"
            ),
            at: start
        )
        return nil
    }

    /// What follows a backslash; false after a fault.
    private mutating func escape(into text: inout String.UnicodeScalarView) -> Bool {
        let start = position
        advance()
        guard let scalar = current else { return false }
        advance()
        switch scalar {
        case "b": text.append("\u{08}")
        case "f": text.append("\u{0C}")
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "v": text.append("\u{0B}")
        case "\r":
            if current == "\n" { advance() }
        case "\n", "\u{2028}", "\u{2029}": break
        case "0" where current?.isDigit != true: text.append("\u{0}")
        case "0"..."9":
            fault(
                Wording(
                    ru:
                        "`\\\(scalar)` ничего не обозначает: напишите \\x или \\u с шестнадцатеричными цифрами",
                    en: "`\\\(scalar)` is no escape: write \\x or \\u with hexadecimal digits"
                ),
                at: start
            )
            return false
        case "x":
            guard let code = hex(2), let character = Unicode.Scalar(code) else {
                fault(
                    Wording(
                        ru: "после `\\x` нужны две шестнадцатеричные цифры",
                        en: "expected two hexadecimal digits after `\\x`"
                    ),
                    at: start
                )
                return false
            }
            text.append(character)
        case "u":
            guard let character = unicodeEscape() else {
                fault(
                    Wording(
                        ru: "после `\\u` нужны четыре шестнадцатеричные цифры символа",
                        en: "expected four hexadecimal digits of a character after `\\u`"
                    ),
                    at: start
                )
                return false
            }
            text.append(character)
        default: text.append(scalar)
        }
        return true
    }

    /// `\uD83D\uDE00` is one character in two parts.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let high = hex(4) else { return nil }
        guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) }
        guard current == "\\", scalar(at: index + 1) == "u" else { return nil }
        advance()
        advance()
        guard let low = hex(4), (0xDC00...0xDFFF).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    /// A number in any of JSON5's spellings.
    mutating func number() -> Node.Content? {
        let start = position
        let token = bareToken()
        if let number = Self.number(token) { return number }
        if token.unicodeScalars.first?.isDigit == true {
            fault(
                FaultWords.expected(FaultWords.number, found: Wording(verbatim: "`\(token)`"))
                    + FaultWords.quotes(token),
                at: start
            )
        } else {
            fault(FaultWords.expected(FaultWords.number, found: Wording(verbatim: "`\(token)`")), at: start)
        }
        skipBroken()
        return nil
    }

    /// JSON5 §6: sign, then `Infinity`, `NaN`, hexadecimal, or decimal whose whole or broken part may be absent.
    static func number(_ token: String) -> Node.Content? {
        let isNegative = token.hasPrefix("-")
        let body = isNegative || token.hasPrefix("+") ? token.dropFirst() : token[...]
        switch body {
        case "Infinity": return .number(isNegative ? -.infinity : .infinity)
        case "NaN": return .number(.nan)
        default: break
        }
        if body.hasPrefix("0x") || body.hasPrefix("0X") { return hexadecimal(body.dropFirst(2), isNegative) }
        guard isDecimal(body) else { return nil }
        let isWhole = body.utf8.allSatisfy { (48...57).contains($0) }
        if isWhole, let value = Int(body), !(isNegative && value == 0) {
            return .integer(isNegative ? -value : value)
        }
        // `.5` and `5.` are JSON5, though not Swift.
        let spelled = (body.hasPrefix(".") ? "0" + body : String(body)).replacing(".e", with: ".0e")
        let full = spelled.replacing(".E", with: ".0e")
        guard let value = Double(full.hasSuffix(".") ? full + "0" : full) else { return nil }
        return .number(isNegative ? -value : value)
    }

    private static func hexadecimal(_ digits: Substring, _ isNegative: Bool) -> Node.Content? {
        guard !digits.isEmpty, digits.unicodeScalars.allSatisfy({ $0.hexValue != nil }) else { return nil }
        if let value = Int(digits, radix: 16) { return .integer(isNegative ? -value : value) }
        let value = digits.unicodeScalars.reduce(0.0) { $0 * 16 + Double($1.hexValue ?? 0) }
        return .number(isNegative ? -value : value)
    }

    private static func isDecimal(_ body: Substring) -> Bool {
        var rest = body.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        if startsWithZero && whole > 1 { return false }
        var broken = 0
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            broken = digits()
        }
        guard whole + broken > 0 else { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
