import Mail

/// Which domains hold no slip of typing: many people have addresses of few domains.
package final class KnownDomains {
    private var right: Set<String> = []

    package init() {}

    /// What `Address.suggestion` says.
    func suggestion(for address: Address) -> String? {
        guard !address.needsSMTPUTF8 else { return address.suggestion }
        if right.contains(address.asciiDomain) { return nil }
        let suggestion = address.suggestion
        if suggestion == nil {
            if right.count >= 1000 { right.removeAll(keepingCapacity: true) }
            right.insert(address.asciiDomain)
        }
        return suggestion
    }
}
