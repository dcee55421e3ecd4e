import Glibc
import Wording

/// A file of the daemon's own beside its database: in its place a link must not lead anywhere, nor a pipe hold us.
enum OwnFile {
    /// Opens it for reading and writing; made where it is not there, for the owner and to look at for the group.
    ///
    /// - Returns: the descriptor.
    /// - Throws: `ServiceError` where it cannot be opened, is no plain file or has a second name elsewhere.
    static func open(_ path: String) throws(ServiceError) -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .last(Wording(ru: "нельзя открыть \(path)", en: "cannot open \(path)"))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1
        else {
            close(descriptor)
            errno = EINVAL
            throw .last(Wording(ru: "\(path) — не отдельный файл", en: "\(path) is no file of its own"))
        }
        return descriptor
    }

    /// Opens it to look; nil where that cannot be done.
    static func openToLook(_ path: String) -> Int32? {
        let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        return descriptor >= 0 ? descriptor : nil
    }
}
