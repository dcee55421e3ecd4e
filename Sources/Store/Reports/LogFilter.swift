internal import SQLite

/// Which messages, or rows of the log, are meant: every condition given must hold.
public struct LogFilter: Sendable, Hashable {
    /// These ids.
    public var ids: [Int64]?
    /// The event's name.
    public var event: String?
    /// The notification's name.
    public var notification: String?
    /// One of these states; of rows of the log that are attempts, one of these outcomes.
    public var states: [MessageState] = []
    /// An address, or `@domain`, or a pattern with `*`.
    public var to: String?
    /// The region, by its tax code, ISO code or name.
    public var region: String?
    /// The reply's code (`550`), the beginning of one (`5`, `45`), or an enhanced code (`5.1.1`).
    public var code: String?
    /// Not before this moment.
    public var since: Int64?
    /// Before this moment.
    public var until: Int64?
    /// At most so many.
    public var limit: Int?
    /// Log rows with a greater id alone: for following.
    public var after: Int64?

    /// Everything.
    public init() {}

    /// The messages of these ids.
    public init(ids: [Int64]) { self.ids = ids }

    /// Whether no condition is given, so that everything is meant.
    public var isEmpty: Bool {
        var bare = self
        bare.limit = nil
        return bare == LogFilter()
    }

    /// The conditions on the message `m` as SQL with named parameters, and their values.
    ///
    /// - Returns: `1` when there is none.
    func conditions(moment: String, code codeTable: String) -> (sql: String, values: [(any Bindable)?]) {
        var parts: [String] = []
        var values: [(any Bindable)?] = []
        func add(_ sql: String, _ value: any Bindable) {
            values.append(value)
            parts.append(sql.replacing("?", with: "?\(values.count)"))
        }
        if let ids {
            add(
                "m.id IN (SELECT value FROM json_each(?))",
                "[\(ids.map(String.init).joined(separator: ","))]"
            )
        }
        // An act on a whole mailing has no message, and names them itself.
        let isLog = codeTable == "a"
        if let event { add(isLog ? "coalesce(m.event, a.event) = ?" : "m.event = ?", event) }
        if let notification {
            add(isLog ? "coalesce(m.notification, a.notification) = ?" : "m.notification = ?", notification)
        }
        if !states.isEmpty {
            // What an attempt came to stays, whatever became of its message later.
            let state =
                isLog
                ? "(CASE WHEN a.kind = 'attempt' THEN a.outcome ELSE m.state END)" : "m.state"
            add("\(state) IN (SELECT value FROM json_each(?))", MessageStore.jsonList(states.map(\.rawValue)))
        }
        if let to { addressee(to, add) }
        if let region {
            add(
                """
                (m.region = ? COLLATE NOCASE OR (SELECT k.code FROM region_keys k WHERE k.key = trim(m.region))
                    = (SELECT k.code FROM region_keys k WHERE k.key = trim(?)))
                """,
                region
            )
        }
        if let code { reply(code, codeTable, add) }
        if let since { add("\(moment) >= ?", since) }
        if let until { add("\(moment) < ?", until) }
        return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), values)
    }

    private func addressee(_ to: String, _ add: (String, any Bindable) -> Void) {
        if to.contains("*") {
            add("m.person_key GLOB ?", to.lowercased())
        } else if to.hasPrefix("@") {
            add("m.domain = ?", String(to.dropFirst()).lowercased())
        } else {
            // Two index probes rather than one scan: `email` shows the address, `person_key` is what it folds to.
            add(
                "(m.person_key = ? OR m.id IN (SELECT p.id FROM messages p WHERE p.email = ? COLLATE NOCASE))",
                to.lowercased()
            )
        }
    }

    private func reply(_ code: String, _ table: String, _ add: (String, any Bindable) -> Void) {
        if code.contains(".") {
            add("\(table).enhanced_code = ?", code)
        } else {
            add(
                "CAST(\(table).code AS TEXT) GLOB ?",
                code.allSatisfy(\.isNumber) && code.count < 3 ? code + "*" : code
            )
        }
    }
}
