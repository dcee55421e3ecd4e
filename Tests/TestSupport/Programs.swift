import Foundation

/// Programs that tests start.
public enum Programs {
    /// The folder of the built executables (`.build/debug`): where the test bundle lies.
    public static let productsFolder: String? = {
        for candidate in executableCandidates {
            let folder = URL(fileURLWithPath: candidate).resolvingSymlinksInPath().deletingLastPathComponent()
                .path
            if FileManager.default.isExecutableFile(atPath: folder + "/vestnikd") { return folder }
        }
        return nil
    }()

    /// The path of a product of this package (`vestnikd`).
    public static func product(_ name: String) throws -> String {
        guard let folder = productsFolder else {
            throw TestSupportError(
                "the built programs are not beside the tests; build the whole package first"
            )
        }
        return folder + "/" + name
    }

    /// The path of a program of the system, sbin folders included; nil where it is not installed.
    public static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders =
            path.split(separator: ":").map(String.init) + ["/usr/bin", "/bin", "/usr/sbin", "/sbin"]
        return folders.map { $0 + "/" + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// A Python 3 that runs; nil where there is none.
    public static let python: String? = {
        // /usr/bin first: a shim of a version manager may point at nothing.
        for path in ["/usr/bin/python3", find("python3")] {
            guard let path, FileManager.default.isExecutableFile(atPath: path) else { continue }
            if (try? ChildProcess.run(path, ["-c", "import email"]))?.status == 0 { return path }
        }
        return nil
    }()

    /// Postfix's test server; nil where Postfix is not installed.
    public static let smtpSink = find("smtp-sink")
    /// Postfix's load generator; nil where Postfix is not installed.
    public static let smtpSource = find("smtp-source")
    /// SQLite's shell; nil where it is not installed.
    public static let sqlite3 = find("sqlite3")

    private static var executableCandidates: [String] {
        let named = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        // The process itself is a helper of the toolchain; its arguments name the bundle.
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let bundles = Bundle.allBundles.map(\.bundlePath)
        return named + [own] + bundles + bundles.map { $0 + "/x" }
    }
}
