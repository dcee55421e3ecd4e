import Glibc

/// The room that a file system has.
package enum DiskRoom {
    /// Octets that may still be written in a folder, and those of its whole file system; nil where it cannot be asked.
    package static func of(_ folder: String) -> (free: Int64, total: Int64)? {
        var status = statvfs()
        guard statvfs(folder.isEmpty ? "." : folder, &status) == 0 else { return nil }
        let unit = Int64(status.f_frsize)
        return (Int64(status.f_bavail) * unit, Int64(status.f_blocks) * unit)
    }

    /// Whether so little is left that a person must make room; a small disk has little by nature.
    package static func isLow(free: Int64, total: Int64) -> Bool { free < min(256 << 20, total / 20) }
}
