import CFaultVFS
import Glibc

/// Makes SQLite meet a full or failing disk under the files of one database, and of no other.
public final class FaultyDisk: Sendable {
    /// What goes wrong.
    public enum Fault: Sendable, CaseIterable {
        /// Writing meets a full disk (`SQLITE_FULL`).
        case full
        /// Writing fails (`SQLITE_IOERR_WRITE`).
        case write
        /// What was written cannot be made durable (`SQLITE_IOERR_FSYNC`).
        case sync
        /// Reading fails (`SQLITE_IOERR_READ`).
        case read
    }

    private let path: String

    /// Under the database that will be opened at `path`; connections opened before meet no faults.
    public init(_ path: String) throws {
        guard fault_vfs_install() == 0 else { throw TestSupportError("SQLite takes no other file system") }
        // SQLite knows its files by their real names.
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let folder = "/" + parts.dropLast().joined(separator: "/")
        guard let real = realpath(folder, nil), let name = parts.last else {
            throw TestSupportError("no folder \(folder)")
        }
        defer { free(real) }
        self.path = String(cString: real) + "/" + name
    }

    deinit { fault_vfs_forget(path) }

    /// From now on, after `spare` operations that go well.
    public func breakDown(_ fault: Fault, after spare: Int = 0) throws {
        let (operation, code): (Int, Int32) =
            switch fault {
            case .full: (FAULT_WRITE, 13)
            case .write: (FAULT_WRITE, 10 | (3 << 8))
            case .sync: (FAULT_SYNC, 10 | (4 << 8))
            case .read: (FAULT_READ, 10 | (1 << 8))
            }
        guard fault_vfs_set(path, Int32(operation), code, Int32(spare)) != 0 else {
            throw TestSupportError("too many faults at once")
        }
    }

    /// All is well again.
    public func mend() { _ = fault_vfs_set(path, 0, 0, 0) }

    /// How often something went wrong.
    public var strikes: Int { Int(fault_vfs_strikes(path)) }
}
