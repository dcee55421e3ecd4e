internal import SQLite
public import Wording

/// An error of the database: what it could not do, in this room's own type.
///
/// The text of the statement is told, its arguments never: they are people's data.
public struct StoreError: Error, Sendable, Equatable, Worded {
    /// The kinds of trouble that a caller acts on differently.
    public enum Category: Sendable, Equatable {
        /// Another program holds the database; trying again later helps.
        case busy
        /// The disk, or the limit set on the database, is full.
        case full
        /// The file or its folder may not be written.
        case readOnly
        /// The file cannot be opened: it does not exist, or the rights do not allow it.
        case cannotOpen
        /// Reading or writing the disk failed.
        case inputOutput
        /// The file is damaged.
        case corrupt
        /// The file is something else than a database.
        case notADatabase
        /// A rule of the table forbids the row.
        case constraint
        /// A newer program made the schema; both versions are told.
        case newerSchema(found: Int, known: Int)
        /// Anything else: as a rule a mistake of the program.
        case other
    }

    /// What the library said.
    let underlying: SQLiteError

    init(_ error: SQLiteError) { underlying = error }

    /// An error that the library did not report itself.
    ///
    /// - Parameters:
    ///   - code: one of SQLite's extended result codes.
    ///   - message: a sentence.
    public init(code: Int32, message: Wording) {
        underlying = SQLiteError(code: code, message: message)
    }

    /// SQLite's extended result code (`SQLITE_IOERR_FSYNC`, …); -1 for what SQLite itself did not report.
    public var code: Int32 { underlying.code }

    /// What kind of trouble it is.
    public var category: Category {
        switch underlying.category {
        case .busy: .busy
        case .full: .full
        case .readOnly: .readOnly
        case .cannotOpen: .cannotOpen
        case .inputOutput: .inputOutput
        case .corrupt: .corrupt
        case .notADatabase: .notADatabase
        case .constraint: .constraint
        case .newerSchema(let found, let known): .newerSchema(found: found, known: known)
        case .other: .other
        }
    }

    /// SQLite's own words, or ours where it has none.
    public var message: Wording { underlying.message }

    /// A sentence for a person, then SQLite's words and the statement.
    public var wording: Wording { underlying.wording }
}
