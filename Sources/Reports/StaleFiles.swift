import Delivery
import Service
import Settings
package import Site
import Wording

/// Files of an event, or of the configuration under the empty name, that are not those that the daemon has read.
package struct StaleFiles: Sendable {
    package let event: String
    /// Why they would not load; nil where they would.
    package let fault: String?
}

/// The files of an installation as a command sees them, to be held against those that the daemon has read.
package struct FilesSeen {
    private let path: String
    private let environment: [String: String]
    private let fingerprint: SiteFingerprint
    /// The configured `poll`, in milliseconds; two seconds where the configuration cannot be read.
    package let poll: Int64

    /// Looks at the files now.
    package init(configuration path: String, environment: [String: String]) {
        self.path = path
        self.environment = environment
        fingerprint = SiteFingerprint(configuration: path)
        poll = (try? Configuration.load(path: path))?.poll.inMilliseconds ?? 2_000
    }

    /// What differs from what a daemon has read; what an idle daemon would read counts where it would not load.
    ///
    /// - Parameters:
    ///   - read: what it has read last.
    ///   - isRunning: whether it runs now.
    ///   - heldBack: events whose faults it has told already.
    /// - Returns: what differs, in the order of names.
    package func stale(read: SiteFingerprint, isRunning: Bool, heldBack: Set<String>) -> [StaleFiles] {
        let differences = fingerprint.differences(from: read)
        // Nothing was ever read: a daemon of another making, or none yet.
        guard !read.files.isEmpty || !isRunning, !differences.isEmpty else { return [] }
        var faults: [String: String] = [:]
        do throws(SiteError) {
            let site = try Site.loadForService(configuration: path, environment: environment)
            faults = site.heldBack.compactMapValues(\.faults.first)
        } catch { faults[""] = error.faults.first ?? "" }
        return differences.compactMap { name in
            let fault = faults[name]
            guard isRunning || fault != nil else { return nil }
            return StaleFiles(event: name, fault: fault)
        }
    }
}
