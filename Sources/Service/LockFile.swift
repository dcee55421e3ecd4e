import Glibc
import Wording

/// A file that one process at a time can hold (flock(2)); the lock ends with the process, however it ends.
public final class LockFile: Sendable {
    /// The file's path.
    public let path: String
    private let descriptor: Int32

    /// Takes the lock without waiting and writes this process's id into the file.
    ///
    /// Throws `ServiceError.held` with the holder's id when another has it.
    public init(_ path: String) throws(ServiceError) {
        let descriptor = try OwnFile.open(path)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let problem = errno
            if problem == EINTR { continue }
            let holder = LockFile.readHolder(descriptor)
            close(descriptor)
            if problem == EWOULDBLOCK { throw .held(path: path, by: holder) }
            errno = problem
            throw .last(Wording(ru: "нельзя занять \(path)", en: "cannot lock \(path)"))
        }
        let text = Array("\(getpid())\n".utf8)
        // Only advice for people: the lock holds without it.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
        self.path = path
        self.descriptor = descriptor
    }

    // The file stays: deleting it would let a third process lock a new one while a second waits on the old.
    deinit { close(descriptor) }

    /// Where the daemon of a database holds its lock.
    public static func path(besides database: String) -> String { database + "-lock" }

    /// Who holds the lock of this file: its process id, nil if it is free.
    ///
    /// An id of 0 means that it is held and the file does not say by whom.
    public static func holder(of path: String) -> Int32? {
        guard let descriptor = OwnFile.openToLook(path) else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return readHolder(descriptor) ?? 0
    }

    private static func readHolder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<min(count, bytes.count)].prefix { $0 != 10 }, as: UTF8.self))
    }
}
