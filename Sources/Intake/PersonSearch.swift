internal import Mail
internal import SQLite

/// The search for one person in a file that may be large: their registrations, read or not, found by address alone and without
/// a byte of anybody else's leaving the process that reads.
struct PersonSearch {
    /// Rows looked at in one go.
    static let step = 5000
    /// As many registrations are told: of more nobody is.
    static let most = 10_000

    /// Whom it looks for: `Address.identity(of:)`.
    let key: String
    private(set) var found: [Int64] = []
    private(set) var isAtEnd = false
    /// Whether all of the file was looked at and all that was found is told.
    var isWhole: Bool { isAtEnd && !isFull }
    private var isFull = false
    private(set) var next = Int64.min

    init(key: String) { self.key = key }

    /// By which one mailbox is known, however its address is written.
    static func identity(of address: String) -> String { Address.identity(of: address) }

    /// Looks at the next rows of a file.
    mutating func goOn(in file: IntakeFile) throws(SQLiteError) {
        if !isAtEnd { take(try file.addresses(from: next, limit: Self.step)) }
    }

    /// Takes rows in the order of their ids; fewer than a step are the last ones.
    mutating func take(_ rows: [(id: Int64, email: String)]) {
        for row in rows where Self.identity(of: row.email) == key {
            guard found.count < Self.most else {
                (isFull, isAtEnd) = (true, true)
                return
            }
            found.append(row.id)
        }
        guard rows.count == Self.step, let last = rows.last, last.id < .max else {
            isAtEnd = true
            return
        }
        next = last.id + 1
    }
}
