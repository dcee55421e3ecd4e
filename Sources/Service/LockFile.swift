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
        // A link in its place must not lead anywhere, nor a pipe hold us.
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .last(Wording(ru: "нельзя открыть \(path)", en: "cannot open \(path)"))
        }
        guard LockFile.isOwn(descriptor) else {
            close(descriptor)
            errno = EINVAL
            throw .last(Wording(ru: "\(path) — не отдельный файл", en: "\(path) is no file of its own"))
        }
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

    /// Who holds the lock of this file: its process id, nil if it is free.
    ///
    /// An id of 0 means that it is held and the file does not say by whom.
    public static func holder(of path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return readHolder(descriptor) ?? 0
    }

    /// Whether it is a plain file that has no second name elsewhere.
    private static func isOwn(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && status.st_nlink == 1
    }

    private static func readHolder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<min(count, bytes.count)].prefix { $0 != 10 }, as: UTF8.self))
    }
}
