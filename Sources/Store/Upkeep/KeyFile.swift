internal import Glibc
internal import Mail
internal import Wording

/// A file with a key, beside the database: a copy of the database does not have it.
struct KeyFile {
    let path: String
    /// Its permissions; it belongs to whoever owns the folder.
    let mode: mode_t

    private static let size = 32
    /// `SQLITE_CANTOPEN`: as with the database's own file.
    private static let cannotOpen: Int32 = 14

    /// The key; nil where there is no file, or no whole key in it.
    func key() -> SecretKey? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.size)
        guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count else { return nil }
        return SecretKey(bytes)
    }

    /// Makes the file as a whole or not at all; one that is there stays, also where another process makes it now.
    func make() throws(StoreError) {
        func failed() -> StoreError {
            StoreError(code: Self.cannotOpen, message: "\(path): " + .systemError(errno))
        }
        var random = SystemRandomNumberGenerator()
        let key = (0..<Self.size).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let new = "\(path)-\(getpid())"
        // A process of this number may have died over it.
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failed() }
        defer {
            close(descriptor)
            unlink(new)
        }
        guard fchmod(descriptor, mode) == 0, StoreConnection.giveToOwner(descriptor, ofFolderOf: new),
            write(descriptor, key, key.count) == key.count, fsync(descriptor) == 0,
            link(new, path) == 0 || errno == EEXIST
        else { throw failed() }
    }

    /// There is a file, and no key in it that can be read.
    var unreadable: StoreError {
        StoreError(
            code: Self.cannotOpen,
            message: Wording(ru: "\(path): не читается", en: "\(path): cannot be read")
        )
    }
}
