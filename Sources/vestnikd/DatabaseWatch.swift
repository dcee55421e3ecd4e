import Delivery
import Service

/// Notices commits of other processes within a few milliseconds, without polling while nothing happens.
///
/// A write to the write-ahead log is seen before its commit is visible, so after each sign of life the database's
/// `data_version` is looked at again a few times, at growing intervals.
struct DatabaseWatch {
    private let watch: FolderWatch
    /// The database's own name, with which those of its log and its index begin.
    private let name: String
    private var looks: ArraySlice<Int64> = []

    /// Microseconds between looks.
    private static let ladder: [Int64] = [
        200, 200, 300, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 3000, 5000, 10_000, 20_000,
    ]

    /// Watches the folder of the database at `path`.
    init(path: String) throws(ServiceError) {
        name = path.split(separator: "/").last.map(String.init) ?? ""
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/"
        )
        watch = try FolderWatch(
            [folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder],
            files: FolderWatch.files(ofDatabase: path)
        )
    }

    /// Readable when a file in the folder was written.
    var descriptor: Int32 { watch.descriptor }

    /// How long to wait until the next look, in microseconds; nil when nothing stirs.
    var nextLook: Int64? { looks.first }

    /// Whether another process has committed since the last look.
    mutating func hasChange(_ engine: Engine) -> Bool {
        // No name at all: so much has happened that some of it was lost.
        let isTouched = watch.drain().contains { $0.isEmpty || $0.hasPrefix(name) }
        if !isTouched {
            looks = looks.dropFirst()
        } else {
            looks = Self.ladder[...]
        }
        return engine.hasForeignChange()
    }
}
