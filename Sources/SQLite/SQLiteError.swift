internal import CSQLite
public import Wording

/// What SQLite could not do, with its extended result code kept open.
///
/// The text of the statement is told, its arguments never: they are people's data.
public struct SQLiteError: Error, Sendable, Equatable, Worded {
    /// The kinds of trouble that a caller acts on differently.
    public enum Category: Sendable, Equatable {
        /// Another connection holds the database; trying again later helps.
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
        /// The file is something else than an SQLite database.
        case notADatabase
        /// A rule of the table forbids the row.
        case constraint
        /// A newer program made the schema; both versions are told.
        case newerSchema(found: Int, known: Int)
        /// Anything else: as a rule a mistake of the program.
        case other
    }

    /// SQLite's extended result code (`SQLITE_IOERR_FSYNC`, …); -1 for what SQLite itself did not report.
    public let code: Int32
    /// What kind of trouble it is.
    public let category: Category
    /// SQLite's own words, or ours where it has none.
    public let message: Wording
    /// The statement, without its arguments.
    public let sql: String?

    /// An error of a known code, in SQLite's words, which are English.
    init(code: Int32, message: String, sql: String? = nil) {
        self.init(code: code, message: Wording(verbatim: message), sql: sql)
    }

    /// An error of a known code.
    public init(code: Int32, message: Wording, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        category = Self.category(of: code)
    }

    /// The schema is of a newer program than this one.
    init(newerSchema found: Int, known: Int) {
        code = -1
        category = .newerSchema(found: found, known: known)
        message = .nothing
        sql = nil
    }

    /// The category of an extended code: its low byte decides.
    static func category(of code: Int32) -> Category {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_FULL: .full
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_IOERR, SQLITE_NOLFS: .inputOutput
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH: .constraint
        default: .other
        }
    }

    /// A sentence for a person, then SQLite's words and the statement.
    public var wording: Wording {
        if case .newerSchema(let found, let known) = category {
            return Wording(
                ru: "базу создала более новая версия программы (схема \(found), здесь известны до \(known));"
                    + " установите её или верните прежнюю копию",
                en:
                    "The database was made by a newer version of this program (schema \(found), this one knows"
                    + " up to \(known)). Install the newer version, or restore an older copy."
            )
        }
        let place = sql.map { " [\($0.prefix(200))]" } ?? ""
        return sentence + ": " + message + " (SQLite \(code))\(place)"
    }

    private var sentence: Wording {
        switch category {
        case .busy:
            Wording(
                ru: "база занята другой программой",
                en: "The database is in use by another program"
            )
        case .full:
            Wording(
                ru: "для базы не осталось места",
                en: "There is no room left for the database"
            )
        case .readOnly: Wording(ru: "в базу нельзя писать", en: "The database cannot be written")
        case .cannotOpen: Wording(ru: "базу нельзя открыть", en: "The database cannot be opened")
        case .inputOutput:
            Wording(
                ru: "диск, на котором лежит база, отказывает",
                en: "The disk of the database fails"
            )
        case .corrupt: Wording(ru: "база повреждена", en: "The database is damaged")
        case .notADatabase: Wording(ru: "файл не является базой", en: "The file is not a database")
        case .constraint: Wording(ru: "база не принимает строку", en: "The database refuses the row")
        case .newerSchema, .other:
            Wording(ru: "база сообщает об ошибке", en: "The database reports an error")
        }
    }
}
