import Glibc
import Service
import Store

/// Waits until another process has committed to the database, without polling while nothing happens.
///
/// A write to the write-ahead log is seen before its commit is visible, so after each sign of life `data_version` is
/// looked at again a few times, at growing intervals; every two seconds in any case.
final class ChangeWatch {
    private let folder: FolderWatch
    private var seen: Int64 = -1

    /// Milliseconds between looks.
    private static let ladder: [Int32] = [1, 3, 10, 30]
    private static let longest: Int32 = 2000

    /// Watches the folder of the database.
    init(databasePath: String) throws(ServiceError) {
        let parent = databasePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        folder = try FolderWatch(
            [parent.isEmpty ? (databasePath.hasPrefix("/") ? "/" : ".") : parent],
            files: FolderWatch.files(ofDatabase: databasePath)
        )
    }

    /// Waits; false when a signal came first.
    func wait(for store: MessageStore, orSignal signals: Signals) throws(StoreError) -> Bool {
        var looks = Self.ladder[...]
        while true {
            let version = try store.dataVersion()
            if version != seen {
                seen = version
                return true
            }
            var polled = [folder.descriptor, signals.descriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = poll(&polled, 2, looks.popFirst() ?? Self.longest)
            if signals.next() != nil { return false }
            if !folder.drain().isEmpty { looks = Self.ladder[...] }
        }
    }
}
