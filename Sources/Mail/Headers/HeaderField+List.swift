extension HeaderField {
    /// `List-Id`, RFC 2919 §3.
    ///
    /// - Parameters:
    ///   - phrase: what people read; nil or empty for nothing.
    ///   - label: stable for the list, such as `annual-meeting`; what an identifier cannot hold is written as `_XX`,
    ///     so that different labels give different identifiers, compared without case (RFC 2919 §6).
    ///   - domain: the owner's domain as A-labels.
    /// - Returns: the field, such as `List-Id: Annual meeting <annual-meeting.example.org>`.
    public static func listID(phrase: String?, label: String, domain: String) -> HeaderField {
        HeaderField("List-Id") { writer in
            let identifier = "<\(AtomName.of(label, foldsCase: true)).\(dotAtom(domain))>"
            if let phrase = phrase.map(HeaderText.safe), !phrase.isEmpty {
                writer.phrase(phrase)
                writer.space(before: identifier.utf8.count)
            }
            writer.raw(identifier)
        }
    }

    /// `List-Unsubscribe`, RFC 2369 §3.2, HTTPS before mailto.
    ///
    /// Each address has a line of its own, so that no line grows beyond what relays take and signers sign.
    ///
    /// - Parameters:
    ///   - https: an address that begins with `https://`; anything else is left out.
    ///   - mailto: a mailbox, with or without `mailto:` before and `?subject=…` behind.
    /// - Returns: the field; nil without a usable address.
    public static func listUnsubscribe(https: String?, mailto: String?) -> HeaderField? {
        var addresses: [String] = []
        if let https, https.lowercased().hasPrefix("https://"), https.utf8.count <= 450 {
            addresses.append("<\(uriSafe(https))>")
        }
        if let mailto, !mailto.isEmpty, mailto.utf8.count <= 450 {
            let isWhole = mailto.lowercased().hasPrefix("mailto:")
            addresses.append("<\(uriSafe(isWhole ? mailto : "mailto:" + mailto))>")
        }
        guard !addresses.isEmpty else { return nil }
        return HeaderField("List-Unsubscribe", ascii: addresses.joined(separator: ",\r\n "))
    }

    /// `List-Unsubscribe-Post`, RFC 8058 §3.1: only beside an HTTPS address in `List-Unsubscribe`.
    public static let listUnsubscribePost = HeaderField(
        "List-Unsubscribe-Post",
        ascii: "List-Unsubscribe=One-Click"
    )

    /// A URI without anything that could end it or the header field: RFC 3986 §2.1.
    private static func uriSafe(_ uri: String) -> String {
        var result: [UInt8] = []
        for byte in uri.utf8 {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "\""),
                UInt8(ascii: "\\"):
                Percent.append(byte, to: &result)
            case 33...126: result.append(byte)
            default: Percent.append(byte, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
