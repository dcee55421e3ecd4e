internal import SQLite

extension MessageStore {
    /// Writes a consistent copy to a new file while others read and write.
    ///
    /// The copy has one file, without a write-ahead log. An existing file is refused.
    public func backup(to path: String) throws(StoreError) { try connection.run("VACUUM INTO ?", path) }

    /// Brings the write-ahead log into the file and empties it.
    ///
    /// - Returns: false when a reader kept it from being emptied.
    @discardableResult
    public func checkpoint() throws(StoreError) -> Bool {
        try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { !$0.bool(0) } ?? false
    }
}
