import Mail
import Settings

extension Configuration {
    /// The limits of recipient domains by the form that messages name theirs in (A-labels, lower case).
    ///
    /// Whoever looks a message's domain up asks here: configuration may write it as its readers do («почта.рф»).
    var limitsByDomain: [String: DomainLimit] {
        var limits: [String: DomainLimit] = [:]
        // In order, so that of two spellings of one domain it is always the same that counts.
        for (domain, limit) in domains.sorted(by: { $0.key < $1.key }) {
            limits[Self.asciiDomain(domain)] = limit
        }
        return limits
    }

    private static func asciiDomain(_ domain: String) -> String {
        (try? Address("postmaster@" + domain))?.asciiDomain ?? domain.lowercased()
    }
}
