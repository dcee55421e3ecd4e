internal import Glibc

/// Which file a path names, and whether it has changed since.
struct FileMark: Hashable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    /// Of the last change of its content, in nanoseconds since 1970.
    var modified: Int64

    /// The file at a path, which may be no symbolic link; nil where there is none.
    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    fileprivate init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    }

    /// Whether both are the same file, whatever is in it.
    func isSameFile(as other: FileMark) -> Bool { device == other.device && inode == other.inode }
}

/// The log and the index beside a database, as they were when it was opened.
///
/// Somebody who deletes or replaces one of them leaves whoever has the database open with files that nobody else sees:
/// neither would ever learn of what the other commits.
struct CompanionMarks: Hashable {
    private let marks: [Mark?]

    private struct Mark: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Of the database at a path.
    init(besides path: String) {
        marks = ["-wal", "-shm"].map { suffix in
            FileMark(path: path + suffix).map { Mark(device: $0.device, inode: $0.inode) }
        }
    }

    /// Whether both are there.
    var areThere: Bool { !marks.contains(nil) }

    /// Whether one is gone, or another took its place, that was there before.
    func isLost(now: CompanionMarks) -> Bool {
        zip(marks, now.marks).contains { before, now in before != nil && before != now }
    }
}

/// The place of the intake: its folder resolved, its name as it was given.
///
/// The folder is the administrator's, and links on the way to it are theirs (systemd makes one for DynamicUser=). What
/// the last name stands for is the web site's doing, and is never followed.
struct IntakePlace {
    /// The folder, without links.
    let folder: String
    /// The file's own name.
    let name: String
    /// Of the file.
    var path: String { folder == "/" ? "/" + name : folder + "/" + name }

    /// Resolves the folder of a path.
    init(_ path: String) throws(IntakeError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let name = parts.last, name != ".", name != ".." else {
            throw .notAFile(IntakeWords.folder(path))
        }
        let folder = (path.hasPrefix("/") ? "/" : "./") + parts.dropLast().joined(separator: "/")
        guard let real = realpath(folder, nil) else { throw .last(folder) }
        defer { free(real) }
        self.folder = String(cString: real)
        self.name = String(name)
    }

    /// Looks whether a plain file is there, and makes one where that is asked for.
    ///
    /// Must not be called while this process has the database open: closing a descriptor of a file gives up all of the
    /// process's locks of it (fcntl(2)).
    func check(create: Bool) throws(IntakeError) -> FileMark {
        if create {
            let made = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o660)
            if made >= 0 {
                // The umask has no say: the web site's group must be able to write.
                let problem = fchmod(made, 0o660)
                close(made)
                guard problem == 0 else { throw .last(path) }
            } else if errno != EEXIST {
                throw .last(path)
            }
        }
        // O_NONBLOCK: a pipe in its place must not hold us.
        let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(IntakeWords.noPlainFile(path)) }
        return FileMark(status)
    }
}
