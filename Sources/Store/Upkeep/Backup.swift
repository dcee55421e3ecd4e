internal import SQLite

extension MessageStore {
    /// Writes a consistent copy to a new file while others read and write.
    ///
    /// The copy has one file, without a write-ahead log. An existing file is refused.
    public func backup(to path: String) throws(StoreError) { try connection.run("VACUUM INTO ?", path) }

    /// Notes that what was erased may still stand in the write-ahead log.
    public func askForEmptyLog() throws(StoreError) { try setMeta(Self.unemptied, "1") }

    /// Whether what was erased may still stand in the write-ahead log.
    public func mustEmptyLog() throws(StoreError) -> Bool { try meta(Self.unemptied) != nil }

    private static let unemptied = "log_unemptied"

    /// Empties the write-ahead log after an erasure, without waiting for those who read.
    ///
    /// - Returns: false while a reader needs it: to be tried again.
    @discardableResult
    public func emptyLog() throws(StoreError) -> Bool {
        // Brought into the file while everyone else goes on writing; emptying holds them up, and little is left for that.
        _ = try connection.integer("PRAGMA wal_checkpoint(PASSIVE)")
        let isEmpty = try connection.withoutWaiting { () throws(StoreError) in try checkpoint() }
        if isEmpty { try setMeta(Self.unemptied, nil) }
        return isEmpty
    }

    /// Brings the write-ahead log into the file and empties it.
    ///
    /// - Returns: false when a reader kept it from being emptied.
    @discardableResult
    public func checkpoint() throws(StoreError) -> Bool {
        try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { !$0.bool(0) } ?? false
    }

    /// Brings the write-ahead log into the file and empties it as far as nobody reads, without waiting: on a full disk
    /// nothing else gives back the room that it has taken.
    public func giveRoom() {
        _ = try? connection.withoutWaiting { () throws(StoreError) in try checkpoint() }
    }

    /// Whether so little is left on the disk that a start may not find the room it needs.
    public var isShortOfRoom: Bool { connection.freeOnDisk.map { $0 < 64 << 20 } ?? false }
}
