import Mail

extension Address {
    /// The address as people read it: an international domain in its own letters.
    var shown: String {
        domain == asciiDomain ? wire : localPart + "@" + domain
    }
}
