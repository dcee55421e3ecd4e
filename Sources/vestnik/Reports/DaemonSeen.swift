import Delivery
import Service
import Site
import Store

/// What a command sees of the daemon of a database.
enum DaemonSeen {
    /// Whether a daemon holds the database.
    static func isRunning(_ database: String) -> Bool { LockFile.holder(of: database + "-lock") != nil }

    /// Which files it has read last.
    static func filesRead(_ store: MessageStore) throws(StoreError) -> SiteFingerprint {
        try Engine.filesRead(store)
    }
}
