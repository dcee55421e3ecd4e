import CIDN
import Glibc

/// What stands behind the `@`: a domain name (RFC 1035, RFC 5890) or an address literal (RFC 5321 §4.1.3).
struct DomainName {
    /// As people read it.
    let shown: String
    /// As it goes over the wire.
    let ascii: String

    static func read(_ scalars: ArraySlice<Unicode.Scalar>) throws(AddressFault) -> DomainName {
        guard let first = scalars.first else { throw .noDomain }
        let text = String(String.UnicodeScalarView(scalars))
        if first == "[" { return try literal(text) }
        if scalars.contains("@") { throw .twoAts }
        try checkCharacters(scalars)
        let lower = text.lowercased()
        guard !scalars.allSatisfy(\.isASCII) || hasALabel(lower) else {
            try checkLabels(lower)
            return DomainName(shown: lower, ascii: lower)
        }
        let ascii = try IDNA.toASCII(lower)
        try checkLabels(ascii)
        return DomainName(shown: IDNA.toUnicode(ascii) ?? ascii, ascii: ascii)
    }

    private static func hasALabel(_ domain: String) -> Bool {
        domain.hasPrefix("xn--")
            || domain.utf8.split(separator: UInt8(ascii: ".")).contains { label in
                label.starts(with: "xn--".utf8)
            }
    }

    private static func checkCharacters(_ scalars: ArraySlice<Unicode.Scalar>) throws(AddressFault) {
        for scalar in scalars where scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            if scalar == " " { throw .space }
            if !ByteClass.isAlphanumeric(byte), scalar != ".", scalar != "-" {
                throw .domainCharacter(String(scalar))
            }
        }
    }

    private static func checkLabels(_ ascii: String) throws(AddressFault) {
        let labels = ascii.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if labels.contains(where: \.isEmpty) { throw .domainDots }
        guard labels.count > 1, let top = labels.last else { throw .noDot }
        for label in labels {
            if label.first == UInt8(ascii: "-") || label.last == UInt8(ascii: "-") { throw .domainHyphen }
            if label.count > 63 { throw .labelTooLong(String(Substring(label))) }
        }
        if top.allSatisfy(ByteClass.isDigit) { throw .bareIP }
        if ascii.utf8.count > 255 { throw .domainTooLong(ascii.utf8.count) }
    }

    /// `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    private static func literal(_ text: String) throws(AddressFault) -> DomainName {
        guard text.hasSuffix("]"), text.utf8.count <= 64 else { throw .literal }
        let inside = text.dropFirst().dropLast()
        var room = in6_addr()
        if inside.lowercased().hasPrefix("ipv6:") {
            let address = inside.dropFirst(5).lowercased()
            guard inet_pton(AF_INET6, address, &room) == 1 else { throw .literal }
            return DomainName(shown: "[IPv6:\(address)]", ascii: "[IPv6:\(address)]")
        }
        guard inet_pton(AF_INET, String(inside), &room) == 1 else { throw .literal }
        return DomainName(shown: text, ascii: text)
    }
}

/// International domain names by libidn2: IDNA 2008 with the mapping of UTS 46, non-transitional.
private enum IDNA {
    static func toASCII(_ domain: String) throws(AddressFault) -> String {
        var output: UnsafeMutablePointer<UInt8>?
        let flags = CInt(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        let code = domain.withCString { text in
            text.withMemoryRebound(to: UInt8.self, capacity: domain.utf8.count + 1) { bytes in
                idn2_lookup_u8(bytes, &output, flags)
            }
        }
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else {
            if domain.contains("..") || domain.hasPrefix(".") || domain.hasSuffix(".") { throw .domainDots }
            if code == IDN2_TOO_BIG_LABEL.rawValue { throw .labelTooLong(domain) }
            if code == IDN2_TOO_BIG_DOMAIN.rawValue { throw .domainTooLong(domain.utf8.count) }
            throw .notIDN(idn2_strerror(code).map { String(cString: $0) } ?? "IDNA")
        }
        return String(cString: output).lowercased()
    }

    static func toUnicode(_ domain: String) -> String? {
        var output: UnsafeMutablePointer<CChar>?
        let code = idn2_to_unicode_8z8z(domain, &output, 0)
        defer { idn2_free(output) }
        guard code == IDN2_OK.rawValue, let output else { return nil }
        return String(cString: output)
    }
}
