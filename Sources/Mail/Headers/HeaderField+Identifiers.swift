extension HeaderField {
    /// `Message-ID` with an identifier as ``messageID(left:domain:)`` gives it: RFC 5322 §3.6.4.
    public static func messageID(_ identifier: String) -> HeaderField {
        HeaderField("Message-ID", ascii: safe(identifier))
    }

    /// `In-Reply-To`: the message that this one follows.
    public static func inReplyTo(_ identifier: String) -> HeaderField {
        HeaderField("In-Reply-To", ascii: safe(identifier))
    }

    /// `References`: the thread, oldest first.
    public static func references(_ identifiers: [String]) -> HeaderField {
        .identifiers("References", identifiers)
    }

    private static func identifiers(_ name: String, _ identifiers: [String]) -> HeaderField {
        HeaderField(name) { writer in
            for (index, identifier) in identifiers.enumerated() {
                let text = safe(identifier)
                if index > 0 { writer.space(before: text.utf8.count) }
                writer.raw(text)
            }
        }
    }
}

/// An identifier as it may stand in a header field: printable ASCII in one pair of angle brackets.
private func safe(_ identifier: String) -> String {
    func isFit(_ byte: UInt8) -> Bool {
        33...126 ~= byte && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
    }
    let bytes = identifier.utf8
    if bytes.count >= 2, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">"),
        bytes.dropFirst().dropLast().allSatisfy(isFit)
    {
        return identifier
    }
    return "<" + String(decoding: identifier.utf8.filter(isFit), as: UTF8.self) + ">"
}

/// A Message-ID `<left@domain>`, RFC 5322 §3.6.4.
///
/// - Parameters:
///   - left: what makes it unique; characters that it cannot hold become `-`, of more
///     than 300 characters the first 300 stay.
///   - domain: the sender's own domain as A-labels (``Address/asciiDomain``).
/// - Returns: the identifier with its angle brackets.
public func messageID(left: String, domain: String) -> String {
    // A header line has at most 998 octets (RFC 5322 §2.1.1).
    "<\(dotAtom(String(left.prefix(300))))@\(dotAtom(String(domain.prefix(255))))>"
}

/// RFC 5322 §3.2.3 `dot-atom-text` made of any text.
func dotAtom(_ text: String) -> String {
    var previous = UInt8(ascii: ".")
    let isDotAtom = text.utf8.allSatisfy { byte in
        defer { previous = byte }
        return ByteClass.isAtomText(byte) || (byte == UInt8(ascii: ".") && previous != byte)
    }
    if isDotAtom, previous != UInt8(ascii: ".") { return text }
    var result = ""
    var before: Character = "."
    for scalar in text.unicodeScalars {
        let isAtom = scalar.isASCII && ByteClass.isAtomText(UInt8(truncatingIfNeeded: scalar.value))
        let next: Character = isAtom || (scalar == "." && before != ".") ? Character(scalar) : "-"
        result.append(next)
        before = next
    }
    if result.isEmpty { return "-" }
    return before == "." ? result.dropLast() + "-" : result
}
