internal import Foundation

extension Address {
    /// The identity of the person behind an address as anybody may have written it: the one that every rule goes by.
    ///
    /// Two texts that name one mailbox have one identity: surrounding white space of any kind and invisible
    /// characters are away, the domain is an A-label in lower case, the local part is without case. A text that is no
    /// address is its own identity, cleaned and in lower case.
    public static func identity(of text: String) -> String {
        if let address = try? Address(text) { return address.key }
        let cleaned = cleaned(text)
        // By length, for cleaning only takes away: to compare texts of many combining marks is dear.
        if cleaned.utf8.count != text.utf8.count, let address = try? Address(cleaned) { return address.key }
        return cleaned.lowercased()
    }

    /// The text without invisible characters and without white space around it, at most 4,096 bytes of it.
    static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            bytes += UTF8.width(scalar)
            guard bytes <= 4096 else { break }
            scalars.append(scalar)
        }
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The text without invisible characters, in NFC again.
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isInvisible) else { return text }
        let scalars = text.unicodeScalars.filter { !isInvisible($0) }
        return String(String.UnicodeScalarView(scalars)).precomposedStringWithCanonicalMapping
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return scalar.value == 0x7F || scalar.value < 0x09 }
        return switch scalar.properties.generalCategory {
        case .format, .control: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
