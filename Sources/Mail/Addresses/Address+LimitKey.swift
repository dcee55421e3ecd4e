extension Address {
    /// The mailbox that the address leads to, in one spelling for all that its provider delivers there.
    ///
    /// For limits alone: `ivanov+1@…`, `i.vanov@gmail.com` and `ivanov@ya.ru` are new people to a registration form,
    /// and one reader. Nobody is written to by this spelling, and nobody is taken for another person by it.
    public var limitKey: String { Self.limitKey(of: key) }

    /// The same of an address's ``key``; of any other text that text.
    public static func limitKey(of key: String) -> String {
        guard let at = key.utf8.lastIndex(of: UInt8(ascii: "@")), at > key.startIndex else { return key }
        let domain = key[key.utf8.index(after: at)...]
        let provider = providers[String(domain)]
        var local = key[..<at]
        // What follows a plus is the reader's own mark (RFC 5233 §1); a quoted local part is left as it is.
        let plus = local.utf8.firstIndex(of: UInt8(ascii: "+"))
        guard provider != nil || plus != nil else { return key }
        if let plus, plus > local.startIndex { local = local[..<plus] }
        guard let provider else { return local + "@" + domain }
        var folded = ""
        for scalar in local.unicodeScalars {
            if provider.ignored.contains(scalar) { continue }
            folded.unicodeScalars.append(provider.alike[scalar] ?? scalar)
        }
        // A local part of dots alone is nobody's.
        return (folded.isEmpty ? String(local) : folded) + "@" + provider.domain
    }

    /// What a provider takes for the same mailbox, besides what follows a plus.
    private struct Provider: Sendable {
        /// The domain that stands for all of the provider's own.
        let domain: String
        /// Characters of the local part that count for nothing.
        var ignored: Set<Unicode.Scalar> = []
        /// Characters that stand for another one.
        var alike: [Unicode.Scalar: Unicode.Scalar] = [:]
    }

    private static let providers: [String: Provider] = {
        let google = Provider(domain: "gmail.com", ignored: ["."])
        let yandex = Provider(domain: "yandex.ru", alike: ["-": "."])
        let proton = Provider(domain: "proton.me", ignored: [".", "_", "-"])
        var providers: [String: Provider] = [:]
        for domain in ["gmail.com", "googlemail.com"] { providers[domain] = google }
        for domain in ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"] { providers[domain] = proton }
        let ends = ["ru", "by", "kz", "uz", "az", "com", "com.am", "com.ge", "com.tr", "co.il", "ee", "fr"]
        for domain in ["ya.ru", "narod.ru", "yandex.ua"] + ends.map({ "yandex." + $0 }) {
            providers[domain] = yandex
        }
        return providers
    }()
}
