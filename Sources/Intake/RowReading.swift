internal import SQLite

/// Reads rows of `registrations` as a stranger's: every value is checked for its type, its length and its encoding, and
/// whatever is wrong costs that row alone.
struct RowReading {
    /// The longest `details` that is read, in bytes.
    let detailsLimit: Int
    private let whole: Statement
    private let connection: Connection

    /// Bytes of an address, of an event's name or a key, of other texts, of what is one short word.
    private enum Limit {
        static let email = 1024
        static let name = 1024
        static let text = 4096
        static let word = 256
    }

    /// The longest value that the connection must be able to read, for rows to be read in one go.
    static func longest(_ detailsLimit: Int) -> Int { max(detailsLimit, Limit.text) + (64 << 10) }

    private static let columns: [(name: String, limit: Int)] = [
        ("event", Limit.name), ("key", Limit.name), ("email", Limit.email), ("name", Limit.text),
        ("organization", Limit.text), ("position", Limit.text), ("region", Limit.text),
        ("language", Limit.word), ("time_zone", Limit.word), ("status", Limit.word), ("details", 0),
        ("created_at", Limit.word), ("updated_at", Limit.word),
    ]

    /// The longest value of a column that is read, in bytes; that of `details` is the configuration's.
    static func limit(of column: String) -> Int {
        columns.first { $0.name == column }?.limit ?? Limit.text
    }

    /// What is read of `details` beside its text: whether it is a JSON object.
    private static func isObject(_ column: String) -> String {
        "CASE WHEN json_valid(\(column)) THEN json_type(\(column)) = 'object' ELSE \(column) IS NULL END"
    }

    init(_ connection: Connection, detailsLimit: Int) throws(SQLiteError) {
        self.connection = connection
        self.detailsLimit = detailsLimit
        let names = Self.columns.map(\.name).joined(separator: ", ")
        // An error where it is malformed: the row is then read column by column, and all others with one look at it.
        whole = try connection.statement(
            "SELECT \(names), json_type(details) = 'object' FROM registrations WHERE id = ?"
        )
    }

    /// The row of an id; nil where there is none.
    func row(_ id: Int64) throws(SQLiteError) -> IntakeRow? {
        whole.bind(1, id)
        defer { whole.reset() }
        do throws(SQLiteError) {
            guard let found = try whole.step() else { return nil }
            var row = IntakeRow(id: id, event: "", email: "")
            for index in Self.columns.indices {
                let limit = index == 10 ? detailsLimit : Self.columns[index].limit
                set(index, of: &row, found.foreignText(Int32(index), limit: limit))
            }
            if row.details != nil, !found.bool(Int32(Self.columns.count)) {
                row.details = nil
                row.faults.append(IntakeFault(column: "details", kind: .notJSON))
            }
            return row
        } catch {
            guard error.isTooBig || error.isAboutStatement else { throw error }
        }
        return try piecemeal(id)
    }

    /// Reads a row column by column: one of them is longer than may be read at all.
    private func piecemeal(_ id: Int64) throws(SQLiteError) -> IntakeRow? {
        guard try connection.integer("SELECT count(*) FROM registrations WHERE id = ?", id) > 0 else {
            return nil
        }
        var row = IntakeRow(id: id, event: "", email: "")
        for (index, column) in Self.columns.enumerated() {
            let limit = index == 10 ? detailsLimit : column.limit
            let count = connection.byteCount(table: "registrations", column: column.name, row: id) ?? 0
            if count > limit {
                row.faults.append(IntakeFault(column: column.name, kind: .tooLong, figure: count))
                continue
            }
            let isSound = index == 10 ? Self.isObject("details") : "1"
            let statement = try connection.statement(
                "SELECT \(column.name), \(isSound) FROM registrations WHERE id = ?"
            )
            statement.bind(1, id)
            defer { statement.reset() }
            guard let found = try statement.step() else { return nil }
            if index == 10, !found.bool(1) {
                row.faults.append(IntakeFault(column: column.name, kind: .notJSON))
            } else {
                set(index, of: &row, found.foreignText(0, limit: limit))
            }
        }
        return row
    }

    /// Keeps a column's value, and what is wrong with it.
    private func set(_ index: Int, of row: inout IntakeRow, _ value: ForeignText) {
        let text: String?
        switch value {
        case .none: return
        case .text(let sound): text = sound
        case .cut(let start, let bytes):
            // A shortened address or key is another one, but a log should show whose row it is; `details` are none.
            text = index == 10 ? nil : start
            row.faults.append(IntakeFault(column: Self.columns[index].name, kind: .tooLong, figure: bytes))
        case .repaired(let repaired):
            text = index == 10 ? nil : repaired
            row.faults.append(IntakeFault(column: Self.columns[index].name, kind: .notText))
        }
        switch index {
        case 0: row.event = text ?? ""
        case 1: row.key = text
        case 2: row.email = text ?? ""
        case 3: row.name = text
        case 4: row.organization = text
        case 5: row.position = text
        case 6: row.region = text
        case 7: row.language = text
        case 8: row.timeZone = text
        case 9:
            if let text, IntakeSchema.statuses.contains(text) {
                row.status = text
            } else {
                row.faults.append(IntakeFault(column: "status", kind: .unknownStatus))
            }
        case 10: row.details = text
        case 11: row.createdAt = text
        default: row.updatedAt = text
        }
    }
}

extension IntakeRow {
    /// About how much memory the row takes, in bytes.
    var cost: Int {
        var sum = 256 + event.utf8.count + email.utf8.count
        for text in [key, name, organization, position, region, language, timeZone, details] {
            sum += text?.utf8.count ?? 0
        }
        return sum
    }
}
