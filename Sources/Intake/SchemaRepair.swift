internal import SQLite
internal import Wording

/// Compares a file's schema with ours, and puts right what differs.
///
/// Tables and indexes of the site's own stay, and so do its triggers on its own tables. Of our tables nothing may
/// differ: not their definition, not their triggers, and no index whose expressions would be computed while we write.
struct SchemaRepair {
    /// One thing that differs.
    enum Difference: Hashable {
        /// The table is not there, is a view, or has another definition; `found` is what stands in its place.
        case table(String, found: SchemaObject?)
        /// A trigger or an index that must go.
        case foreign(SchemaObject)
        /// A trigger of ours that is missing or altered.
        case trigger(String)
        /// `PRAGMA user_version` is another.
        case version(Int64)
    }

    let connection: Connection
    /// The schema as it ought to be.
    let expected: [SchemaObject]
    /// What was put right, for people.
    private(set) var done: [Wording] = []
    /// Whether changes may have gone unqueued.
    private(set) var mayHaveMissed = false

    /// What was set aside this often is thrown away: the file must not grow with each turn of a fight.
    static let asideAtMost = 8

    init(_ connection: Connection, expected: [SchemaObject]) {
        self.connection = connection
        self.expected = expected
    }

    /// Everything that differs; empty when all is well.
    func differences() throws(SQLiteError) -> [Difference] {
        let found = try SchemaObject.all(in: connection)
        var result: [Difference] = []
        for name in IntakeSchema.tables {
            let there = found.first {
                $0.name.lowercased() == name && ($0.type == "table" || $0.type == "view")
            }
            if there == nil || !expected.contains(where: { $0 == there }) {
                result.append(.table(name, found: there))
            }
        }
        for object in found where !expected.contains(object) {
            if try isInTheWay(object) { result.append(.foreign(object)) }
        }
        for (name, _) in IntakeSchema.triggers
        where !expected.contains(where: { $0.name == name && found.contains($0) }) {
            result.append(.trigger(name))
        }
        let version = try connection.integer("PRAGMA user_version")
        if version != IntakeSchema.version { result.append(.version(version)) }
        return result
    }

    private func isInTheWay(_ object: SchemaObject) throws(SQLiteError) -> Bool {
        let isOfOurs = IntakeSchema.tables.contains(object.table.lowercased())
        switch object.type {
        case "trigger":
            return isOfOurs
                || IntakeSchema.triggers.contains { $0.name == object.name.lowercased() }
        case "index":
            // SQLite's own for UNIQUE has no text, and belongs to the table's definition.
            guard object.sql != nil else { return false }
            if IntakeSchema.tables.contains(object.name.lowercased()) { return true }
            guard isOfOurs else { return false }
            return object.table.lowercased() != "registrations" ? true : try !isPlain(object.name)
        default: return false
        }
    }

    /// Whether an index has columns alone: no expression, no condition, no collation that a program would have to
    /// bring.
    private func isPlain(_ index: String) throws(SQLiteError) -> Bool {
        let partial = try connection.integer(
            "SELECT partial FROM pragma_index_list('registrations') WHERE name = ?",
            index
        )
        let odd = try connection.integer(
            """
            SELECT count(*) FROM pragma_index_xinfo(?)
            WHERE cid = -2 OR upper(coll) NOT IN ('BINARY', 'NOCASE', 'RTRIM')
            """,
            index
        )
        return partial == 0 && odd == 0
    }

