import Locks
package import Site

/// The installation as its files say, read again when these have changed.
package final class SiteShelf: Sendable {
    private struct Entry: Sendable {
        let fingerprint: SiteFingerprint
        let site: Site?
    }

    private let path: String?
    private let entry = Locked<Entry?>(nil)

    init(configuration path: String?) { self.path = path }

    /// The installation; nil where it came from no file, or its configuration cannot be read.
    package var site: Site? {
        guard let path else { return nil }
        let fingerprint = SiteFingerprint(configuration: path)
        if let entry = entry.withLock({ $0 }), entry.fingerprint == fingerprint { return entry.site }
        let site = try? Site.load(configuration: path)
        entry.withLock { $0 = Entry(fingerprint: fingerprint, site: site) }
        return site
    }
}
