/// A telephone number as people write it: `+7 (495) 629-10-10, доб. 1782`.
public struct TelephoneNumber: Sendable, Hashable {
    /// As a `tel:` address has it behind the colon: `+74956291010;ext=1782` (RFC 3966 §3).
    public let dialled: String

    /// The number that begins at a place of a text, and where it ends; nil where none does.
    ///
    /// A number has a plus and 10 to 15 digits, or is a Russian one with an eight: `8 (800) 555-35-35`.
    public static func find(
        in text: Substring.UnicodeScalarView
    ) -> (number: TelephoneNumber, end: Substring.UnicodeScalarView.Index)? {
        guard let first = text.first, first == "+" || first == "8" else { return nil }
        var digits = ""
        var end = text.index(after: text.startIndex)
        var separators = 0
        var place = end
        while place < text.endIndex, digits.count < 16 {
            let scalar = text[place]
            place = text.index(after: place)
            if isDigit(scalar) {
                digits.unicodeScalars.append(scalar)
                separators = 0
                end = place
            } else {
                separators += 1
                guard isSeparator(scalar), separators <= 3 else { break }
            }
        }
        let isWhole = first == "+" ? 10...15 ~= digits.count : isRussian(digits)
        guard isWhole else { return nil }
        var dialled = (first == "+" ? "+" : "+7") + digits
        if let found = ext(in: text[end...]) {
            dialled += ";ext=" + found.digits
            end = found.end
        }
        return (TelephoneNumber(dialled: dialled), end)
    }

    /// Ten digits behind an eight, of an area or of what is dialled all over the country.
    private static func isRussian(_ digits: String) -> Bool {
        guard digits.count == 10, let area = digits.first else { return false }
        return ["3", "4", "8", "9"].contains(area)
    }

    /// `, доб. 1782`, ` ext. 1782`, `(доб. 1782)`.
    private static func ext(
        in text: Substring.UnicodeScalarView
    ) -> (digits: String, end: Substring.UnicodeScalarView.Index)? {
        var rest = text.drop { isSeparator($0) || $0 == "," }
        let isBracketed = text[..<rest.startIndex].contains("(")
        let word = rest.prefix { $0.properties.isAlphabetic }
        guard ["доб", "ext", "extension", "добавочный"].contains(String(word).lowercased()) else {
            return nil
        }
        rest = rest[word.endIndex...].drop { isSeparator($0) || $0 == ":" }
        let digits = rest.prefix(while: isDigit)
        guard 1...6 ~= digits.count else { return nil }
        rest = rest[digits.endIndex...]
        let isClosed = isBracketed && rest.first == ")"
        return (String(digits), isClosed ? rest.index(after: rest.startIndex) : rest.startIndex)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "(", ")", "-", ".", "\u{A0}", "\u{202F}", "\u{2010}"..."\u{2013}": true
        default: false
        }
    }
}