    /// Puts everything right in one transaction; nothing is done where nothing differs.
    ///
    /// In a new file what is made is no repair.
    mutating func run(isNew: Bool, isUnread: Bool = false) throws(SQLiteError) {
        try connection.transaction { () throws(SQLiteError) in
            let differences = try differences()
            guard !differences.isEmpty else { return }
            for case .foreign(let object) in differences { try drop(object) }
            for case .table(let name, let found) in differences { try remake(name, found) }
            for (name, sql) in IntakeSchema.triggers {
                let isThere = try connection.integer(
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
                    name
                )
                guard isThere == 0 else { continue }
                try connection.execute(sql)
                mayHaveMissed = true
                note(IntakeWords.part("trigger", name))
            }
            for case .version(let version) in differences {
                if version == IntakeSchema.unreadVersion {
                    mayHaveMissed = true
                } else {
                    note(Wording(verbatim: "user_version \(version)"))
                }
            }
            if isNew {
                done = []
                mayHaveMissed = false
            }
            let version = mayHaveMissed || isUnread ? IntakeSchema.unreadVersion : IntakeSchema.version
            try connection.execute("PRAGMA user_version = \(version)")
        }
    }

    private mutating func drop(_ object: SchemaObject) throws(SQLiteError) {
        let kind = object.type.uppercased()
        try connection.execute("DROP \(kind) IF EXISTS \(SchemaObject.quoted(object.name))")
        // One with the name of ours is told when ours is made.
        guard !IntakeSchema.triggers.contains(where: { $0.name == object.name }) else { return }
        note(IntakeWords.part(object.type, object.name))
    }

    private mutating func remake(_ name: String, _ found: SchemaObject?) throws(SQLiteError) {
        note(IntakeWords.part("table", name))
        mayHaveMissed = true
        guard let found else { return try make(name, countingFrom: name) }
        for trigger in try SchemaObject.all(in: connection)
        where trigger.type == "trigger" && trigger.table.lowercased() == name {
            try connection.execute("DROP TRIGGER IF EXISTS \(SchemaObject.quoted(trigger.name))")
        }
        let isVirtual = found.sql?.uppercased().hasPrefix("CREATE VIRTUAL") == true
        guard found.type == "table", !isVirtual, let columns = IntakeSchema.kept[name] else {
            try connection.execute("DROP \(found.type.uppercased()) \(SchemaObject.quoted(found.name))")
            return try make(name, countingFrom: found.name)
        }
        let aside = try freeName(for: name)
        try connection.execute(
            "ALTER TABLE \(SchemaObject.quoted(found.name)) RENAME TO \(SchemaObject.quoted(aside.name))"
        )
        try connection.execute(IntakeSchema.table(name))
        let copied = try TableCopy(connection, from: aside.name, to: name, columns: columns).run()
        if name == "registrations" { try TableCopy.continueCounting(connection, from: aside.name) }
        note(IntakeWords.copied(Int(copied), of: name, from: aside.name))
        if !aside.isKept { try connection.execute("DROP TABLE \(SchemaObject.quoted(aside.name))") }
    }

    private func make(_ name: String, countingFrom source: String) throws(SQLiteError) {
        try connection.execute(IntakeSchema.table(name))
        if name == "registrations" { try TableCopy.continueCounting(connection, from: source) }
    }

    private func freeName(for table: String) throws(SQLiteError) -> (name: String, isKept: Bool) {
        let taken = Set(try SchemaObject.all(in: connection).map { $0.name.lowercased() })
        for number in 1...Self.asideAtMost where !taken.contains("\(table)_set_aside_\(number)") {
            return ("\(table)_set_aside_\(number)", true)
        }
        var number = Self.asideAtMost + 1
        while taken.contains("\(table)_set_aside_\(number)") { number += 1 }
        return ("\(table)_set_aside_\(number)", false)
    }

    private mutating func note(_ repair: Wording) {
        guard done.count < 20 else { return }
        done.append(Wording(ru: Self.shown(repair.ru), en: Self.shown(repair.en)))
    }

    /// Names are a stranger's too: they go to a log and a terminal.
    private static func shown(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(120) {
            let isPlain = scalar.properties.isAlphabetic || "0123456789_ .,".unicodeScalars.contains(scalar)
            shown.unicodeScalars.append(isPlain ? scalar : "?")
        }
        return shown
    }
}
