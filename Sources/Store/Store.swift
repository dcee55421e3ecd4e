public import SQLite

/// `SQLITE_NOTADB`.
private let notADatabase: Int32 = 26

/// The tables of Vestnik: the only place with SQL about them.
///
/// A store belongs to one thread. Each change of state is one function and one transaction; several are grouped into
/// one commit by `transaction`. Moments are milliseconds since 1970 UTC.
public final class Store {
    /// How a store is opened.
    public enum Access: Sendable {
        /// For reading alone: no migration, no change.
        case readOnly
        /// For everything; the file must exist. Migrates it.
        case readWrite
        /// For everything; a missing file is made. Migrates it.
        case create
    }

    /// The connection underneath, for what this room does not offer.
    public let connection: Connection
    /// How far the beginning of each queue is known to hold only messages for excluded domains.
    var skipped: [ClaimSource: SkippedRange] = [:]

    /// Opens the database at `path` and brings its schema up to date.
    ///
    /// A file with a newer schema than this program knows is refused with the category `newerSchema`; one that has no
    /// schema of ours, opened for reading, with `notADatabase`.
    public init(path: String, access: Access = .readWrite) throws(SQLiteError) {
        let mode: Connection.Mode =
            switch access {
            case .readOnly: .readOnly
            case .readWrite: .readWrite
            case .create: .create
            }
        connection = try Connection(path: path, mode: mode)
        try connection.define("fold_name", Folding.name)
        try connection.define("fold_region", Folding.region)
        if access == .readOnly {
            try connection.refuseNewerSchema(than: Schema.migrations)
            guard try connection.schemaVersion() > 0 else {
                throw SQLiteError(
                    code: notADatabase,
                    message: "no tables of Vestnik yet: run `vestnik init`: \(path)"
                )
            }
        } else {
            try connection.migrate(Schema.migrations)
        }
    }

    /// Groups several changes into one commit: all happen, or none.
    public func transaction<Result>(
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        try connection.transaction(body)
    }

    /// A number that changes when another connection has committed.
    public func dataVersion() throws(SQLiteError) -> Int64 { try connection.dataVersion() }

    /// The version of the schema that this program makes.
    public static var schemaVersion: Int { Schema.migrations.map(\.version).max() ?? 0 }
}
