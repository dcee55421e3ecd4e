internal import CLinux
internal import Glibc

/// What the reading process gives up before it opens a stranger's file.
enum Confinement {
    /// Bytes of memory beyond what the process has when it starts.
    private static let memory: UInt = 256 << 20

    /// Where root has started it, it becomes whoever owns the file's folder: root's rights are not for a stranger's
    /// file.
    static func becomeOwner(ofFolderOf path: String) {
        var status = stat()
        guard geteuid() == 0, let place = try? IntakePlace(path), stat(place.folder, &status) == 0,
            status.st_uid != 0
        else { return }
        guard setgroups(0, nil) == 0, setgid(status.st_gid) == 0, setuid(status.st_uid) == 0 else {
            exit(77)  // EX_NOPERM
        }
    }

    /// Closes what it inherited but standard descriptors and the socket, and bounds itself.
    static func begin(keeping socket: Int32) {
        give_up_rights()
        let first = UInt32(socket) + 1
        if close_from(first) != 0 { for descriptor in Int32(first)..<1024 { close(descriptor) } }
        limit(RLIMIT_CORE, to: 0)
        limit(RLIMIT_NOFILE, to: 64)
        limit(RLIMIT_AS, to: used() + memory)
    }

    /// Leaves it the files of a folder alone, where the kernel can.
    static func confine(to folder: String) throws(IntakeError) {
        let descriptor = open(folder, O_PATH_ | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(folder) }
        defer { close(descriptor) }
        // A kernel that has Landlock and does not use it says EOPNOTSUPP.
        guard confine_to_folder(descriptor) >= 0 || errno == EOPNOTSUPP || errno == ENOSYS else {
            throw .last("landlock")
        }
    }

    /// `O_PATH`, which Glibc declares for GNU's alone.
    private static var O_PATH_: Int32 { 0o10000000 }

    private static func limit(_ resource: __rlimit_resource, to value: UInt) {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
    }

    /// Bytes of address space that the process has.
    private static func used() -> UInt {
        var text = [UInt8](repeating: 0, count: 256)
        let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 1 << 30 }
        defer { close(file) }
        let count = read(file, &text, text.count)
        let pages = String(decoding: text.prefix(max(0, count)).prefix { $0 != 32 }, as: UTF8.self)
        return UInt(pages).map { $0 * UInt(sysconf(Int32(_SC_PAGESIZE))) } ?? 1 << 30
    }
}
