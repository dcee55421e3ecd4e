/// What is wrong with an address, in words for the person who typed it.
public struct AddressError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text that was to be an address, blanks around it cut off.
    public let text: String
    /// What is wrong.
    public let fault: AddressFault

    init(_ text: String, _ fault: AddressFault) {
        self.text = text
        self.fault = fault
    }

    /// A sentence that says what is wrong and what to write; `language` is `"ru"` or `"en"`.
    public func message(language: String) -> String { fault.wording.text(in: language) }

    /// The sentence in English.
    public var description: String { message(language: "en") }
}

/// The ways in which a text fails to be an address.
public enum AddressFault: Sendable, Hashable {
    /// Nothing but blanks.
    case empty
    /// No `@`.
    case noAt

    var wording: Wording { Wording(ru: "", en: "") }
}
