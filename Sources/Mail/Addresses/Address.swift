/// The address of a mailbox: RFC 5321 §4.1.2 `Mailbox`, with non-ASCII local parts and domains by RFC 6531 §3.3.
public struct Address: Sendable, Hashable {
    /// The local part without quotes and in NFC: `a b` for `"a b"@example.org`.
    public let localPart: String
    /// The domain as people read it, in lower case: U-labels (`пример.испытание`), or a literal (`[192.0.2.1]`).
    public let domain: String
    /// The domain as it goes over the wire: A-labels in lower case (RFC 5890 §2.3.2.1), or a literal.
    public let asciiDomain: String
    /// `local@asciiDomain` for the envelope and header fields, the local part quoted where needed.
    public let wire: String

    /// Reads an address; blanks around it are cut off.
    ///
    /// - Throws: ``AddressError``, whose message says what is wrong and what to write instead.
    public init(_ text: String) throws(AddressError) {
        self = try AddressParser.parse(text)
    }

    init(localPart: String, domain: String, asciiDomain: String, wire: String) {
        self.localPart = localPart
        self.domain = domain
        self.asciiDomain = asciiDomain
        self.wire = wire
    }

    /// Whether only a relay with SMTPUTF8 can take the address: its local part is not ASCII (RFC 6531 §3.2).
    public var needsSMTPUTF8: Bool { !localPart.utf8.allSatisfy { $0 < 0x80 } }

    /// The identity of the person behind it: the local part in lower case, `@`, the domain as A-labels.
    ///
    /// RFC 5321 §2.4 allows a host to tell `Ivanov` from `ivanov`; no provider does, and people type both.
    /// Joiners and other invisible characters of the local part count for nothing.
    public var key: String {
        (needsSMTPUTF8 ? Self.visible(localPart) : localPart).lowercased() + "@" + asciiDomain
    }

    /// The address that was probably meant, where this one looks like a slip of typing in a domain that
    /// everybody knows (`gmial.com`, `mail.ry`) or mixes Cyrillic letters into a Latin name; else nil.
    public var suggestion: String? { TypingSlip.correction(of: self) }
}
