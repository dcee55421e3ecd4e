/// What stands before the `@`: RFC 5321 §4.1.2 `Local-part`, RFC 6531 §3.3.
struct LocalPart {
    /// Without quotes.
    let text: String
    /// With quotes where they are needed.
    let wire: String
    /// Where the `@` stands.
    let end: Int

    /// Reads up to the `@`, which must follow.
    static func read(_ scalars: [Unicode.Scalar]) throws(AddressFault) -> LocalPart {
        scalars.first == "\"" ? try quoted(scalars) : try dotString(scalars)
    }

    private static func dotString(_ scalars: [Unicode.Scalar]) throws(AddressFault) -> LocalPart {
        guard let at = scalars.firstIndex(of: "@") else { throw .noAt }
        guard at > 0 else { throw .noLocalPart }
        var before: Unicode.Scalar = "."
        for scalar in scalars[..<at] {
            if scalar == "." {
                if before == "." { throw .localDots }
            } else if scalar == "\"" {
                throw .quotes
            } else if !isAtomText(scalar) {
                throw .localCharacter(String(scalar))
            }
            before = scalar
        }
        if before == "." { throw .localDots }
        let text = String(String.UnicodeScalarView(scalars[..<at]))
        return LocalPart(text: text, wire: text, end: at)
    }

    private static func quoted(_ scalars: [Unicode.Scalar]) throws(AddressFault) -> LocalPart {
        var text = String.UnicodeScalarView()
        var position = 1
        while position < scalars.count, scalars[position] != "\"" {
            // A backslash takes the next character as it is.
            if scalars[position] == "\\" {
                position += 1
                guard position < scalars.count else { throw .quotes }
            }
            text.append(scalars[position])
            position += 1
        }
        let at = position + 1
        guard at < scalars.count, scalars[at] == "@" else {
            throw at < scalars.count || position >= scalars.count ? .quotes : .noAt
        }
        let plain = String(text)
        return LocalPart(text: plain, wire: quoteIfNeeded(plain), end: at)
    }

    /// The local part as RFC 5321 §4.1.2 wants it written: quoted only where it must be.
    private static func quoteIfNeeded(_ text: String) -> String {
        let atoms = text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
        if atoms.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAtomText) }) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// RFC 5322 §3.2.3 `atext`, and all that is not ASCII by RFC 6531 §3.3.
    private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else { return true }
        return ByteClass.isAtomText(byte)
    }
}
