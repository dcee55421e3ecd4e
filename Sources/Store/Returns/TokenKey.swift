public import Mail

/// The key of the tokens in letters, by which whoever shows one is known to have seen the letter.
///
/// It lies in a file of the daemon's own beside the database (`vestnik.db-token-key`), never in the database: a copy of
/// that, or whoever reads it, cannot unsubscribe anybody.
extension MessageStore {
    private var tokenKeyFile: KeyFile { KeyFile(path: databasePath + "-token-key", mode: 0o600) }

    /// The key; one that is missing is made.
    ///
    /// - Throws: it cannot be made or read.
    public func tokenKey() throws(StoreError) -> SecretKey {
        if let known = knownTokenKey() { return known }
        try tokenKeyFile.make()
        guard let made = knownTokenKey() else { throw tokenKeyFile.unreadable }
        return made
    }

    /// The key as it is there; nil where no daemon has made one yet, or it cannot be read: no token is genuine.
    public func knownTokenKey() -> SecretKey? {
        if keptTokenKey == nil { keptTokenKey = tokenKeyFile.key() }
        return keptTokenKey
    }
}
