import Mail
import Mustache

/// Which addresses a letter may link to, and how values are written into them.
enum LinkAddress {
    /// Whether a link may lead there: the web, a mailbox, a telephone.
    ///
    /// Nothing that runs code.
    static func isAllowed(_ url: some StringProtocol) -> Bool {
        let folded = url.prefix(8).lowercased()
        return schemes.contains { folded.hasPrefix($0) }
    }

    private static let schemes = ["https://", "http://", "mailto:", "tel:"]

    /// An address as people read it: a mailbox without `mailto:` and `?subject=…`, a number without `tel:`.
    static func shown(_ url: String) -> String {
        let folded = url.prefix(7).lowercased()
        if folded == "mailto:" { return String(url.dropFirst(7).prefix { $0 != "?" }) }
        return folded.hasPrefix("tel:") ? String(url.dropFirst(4).prefix { $0 != ";" }) : url
    }

    /// Appends a value that is an address by itself, fit for a quoted attribute; `#` where it may not be linked to.
    static func appendWhole(_ value: String, to out: inout [UInt8]) {
        guard let url = allowed(value) else {
            out.append(UInt8(ascii: "#"))
            return
        }
        HTML.escape(encoded(url), into: &out)
    }

    /// A value that may be linked to, without blanks at its ends and what makes text inert; nil for any other.
    private static func allowed(_ value: String) -> String? {
        let url = value.withoutJoiners.trimmed
        return isAllowed(url) ? url : nil
    }

    /// Appends a value that is an address by itself as plain text shows it: nothing that would end it before its end.
    ///
    /// - Returns: whether it may be linked to; else nothing was appended.
    @discardableResult
    static func appendShown(
        _ value: String,
        before: String = "",
        after: String = "",
        to out: inout [UInt8]
    ) -> Bool {
        guard let url = allowed(value) else { return false }
        out += before.utf8
        Substitution.appendClean(unbroken(shown(url)), to: &out)
        out += after.utf8
        return true
    }

    /// An address without blanks, by which a mail program would cut it.
    static func unbroken(_ url: String) -> String {
        guard url.unicodeScalars.contains(where: { $0.properties.isWhitespace }) else { return url }
        var whole = String.UnicodeScalarView()
        for scalar in url.unicodeScalars {
            guard scalar.properties.isWhitespace else {
                whole.append(scalar)
                continue
            }
            var octets: [UInt8] = []
            for byte in String(scalar).utf8 { appendPercent(byte, to: &octets) }
            whole.append(contentsOf: String(decoding: octets, as: UTF8.self).unicodeScalars)
        }
        return String(whole)
    }

    /// An address in ASCII, as every mail program follows it.
    ///
    /// Its host stands as A-labels (RFC 5891), what no address may hold is percent-encoded (RFC 3986 §2.1), and
    /// placeholders stay.
    static func encoded(_ url: String) -> String {
        var url = url
        if let host = host(of: url), let ascii = HostName.ascii(String(url[host])), ascii != url[host] {
            url.replaceSubrange(host, with: ascii)
        }
        var out: [UInt8] = []
        for scalar in url.unicodeScalars {
            let isPlaceholder = 0xFDD0...0xFDEF ~= scalar.value
            let isPlain: Bool =
                switch scalar {
                case "\"", "'", "<", ">", "\\", "`": false
                default: 0x21...0x7E ~= scalar.value
                }
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                if isPlain || isPlaceholder { out.append(byte) } else { appendPercent(byte, to: &out) }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Where the host of a mailbox or of an address of the web stands.
    private static func host(of url: String) -> Range<String.Index>? {
        let isMailbox = url.lowercased().hasPrefix("mailto:")
        let start: String.Index
        if isMailbox {
            start = url.index(url.startIndex, offsetBy: 7)
        } else {
            guard let mark = url.firstRange(of: "://") else { return nil }
            start = mark.upperBound
        }
        var authority = url[start...].prefix { !"/?#".contains($0) }
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        let host = authority.prefix { $0 != ":" && $0 != "," }
        return host.isEmpty ? nil : host.startIndex..<host.endIndex
    }

    /// Appends a value as a part of an address: whatever could end it or begin another part is percent-encoded.
    static func appendPart(_ value: String, to out: inout [UInt8]) { append(value, besides: [], to: &out) }

    /// Appends a value as the mailbox of an address: RFC 6068 §2.
    static func appendMailbox(_ value: String, to out: inout [UInt8]) {
        let text = value.withoutJoiners.trimmed
        append((try? Address(text))?.wire ?? text, besides: Array("@+!$*".utf8), to: &out)
    }

    /// Appends a value as the number of a `tel:` address: RFC 3966 §3.
    static func appendTelephone(_ value: String, to out: inout [UInt8]) {
        let text = value.trimmed
        if let found = TelephoneNumber.find(in: text[...].unicodeScalars) {
            out += found.number.dialled.utf8
        } else {
            out += text.utf8.filter { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "+") }
        }
    }

    /// A text as a part of an address.
    static func part(_ value: String) -> String { Self.made { appendPart(value, to: &$0) } }

    /// A text as the mailbox of an address.
    static func mailbox(_ value: String) -> String { Self.made { appendMailbox(value, to: &$0) } }

    private static func made(_ append: (inout [UInt8]) -> Void) -> String {
        var out: [UInt8] = []
        append(&out)
        return String(decoding: out, as: UTF8.self)
    }

    /// RFC 3986 §2.3: unreserved characters stay, and those `besides`.
    ///
    /// What makes text inert has no place in an address.
    private static func append(_ value: String, besides plain: [UInt8], to out: inout [UInt8]) {
        let value = value.withoutJoiners
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: out.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): out.append(byte)
            default: if plain.contains(byte) { out.append(byte) } else { appendPercent(byte, to: &out) }
            }
        }
    }

    private static func appendPercent(_ byte: UInt8, to out: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
    }
}

extension String {
    /// The text without what makes it inert (``InertText``).
    fileprivate var withoutJoiners: String {
        guard unicodeScalars.contains(InertText.joiner) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { $0 != InertText.joiner }))
    }
}
