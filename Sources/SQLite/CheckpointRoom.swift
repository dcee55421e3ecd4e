internal import CLinux
internal import CSQLite
internal import Glibc
internal import Synchronization

/// Room on the disk for what a checkpoint is to bring into a database's file.
///
/// While somebody reads, the write-ahead log alone grows. On a disk that it has filled nothing could be brought into a
/// file that has still to grow, so the log would keep all the room when the reader has gone. So blocks are allocated
/// beyond the file's end (`fallocate(2)` with `FALLOC_FL_KEEP_SIZE`): they are the file's and nobody else's, its size stays
/// what it is and not a byte of it is written, whoever writes it meanwhile. The truncation that ends a whole checkpoint gives
/// back what it did not take. Where the file system cannot do that, no room is kept.
struct CheckpointRoom {
    /// So many frames of the log after the last look there is another.
    static let step: Int32 = 256
    /// Bytes beyond what the pages take: twice what comes between two looks, a large transaction included.
    static let reserve: Int64 = 4 << 20

    /// The log begins anew after so many frames, as long as nobody reads.
    let usual: Int32
    private var seen: Int32 = 0
    private var pageSize: Int64 = 0

    init(usual: Int32) { self.usual = usual }

    /// Whether there is to be a look, now that the log has so many frames.
    mutating func isDue(_ frames: Int32) -> Bool {
        if frames < seen { seen = 0 }
        guard frames - seen >= Self.step else { return false }
        seen = frames
        return true
    }

    /// Keeps room for all pages of the database, where the disk has less than `low` bytes left or the log is longer than
    /// usual.
    mutating func keep(for connection: Connection, frames: Int32, low: Int64) {
        guard frames > usual + Self.step || Self.free(besides: connection.path) ?? 0 < low else { return }
        if pageSize == 0 { pageSize = (try? connection.integer("PRAGMA page_size")) ?? 0 }
        guard pageSize > 0, let pages = try? connection.integer("PRAGMA page_count") else { return }
        // Of a stranger's file the number of pages may be any: no checkpoint brings in more than the log has.
        Self.keep(connection.path, upTo: pages * pageSize, most: Int64(frames) * pageSize)
    }

    static func free(besides path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    private static func keep(_ path: String, upTo size: Int64, most: Int64) {
        guard let descriptor = descriptor(of: path) else { return }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return }
        let growth = min(max(0, size - Int64(status.st_size)), most)
        for more in [growth + reserve, growth] where more > 0 {
            // A file that has become longer meanwhile has these blocks already, and keeps what they say.
            if fallocate(descriptor, keepSize, status.st_size, off_t(more)) == 0 { return }
            guard errno == ENOSPC || errno == EDQUOT else { return }
        }
    }

    /// `FALLOC_FL_KEEP_SIZE`, of linux/falloc.h.
    private static let keepSize: Int32 = 1

    // MARK: descriptors

    /// Descriptors of the files, by which file they are.
    ///
    /// They stay open as long as the process lives: closing any descriptor of a file would end all locks that the process
    /// has on it, SQLite's among them.
    private static let descriptors = Mutex<[FileKey: Int32]>([:])
    /// Should somebody put one file after another into a place, no more are opened.
    private static let mostDescriptors = 16

    private struct FileKey: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private static func descriptor(of path: String) -> Int32? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let key = FileKey(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        return descriptors.withLock { known in
            if let descriptor = known[key] { return descriptor }
            guard known.count < mostDescriptors else { return nil }
            let opened = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard opened >= 0 else { return nil }
            known[key] = opened
            return opened
        }
    }
}

extension Connection {
    /// How many bytes may still be written to the disk of the database; nil where it cannot be asked.
    public var freeOnDisk: Int64? { CheckpointRoom.free(besides: path) }

    /// Brings the log into the file whenever a commit leaves more than so many frames in it, as
    /// `PRAGMA wal_autocheckpoint` does, and keeps room for that on the disk.
    func checkpoint(after frames: Int32) {
        room = CheckpointRoom(usual: frames)
        sqlite3_wal_hook(
            handle,
            { context, _, name, frames in
                guard let context else { return SQLITE_OK }
                Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().committed(name, frames)
                return SQLITE_OK
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private func committed(_ name: UnsafePointer<CChar>?, _ frames: Int32) {
        guard var room else { return }
        if room.isDue(frames) { room.keep(for: self, frames: frames, low: keepsRoomBelow) }
        self.room = room
        guard frames >= room.usual else { return }
        // What keeps it from going now is met again at the next commit.
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
}
