import CLinux
import Glibc
import Wording

/// Tells when anything changes in some folders (inotify(7)).
///
/// It wakes too often rather than too seldom: what has changed is for the caller to find out.
public final class FolderWatch: Sendable {
    /// Readable when something has changed; non-blocking, close-on-exec.
    public let descriptor: Int32

    /// Watches folders for files written, made, renamed or deleted in them; not for folders within.
    public init(_ folders: [String]) throws(ServiceError) {
        descriptor = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
        guard descriptor >= 0 else { throw .last(call: "inotify_init1") }
        for folder in folders { try add(folder) }
    }

    deinit { close(descriptor) }

    /// Watches one more folder; a folder that is watched already changes nothing.
    public func add(_ folder: String) throws(ServiceError) {
        let events =
            IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CLOSE_WRITE | IN_ATTRIB
        guard inotify_add_watch(descriptor, folder, UInt32(events) | UInt32(IN_ONLYDIR)) >= 0 else {
            throw .last(Wording(ru: "нельзя следить за \(folder)", en: "cannot watch \(folder)"))
        }
    }

    /// Takes everything that is waiting; the names of the files concerned (empty text: the folder itself, or
    /// events were lost because too many came).
    @discardableResult
    public func drain() -> Set<String> {
        var names: Set<String> = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return names }
            FolderWatch.collect(buffer[..<min(count, buffer.count)], into: &names)
        }
    }

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
