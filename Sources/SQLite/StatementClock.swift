internal import CSQLite
import Glibc
import Synchronization
internal import Wording

/// What `now` means to SQLite in this process, triggers and defaults included.
///
/// For playing weeks in seconds and for tests. SQLite asks the virtual file system for the time, so a copy of the usual
/// one, which differs in its clock alone, becomes the default. Connections opened before keep the system's clock.
public enum StatementClock {
    /// Stands still at a moment in milliseconds since 1970 UTC; nil goes with the system's clock again.
    ///
    /// - Throws: SQLite does not take the copied file system.
    public static func set(_ milliseconds: Int64?) throws(SQLiteError) {
        let code = registration
        guard code == SQLITE_OK else {
            throw SQLiteError(
                code: code,
                message: Wording(
                    ru: "часы операторов нельзя заменить",
                    en: "the clock of statements cannot be replaced"
                )
            )
        }
        moment.store(milliseconds ?? system, ordering: .relaxed)
    }

    private static let system = Int64.min
    private static let moment = Atomic<Int64>(system)
    /// 1970-01-01 as SQLite counts: milliseconds since noon of 24 November 4714 BC.
    private static let epoch: Int64 = 210_866_760_000_000

    /// Made once and never freed: SQLite keeps the pointer.
    private static let registration: Int32 = {
        guard let usual = sqlite3_vfs_find(nil) else { return SQLITE_ERROR }
        let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        copy.initialize(to: usual.pointee)
        copy.pointee.pNext = nil
        copy.pointee.zName = UnsafePointer(strdup("vestnik-clock"))
        copy.pointee.xCurrentTimeInt64 = { _, result in
            result?.pointee = StatementClock.epoch + StatementClock.now
            return SQLITE_OK
        }
        copy.pointee.xCurrentTime = { _, result in
            result?.pointee = Double(StatementClock.epoch + StatementClock.now) / 86_400_000
            return SQLITE_OK
        }
        return sqlite3_vfs_register(copy, 1)
    }()

    private static var now: Int64 {
        let set = moment.load(ordering: .relaxed)
        guard set == system else { return set }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
