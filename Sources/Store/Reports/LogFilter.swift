internal import SQLite

/// Which messages, or rows of the log, are meant: every condition given must hold.
public struct LogFilter: Sendable, Hashable {
    /// These ids.
    public var ids: [Int64]?
    /// The event's name.
    public var event: String?
    /// The notification's name.
    public var notification: String?
    /// The mailing that they belong to.
    public var mailing: Int64?
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
    /// What is left out: whatever meets all conditions of one of these.
    ///
    /// Of each, `ids`, `since`, `until`, `limit` and `after` say nothing.
    public var exclusions: [LogFilter] = []

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
    /// - Parameters:
    ///   - moment: what `since` and `until` are of.
    ///   - codeTable: what the code is of; `a` of rows of the log.
    ///   - state: the message's state, as an expression.
    /// - Returns: `1` when there is none.
    func conditions(
        moment: String,
        code codeTable: String,
        state: String = "m.state"
    ) -> (sql: String, values: [(any Bindable)?]) {
        var parts: [String] = []
        var values: [(any Bindable)?] = []
        if let ids {
            values.append("[\(ids.map(String.init).joined(separator: ","))]")
            parts.append("m.id IN (SELECT value FROM json_each(?\(values.count)))")
        }
        gather(code: codeTable, state, &parts, &values)
        for exclusion in exclusions {
            var excluded: [String] = []
            exclusion.gather(code: codeTable, state, &excluded, &values)
            guard !excluded.isEmpty else { continue }
            // Who has no region is not of the region that is left out.
            parts.append("NOT coalesce(\(excluded.joined(separator: " AND ")), 0)")
        }
        if let since {
            values.append(since)
            parts.append("\(moment) >= ?\(values.count)")
        }
        if let until {
            values.append(until)
            parts.append("\(moment) < ?\(values.count)")
        }
        return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), values)
    }

    /// The conditions on what a message is, whenever that was.
    private func gather(
        code codeTable: String,
        _ messageState: String,
        _ parts: inout [String],
        _ values: inout [(any Bindable)?]
    ) {
        func add(_ sql: String, _ value: any Bindable) {
            values.append(value)
            parts.append(sql.replacing("?", with: "?\(values.count)"))
        }
        // An act on a whole mailing has no message, and names them itself.
        let isLog = codeTable == "a"
        if let event { add(isLog ? "coalesce(m.event, a.event) = ?" : "m.event = ?", event) }
        if let notification {
            add(isLog ? "coalesce(m.notification, a.notification) = ?" : "m.notification = ?", notification)
        }
        if let mailing { add("m.mailing_id = ?", mailing) }
        if !states.isEmpty {
            // What an attempt came to stays, whatever became of its message later.
            let state =
                isLog
                ? "(CASE WHEN a.kind = 'attempt' THEN a.outcome ELSE \(messageState) END)" : messageState
            add("\(state) IN (SELECT value FROM json_each(?))", MessageStore.jsonList(states.map(\.rawValue)))
        }
        if let to { addressee(to, isLog: isLog, add) }
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
    }

    /// A row of the log that has no message, such as a trial letter's, goes by the address that it names itself.
    private func addressee(_ to: String, isLog: Bool, _ add: (String, any Bindable) -> Void) {
        let person = isLog ? "coalesce(m.person_key, a.email)" : "m.person_key"
        if to.contains("*") {
            add("\(person) GLOB ?", to.lowercased())
        } else if to.hasPrefix("@") {
            let domain = String(to.dropFirst()).lowercased()
            guard isLog else { return add("m.domain = ?", domain) }
            add("coalesce(m.domain, substr(a.email, instr(a.email, '@') + 1)) = ?", domain)
        } else {
            // Two index probes rather than one scan: `email` shows the address, `person_key` is what it folds to.
            let own = isLog ? " OR m.id IS NULL AND a.email = ? COLLATE NOCASE" : ""
            add(
                "(m.id IN (\(MessageStore.messagesOfAddress("?", "?")))\(own))",
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
