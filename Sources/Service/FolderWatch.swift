import CLinux
import Glibc
import Wording

/// Tells when anything changes in some folders (inotify(7)).
///
/// It wakes too often rather than too seldom: what has changed is for the caller to find out.
public final class FolderWatch: Sendable {
    /// Readable when something has changed; non-blocking, close-on-exec.
    public let descriptor: Int32
    /// The files that alone are watched for writes; empty: all are.
    private let files: [String]

    /// Watches folders for files written, made, renamed or deleted in them; not for folders within.
    ///
    /// - Parameters:
    ///   - folders: their paths.
    ///   - files: paths of files in these folders. Where some are named, what is written into others wakes nobody: a
    ///     neighbour that is written thousands of times a second costs nothing. They need not be there yet.
    /// - Throws: ``ServiceError`` where a folder cannot be watched.
    public init(_ folders: [String], files: [String] = []) throws(ServiceError) {
        self.files = files
        descriptor = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
        guard descriptor >= 0 else { throw .last(call: "inotify_init1") }
        for folder in folders { try add(folder) }
        addFiles()
    }

    deinit { close(descriptor) }

    private static let written = UInt32(IN_MODIFY | IN_CLOSE_WRITE)
    private static let moved = UInt32(
        IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_ONLYDIR
    )

    /// Watches one more folder; a folder that is watched already changes nothing.
    public func add(_ folder: String) throws(ServiceError) {
        let events = files.isEmpty ? Self.moved | Self.written : Self.moved
        guard inotify_add_watch(descriptor, folder, events) >= 0 else {
            throw .last(Wording(ru: "нельзя следить за \(folder)", en: "cannot watch \(folder)"))
        }
    }

    /// Whatever stands under the names of the files now; one that is watched already changes nothing.
    ///
    /// One that is not there comes with a sign of its folder, and whatever is written before it is watched stands behind
    /// that sign.
    private func addFiles() {
        for file in files { _ = inotify_add_watch(descriptor, file, Self.written | UInt32(IN_DONT_FOLLOW)) }
    }

    /// Takes everything that is waiting; the names of the files concerned (empty text: the folder itself, one of the
    /// files that were named, or events were lost because too many came).
    @discardableResult
    public func drain() -> Set<String> {
        var names: Set<String> = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            FolderWatch.collect(buffer[..<min(count, buffer.count)], into: &names)
        }
        if !files.isEmpty, names.contains(where: { !$0.isEmpty }) { addFiles() }
        return names
    }

    /// A database and its write-ahead log: what commits write into.
    public static func files(ofDatabase path: String) -> [String] { [path, path + "-wal"] }

    /// Reads `struct inotify_event`s: int wd, uint32 mask, cookie and len, then the padded name.
    static func collect(_ bytes: ArraySlice<UInt8>, into names: inout Set<String>) {
        bytes.withUnsafeBytes { raw in
            var place = 0
            while raw.count - place >= 16 {
                let length = Int(raw.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self))
                let end = min(raw.count, place + 16 + length)
                let name = raw[(place + 16)..<end].prefix { $0 != 0 }
                names.insert(String(decoding: name, as: UTF8.self))
                place = end
            }
        }
    }
}
