internal import Glibc
internal import Wording

/// Whether the write-ahead logs beside the databases stay small: one that grows has a reader that never ends.
public enum LogSizeCheck {
    /// A log of this many octets is larger than any commit of ours makes it.
    static let usual: Int64 = 64 << 20
    /// One of this size fills disks.
    static let huge: Int64 = 1 << 30

    /// Looks at the `-wal` of a database; nil where the database is not there.
    public static func look(at database: String) -> Check? {
        var status = stat()
        guard stat(database, &status) == 0 else { return nil }
        let size = stat(database + "-wal", &status) == 0 ? Int64(status.st_size) : 0
        return judge(size, database: database)
    }

    /// What the size means.
    static func judge(_ size: Int64, database: String) -> Check {
        let result: Check.Result = size >= huge ? .bad : size >= usual ? .warning : .ok
        let path = database + "-wal"
        return Check(
            .wal,
            path,
            result,
            DoctorWords.logSize(size),
            advice: result == .ok ? .nothing : DoctorWords.findReader(database)
        )
    }
}
