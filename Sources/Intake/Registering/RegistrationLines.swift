internal import SQLite

/// Reads registrations as JSON Lines: every line is checked for itself, and all faults are told.
///
/// SQLite reads the JSON, so that what it would refuse in the file is refused here, and `details` keep their numbers as
/// they were written.
public struct RegistrationLines {
    /// The longest line that is read, in bytes.
    public static let longestLine = 1 << 20
    /// The longest input that is read, in bytes.
    public static let longestInput = 64 << 20

    /// The registrations, in the order of their lines.
    public private(set) var lines: [RegistrationLine] = []
    /// What is wrong, in the order of the lines.
    public private(set) var faults: [RegistrationLineFault] = []

    private let event: String
    private let detailsLimit: Int
    /// The key, where it is known before anything is read.
    private var key: String?

    /// Reads one registration, on any number of lines, whose key is known; it need not name the key, and no other.
    ///
    /// - Parameters:
    ///   - bytes: a JSON object in UTF-8.
    ///   - key: the key of the row.
    ///   - event: the event that it is for.
    ///   - detailsLimit: the longest `details`, in bytes.
    /// - Throws: JSON cannot be read at all.
    public init(object bytes: [UInt8], key: String, event: String, detailsLimit: Int) throws(IntakeUnusable) {
        self.event = event
        self.detailsLimit = detailsLimit
        self.key = key
        do throws(SQLiteError) {
            try read(bytes[...], 1, LineReader(Connection(path: ":memory:", mode: .readWrite)))
        } catch { throw IntakeUnusable(wording: error.wording) }
        if lines.isEmpty, faults.isEmpty { faults = [RegistrationLineFault(line: 1, kind: .notJSON)] }
    }

    /// Reads all lines; blank ones are passed over.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, a byte order mark in front allowed.
    ///   - event: the event that they are for; a line may name it, and no other.
    ///   - detailsLimit: the longest `details`, in bytes.
    /// - Throws: JSON cannot be read at all.
    public init(_ bytes: [UInt8], event: String, detailsLimit: Int) throws(IntakeUnusable) {
        self.event = event
        self.detailsLimit = detailsLimit
        do throws(SQLiteError) {
            let reader = try LineReader(Connection(path: ":memory:", mode: .readWrite))
            let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            var number = 0
            for line in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
                number += 1
                try read(line, number, reader)
            }
        } catch { throw IntakeUnusable(wording: error.wording) }
    }

    /// Whether a text of valid JSON holds U+0000: as it stands, or written as `\u0000`.
    private static func holdsNul(_ json: String) -> Bool {
        var backslashes = 0
        var rest = json.utf8[...]
        while let byte = rest.popFirst() {
            if byte == 0 { return true }
            if byte == UInt8(ascii: "u"), backslashes % 2 == 1, rest.starts(with: "0000".utf8) { return true }
            backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
        }
        return false
    }

    private mutating func read(
        _ bytes: ArraySlice<UInt8>,
        _ number: Int,
        _ reader: LineReader
    ) throws(SQLiteError) {
        func fault(_ kind: RegistrationLineFault.Kind) -> RegistrationLineFault {
            RegistrationLineFault(line: number, kind: kind)
        }
        guard bytes.count <= Self.longestLine else {
            return faults.append(fault(.lineTooLong(most: Self.longestLine)))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return faults.append(fault(.notUTF8))
        }
        guard !text.allSatisfy(\.isWhitespace) else { return }
        guard let members = try reader.members(of: text) else { return faults.append(fault(.notJSON)) }
        guard case .object(let members) = members else { return faults.append(fault(.notAnObject)) }
        guard !Self.holdsNul(text) else { return faults.append(fault(.holdsNul)) }
        var found = LineValues(event: event, detailsLimit: detailsLimit, key: key)
        for member in members { found.take(member) }
        found.complete()
        guard found.faults.isEmpty, let key = found.key else {
            return faults += found.faults.map(fault)
        }
        lines.append(RegistrationLine(line: number, key: key, values: found.values))
    }
}

/// The values of one line, and what is wrong with them.
private struct LineValues {
    let event: String
    let detailsLimit: Int
    private(set) var key: String?
    /// The only key that may stand there; nil: any.
    private let fixedKey: String?
    private(set) var values: [String: String?] = [:]
    private(set) var faults: [RegistrationLineFault.Kind] = []
    private var seen: Set<String> = []

    private static let keptByTheDatabase = ["id", "created_at", "updated_at"]

    init(event: String, detailsLimit: Int, key: String?) {
        self.event = event
        self.detailsLimit = detailsLimit
        self.key = key
        fixedKey = key
    }

    mutating func take(_ member: LineReader.Member) {
        let name = member.name
        guard seen.insert(name).inserted else { return faults.append(.repeated(name)) }
        if Self.keptByTheDatabase.contains(name) { return faults.append(.kept(name)) }
        guard IntakeSchema.given.contains(name) else { return faults.append(.unknown(name)) }
        let most = name == "details" ? detailsLimit : RowReading.limit(of: name)
        if let value = member.value, value.utf8.count > most {
            return faults.append(.tooLong(name, most: most))
        }
        switch (name, member.type) {
        case ("details", "object"): values[name] = .some(member.value)
        case ("details", "null"): values[name] = .some(nil)
        case ("details", _): faults.append(.detailsNotAnObject)
        case ("event", _):
            if member.type != "text" || member.value != event {
                faults.append(.otherEvent(member.value ?? "null"))
            }
        case ("key", "integer"), ("key", "text"):
            if let fixedKey, member.value != fixedKey { faults.append(.otherKey(member.value ?? "")) }
            key = member.value
        // The status that a row has without one is `registered`.
        case ("status", "null"): break
        case ("status", "text") where !IntakeSchema.statuses.contains(member.value ?? ""):
            faults.append(.unknownStatus(member.value ?? ""))
        case (_, "text"): values[name] = .some(member.value)
        case (_, "null") where name != "key": values[name] = .some(nil)
        default: faults.append(.notText(name))
        }
    }

    /// Looks for what must be there.
    mutating func complete() {
        if key?.isEmpty ?? !seen.contains("key") { faults.append(.missing("key")) }
        if ((values["email"] ?? nil) ?? "").isEmpty, !faults.contains(.notText("email")) {
            faults.append(.missing("email"))
        }
    }
}

/// Takes a line of JSON apart with SQLite.
private struct LineReader {
    struct Member {
        let name: String
        /// What SQLite calls the type of the value: `text`, `integer`, `object`, `null`.
        let type: String
        /// A text as it is, anything else as JSON; nil for null.
        let value: String?
    }

    enum Content {
        case object([Member])
        case other
    }

    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    /// What a line is; nil where it is no JSON.
    func members(of line: String) throws(SQLiteError) -> Content? {
        guard
            let type = try connection.first(
                "SELECT CASE WHEN json_valid(?1) THEN json_type(?1) END",
                line,
                read: { $0.optionalText(0) }
            ) ?? nil
        else { return nil }
        guard type == "object" else { return .other }
        var members: [Member] = []
        try connection.rows("SELECT key, type, CAST(value AS TEXT) FROM json_each(?1)", line) { row in
            members.append(Member(name: row.text(0), type: row.text(1), value: row.optionalText(2)))
            return true
        }
        return .object(members)
    }
}
