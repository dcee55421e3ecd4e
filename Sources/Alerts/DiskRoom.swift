import Glibc

/// The room that a file system has.
public enum DiskRoom {
    /// Octets that may still be written in a folder, and those of its whole file system; nil where it cannot be asked.
    public static func of(_ folder: String) -> (free: Int64, total: Int64)? {
        var status = statvfs()
        guard statvfs(folder.isEmpty ? "." : folder, &status) == 0 else { return nil }
        let unit = Int64(status.f_frsize)
        return (Int64(status.f_bavail) * unit, Int64(status.f_blocks) * unit)
    }
}
