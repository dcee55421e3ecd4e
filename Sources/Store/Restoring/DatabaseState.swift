internal import SQLite

extension MessageStore {
    /// Whether the log beside the database at this path was written for another file: opening both would spoil it.
    ///
    /// To be asked before the database is opened.
    public static func hasForeignLog(_ path: String) -> Bool { LogPair.isForeign(database: path) }

    /// Whether there is no database at this path because a restore was cut off.
    public static func isBeingRestored(_ path: String) -> Bool {
        WholeFile.size(path) == nil && WholeFile.size(StagedBackup.place(beside: path)) != nil
    }
}
