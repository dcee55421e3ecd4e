enum AddressParser {
    static func parse(_ text: String) throws(AddressError) -> Address {
        guard let at = text.lastIndex(of: "@") else { throw AddressError(text, .noAt) }
        let domain = String(text[text.index(after: at)...])
        return Address(
            localPart: String(text[..<at]),
            domain: domain,
            asciiDomain: domain.lowercased(),
            wire: text
        )
    }
}
