internal import Mail
internal import SQLite

/// The tables of Vestnik: the only place with SQL about them.
///
/// A store belongs to one thread. Each change of state is one function and one transaction; several are grouped into
/// one commit by `transaction`. Moments are milliseconds since 1970 UTC.
public final class MessageStore {
    /// How a store is opened.
    public enum Access: Sendable {
        /// For reading alone: no migration, no change.
        case readOnly
        /// For everything; the file must exist. Migrates it.
        case readWrite
        /// For everything; a missing file is made. Migrates it.
        case create
    }

    let connection: StoreConnection
    /// The path of the database.
    public var databasePath: String { connection.path }
    /// Hears how long each commit of this connection took.
    public var onCommit: ((Duration) -> Void)? {
        get { connection.onCommit }
        set { connection.onCommit = newValue }
    }
    /// The language of the sentences that the store itself writes for people: `ru` or `en`.
    public var language = "en"
    /// How many messages follow an act on their mailing in one part.
    var followedRows = 250
    /// How many rows of a list follow in one part.
    var importedRows = 250
    /// How many messages an act looks at in one part.
    var actedRows = 250
    /// How far the beginning of each queue is known to hold messages for full domains alone.
    var skipped: [ClaimSource: SkippedRange] = [:]
    /// Whether a claim has ended before the end of its queue: the next one goes on.
    public var hasMoreToClaim = false
    /// The key of the hashes of people who were forgotten; nil: not read yet, or there is none.
    var keptErasureKey: SecretKey?
    /// The key that tokens in letters are signed with; nil: not read yet, or there is none.
    var keptTokenKey: SecretKey?
    /// An id that no registration is above that is, or was, known; nil: not asked yet.
    var greatestKnown: Int64?

    /// Opens the database at `path` and brings its schema up to date.
    ///
    /// A file with a newer schema than this program knows is refused with the category `newerSchema`; one that has no
    /// schema of ours, opened for reading, with `notADatabase`.
    public init(path: String, access: Access = .readWrite) throws(StoreError) {
        let mode: Connection.Mode =
            switch access {
            case .readOnly: .readOnly
            case .readWrite: .readWrite
            case .create: .create
            }
        connection = try StoreConnection(path: path, mode: mode, migrations: Schema.migrations)
        try connection.define("fold_name", Folding.name)
        try connection.define("fold_region", Folding.region)
        try connection.define("person_key", Address.identity(of:))
    }

    /// Groups several changes into one commit: all happen, or none.
    public func transaction<Result>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try connection.transaction(body)
    }

    /// What each statement has cost since this was asked last, the dearest first, in operations of SQLite: for whoever
    /// asks whether what is done grows with what there is.
    package func takeWork() -> [(sql: String, operations: Int)] {
        connection.takeWork().map { ($0.sql, $0.operations) }
    }

    /// A number that changes when another connection has committed.
    public func dataVersion() throws(StoreError) -> Int64 { try connection.dataVersion() }

    /// The version of the schema that this program makes.
    public static var schemaVersion: Int { Schema.migrations.map(\.version).max() ?? 0 }
}
