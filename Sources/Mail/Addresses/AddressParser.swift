import Foundation

/// Reads an address by RFC 5321 §4.1.2 and RFC 6531 §3.3, looking for what people do wrong first.
enum AddressParser {
    static func parse(_ text: String) throws(AddressError) -> Address {
        // What the web site lets through may be of any size; no address needs more, escapes included.
        guard text.utf8.count <= 4096 else {
            // Not by characters: one of them may be all of it.
            let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(64)))
            throw AddressError(start, .tooLong(text.utf8.count))
        }
        if let usual = UsualAddress.read(text) { return usual }
        return try parseAny(text)
    }

    /// Reads an address of any kind.
    static func parseAny(_ text: String) throws(AddressError) -> Address {
        let trimmed = trim(text)
        do {
            return try address(trimmed)
        } catch {
            throw AddressError(trimmed, error)
        }
    }

    private static func address(_ text: String) throws(AddressFault) -> Address {
        var ascii = true
        for scalar in text.unicodeScalars {
            try refuseUnprintable(scalar)
            if !scalar.isASCII { ascii = false }
        }
        guard !text.isEmpty else { throw .empty }
        // RFC 6532 §3.1: Unicode in mail is in NFC.
        let scalars = Array((ascii ? text : text.precomposedStringWithCanonicalMapping).unicodeScalars)
        try lookForStrangeShapes(text, scalars)
        let local = try LocalPart.read(scalars)
        let domain = try DomainName.read(scalars[local.end...].dropFirst())

        // RFC 5321 §4.5.3.1: 64 octets of local part, a path of 256 with its brackets.
        guard local.wire.utf8.count <= 64 else { throw .localTooLong(local.wire.utf8.count) }
        let wire = local.wire + "@" + domain.ascii
        guard wire.utf8.count <= 254 else { throw .tooLong(wire.utf8.count) }
        return Address(localPart: local.text, domain: domain.shown, asciiDomain: domain.ascii, wire: wire)
    }

    /// Blanks and the invisible characters that come along when an address is copied from a document.
    private static func trim(_ text: String) -> String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func refuseUnprintable(_ scalar: Unicode.Scalar) throws(AddressFault) {
        if scalar.isASCII {
            if scalar.value < 0x20 || scalar.value == 0x7F { throw .control(scalar.value) }
            return
        }
        switch scalar.properties.generalCategory {
        case .control: throw .control(scalar.value)
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: throw .invisible(scalar.value)
        // The two joiners are letters' business: IDNA 2008 judges them in domains.
        case .format where scalar != "\u{200C}" && scalar != "\u{200D}": throw .invisible(scalar.value)
        case .unassigned, .privateUse, .surrogate: throw .invisible(scalar.value)
        default: return
        }
    }

    private static func lookForStrangeShapes(
        _ text: String,
        _ scalars: [Unicode.Scalar]
    ) throws(AddressFault) {
        if text.count > 7, text.prefix(7).lowercased() == "mailto:" { throw .mailto }
        guard scalars.first != "\"" else { return }
        let ats = scalars.count { $0 == "@" }
        if ats > 1, scalars.contains(where: { $0 == "," || $0 == ";" || $0 == " " || $0 == "/" }) {
            throw .several
        }
        if scalars.contains(where: { $0 == "<" || $0 == ">" }) { throw .displayName }
        if ats > 1 { throw .twoAts }
        if ats == 0 { throw .noAt }
        if scalars.contains(" ") { throw .space }
    }
}
