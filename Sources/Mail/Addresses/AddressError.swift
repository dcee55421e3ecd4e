public import Wording

/// What is wrong with an address, in words for the person who typed it.
public struct AddressError: Error, Sendable, Hashable, Worded {
    /// The text that was to be an address, blanks around it cut off.
    public let text: String
    /// What is wrong.
    public let fault: AddressFault

    init(_ text: String, _ fault: AddressFault) {
        self.text = text
        self.fault = fault
    }

    /// A sentence that says what is wrong and what to write; `language` is `"ru"` or `"en"`.
    public func message(language: String) -> String { wording.text(in: language) }

    /// What is wrong and what to write.
    public var wording: Wording { fault.wording }
}

/// The ways in which a text fails to be an address.
public enum AddressFault: Error, Hashable {
    /// Nothing but blanks.
    case empty
    /// No `@`.
    case noAt
    /// More than one `@` outside quotes.
    case twoAts
    /// Several addresses, separated by commas, semicolons or blanks.
    case several
    /// A name beside the address, or angle brackets around it.
    case displayName
    /// `mailto:` before the address.
    case mailto
    /// A space inside.
    case space
    /// A control character; its code point.
    case control(UInt32)
    /// A character that nobody sees, such as a zero-width space; its code point.
    case invisible(UInt32)
    /// Nothing before the `@`.
    case noLocalPart
    /// A dot at the beginning or end of the local part, or two in a row.
    case localDots
    /// A character that a local part cannot hold without quotes.
    case localCharacter(String)
    /// A quotation mark that is not closed, or something between it and the `@`.
    case quotes
    /// More than 64 octets before the `@` (RFC 5321 §4.5.3.1.1).
    case localTooLong(Int)
    /// Nothing behind the `@`.
    case noDomain
    /// A domain without a dot.
    case noDot
    /// A dot at the beginning or end of the domain, or two in a row.
    case domainDots
    /// A character that no domain can hold.
    case domainCharacter(String)
    /// A hyphen at the beginning or end of a part of the domain.
    case domainHyphen
    /// A part of the domain longer than 63 octets (RFC 1035 §2.3.4).
    case labelTooLong(String)
    /// More than 255 octets of domain (RFC 5321 §4.5.3.1.2).
    case domainTooLong(Int)
    /// A domain in national letters that IDNA 2008 does not permit; the library's reason in English.
    case notIDN(String)
    /// Brackets without a valid IP address inside.
    case literal
    /// An IP address without brackets, or a last part of digits alone.
    case bareIP
    /// More than 254 octets in all (RFC 5321 §4.5.3.1.3, less the angle brackets).
    case tooLong(Int)
}
