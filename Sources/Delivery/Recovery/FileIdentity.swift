import CLinux
import Glibc

/// Which file something is, whatever it is called: a copy is another, also where it was given the number of the
/// one that it replaces.
struct FileIdentity: Sendable, Equatable {
    /// Its number in the file system, which is used again; 0 where there is no file.
    var inode: UInt64 = 0
    /// When it was made, in nanoseconds since 1970, which nobody can set; 0 where the file system does not keep it.
    var birth: Int64 = 0

    init(inode: UInt64 = 0, birth: Int64 = 0) {
        self.inode = inode
        self.birth = birth
    }

    /// The file at `path`, links followed.
    init(path: String) { self.init(AT_FDCWD, path) }

    /// An open file.
    init(descriptor: Int32) { self.init(descriptor, "") }

    private init(_ descriptor: Int32, _ path: String) {
        var found = file_birth()
        if birth_of_file(descriptor, path, &found) == 0 {
            inode = found.inode
            birth = found.seconds &* 1_000_000_000 &+ Int64(found.nanoseconds)
            return
        }
        // A sandbox may not know the call.
        var status = stat()
        let isFound = path.isEmpty ? fstat(descriptor, &status) == 0 : stat(path, &status) == 0
        if isFound { inode = UInt64(status.st_ino) }
    }

    /// Whether both are one file, as far as both say.
    func isSame(as other: FileIdentity) -> Bool {
        inode == other.inode && (birth == other.birth || birth == 0 || other.birth == 0)
    }
}
