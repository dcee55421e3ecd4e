internal import Glibc

/// A trouble with a file, told by its path and the system's error number.
public struct FileTrouble: Error, Sendable, Hashable {
    /// The file.
    public let path: String
    /// The system's error number.
    public let number: Int32

    init(_ path: String, _ number: Int32) {
        self.path = path
        self.number = number
    }

    /// What `errno` tells of.
    static func last(_ path: String) -> FileTrouble { FileTrouble(path, errno) }
}

/// Files as a whole: copied into new ones, brought to the disk, removed.
enum WholeFile {
    /// Copies an open file from its beginning into a new one and brings that to the disk.
    ///
    /// The new file is ours alone until somebody says otherwise; what lies there already is refused, links included.
    static func copy(_ source: Int32, to path: String) throws(FileTrouble) {
        let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw .last(path) }
        defer { close(target) }
        guard fchmod(target, 0o600) == 0 else { throw .last(path) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var at: off_t = 0
        while true {
            let count = pread(source, &buffer, buffer.count, at)
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .last(path)
            }
            var written = 0
            while written < count {
                let put = buffer.withUnsafeBytes {
                    pwrite(target, $0.baseAddress.map { $0 + written }, count - written, at + off_t(written))
                }
                guard put > 0 || errno == EINTR else { throw .last(path) }
                written += max(0, put)
            }
            at += off_t(count)
        }
        guard fsync(target) == 0 else { throw .last(path) }
    }

    /// Copies a file where there is one that can be read.
    static func copyIfThere(_ path: String, to target: String) throws(FileTrouble) {
        let source = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard source >= 0 else {
            if errno == ENOENT { return }
            throw .last(path)
        }
        defer { close(source) }
        try copy(source, to: target)
    }

    /// Gives a file another name where there is one.
    static func moveIfThere(_ path: String, to target: String) throws(FileTrouble) {
        guard rename(path, target) == 0 || errno == ENOENT else { throw .last(path) }
    }

    /// Brings the names in a file's folder to the disk.
    static func syncFolder(of path: String) throws(FileTrouble) {
        let folder = self.folder(of: path)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last(folder) }
    }

    /// The folder that a path leads into.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// How many bytes a file has; nil where there is none.
    static func size(_ path: String) -> Int? {
        var status = stat()
        return lstat(path, &status) == 0 ? Int(status.st_size) : nil
    }
}
