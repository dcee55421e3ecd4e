internal import Glibc
internal import Wording

/// Whether there is room where databases and letters are written.
public enum DiskCheck {
    /// What a file system has.
    public struct Room: Sendable, Equatable {
        /// Octets that the daemon may still write.
        public var free: Int64
        /// Octets of the whole.
        public var total: Int64
        /// Files that may still be made; nil where the file system counts none.
        public var files: Int64?

        /// What a file system has.
        public init(free: Int64, total: Int64, files: Int64?) {
            self.free = free
            self.total = total
            self.files = files
        }
    }

    /// Below this nothing can be relied on: a day's log of a large mailing, and the `-wal` beside it.
    static let least: Int64 = 256 << 20
    /// Below this it is time to look.
    static let comfortable: Int64 = 2 << 30

    /// Looks at the file system of a folder.
    public static func look(at folder: String) -> Check {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            return Check(.disk, folder, .bad, DoctorWords.folderUnreadable(.systemError(errno)))
        }
        let unit = Int64(status.f_frsize)
        let room = Room(
            free: Int64(status.f_bavail) * unit,
            total: Int64(status.f_blocks) * unit,
            files: status.f_files == 0 ? nil : Int64(status.f_favail)
        )
        return judge(room, folder: folder)
    }

    /// What the figures mean.
    static func judge(_ room: Room, folder: String) -> Check {
        let detail = DoctorWords.room(free: room.free, total: room.total)
        if let files = room.files, files < 1000 {
            return Check(.disk, folder, .bad, DoctorWords.fewFiles(files), advice: DoctorWords.makeRoom)
        }
        let result: Check.Result = room.free < least ? .bad : room.free < comfortable ? .warning : .ok
        return Check(.disk, folder, result, detail, advice: result == .ok ? .nothing : DoctorWords.makeRoom)
    }
}
