import Foundation
import Store

/// What is looked up for the state of an installation where one question of the database is not enough.
extension Health {
    /// For how long, in milliseconds, letters may be due and none be accepted.
    private static let longestStandstill: Int64 = 30 * 60_000

    static func standstill(
        _ store: MessageStore,
        due: Int64?,
        now: Int64
    ) throws(StoreError) -> Int64? {
        guard let due, now - due >= longestStandstill,
            try store.throughput(since: now - longestStandstill) == 0
        else { return nil }
        return due
    }

    static func lowRoom(
        besides database: String,
        _ room: (String) -> (free: Int64, total: Int64)?
    ) -> (folder: String, free: Int64)? {
        let folder = (database as NSString).deletingLastPathComponent
        guard let room = room(folder), DiskRoom.isLow(free: room.free, total: room.total) else { return nil }
        return (folder, room.free)
    }

    /// A checkpoint begins anew with the log once it has all of it, and then leaves it no larger than 64 MB.
    private static let usualLog: Int64 = 128 << 20

    /// The log of a database, where it is larger than that, or where it has filled its disk.
    static func largeLog(
        of database: String,
        _ room: (String) -> (free: Int64, total: Int64)?
    ) -> (path: String, bytes: Int64)? {
        var status = stat()
        let path = database + "-wal"
        guard stat(path, &status) == 0 else { return nil }
        let bytes = Int64(status.st_size)
        if bytes > usualLog { return (path, bytes) }
        guard let room = room((database as NSString).deletingLastPathComponent),
            DiskRoom.isLow(free: room.free, total: room.total), bytes > room.total / 4
        else { return nil }
        return (path, bytes)
    }

    /// A transfer that has no duration had no session.
    static func lostRelay(_ store: MessageStore) throws(StoreError) -> LogRow? {
        var newest: LogRow?
        var filter = LogFilter()
        filter.limit = 200
        try store.log(filter) { row throws(StoreError) in
            guard row.kind == .attempt, row.relay != nil else { return true }
            newest = row
            return false
        }
        guard let newest, newest.outcome == MessageState.deferred.rawValue, newest.duration == nil else {
            return nil
        }
        return newest
    }
}
