import Delivery
import Locks
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
    private let known: FileFaults
    /// The configured `poll`, in milliseconds; two seconds where the configuration cannot be read.
    package let poll: Int64

    /// Looks at the files now.
    ///
    /// - Parameters:
    ///   - path: of the configuration.
    ///   - environment: that its secrets may stand in.
    ///   - faults: those that were found before, for whoever looks often.
    package init(
        configuration path: String,
        environment: [String: String],
        faults: FileFaults = FileFaults()
    ) {
        known = faults
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
        let faults = known.faults(of: fingerprint) {
            do throws(SiteError) {
                let site = try Site.loadForService(configuration: path, environment: environment)
                return site.heldBack.compactMapValues(\.faults.first)
            } catch { return ["": error.faults.first ?? ""] }
        }
        return differences.compactMap { name in
            let fault = faults[name]
            guard isRunning || fault != nil else { return nil }
            return StaleFiles(event: name, fault: fault)
        }
    }
}

/// The faults of an installation's files, looked for once for each state of the files: all letters are tried for them.
package final class FileFaults: Sendable {
    private struct Found: Sendable {
        let fingerprint: SiteFingerprint
        let faults: [String: String]
    }

    private let found = Locked<Found?>(nil)

    package init() {}

    /// The faults of files that look so, by event; those of the configuration under the empty name.
    func faults(of fingerprint: SiteFingerprint, _ look: () -> [String: String]) -> [String: String] {
        found.withLock { found in
            if let known = found, known.fingerprint == fingerprint { return known.faults }
            let faults = look()
            found = Found(fingerprint: fingerprint, faults: faults)
            return faults
        }
    }
}
