internal import SQLite

/// The ways along indexes of the log on which a filter's rows lie, each from the newest on.
extension MessageStore {
    /// The conditions of these ways; empty where the log itself is the way.
    ///
    /// Together they hold every row that the filter may mean. With none of them few rows would be looked for among all.
    func arms(of filter: LogFilter) throws(StoreError) -> [String] {
        if !filter.states.isEmpty {
            let words = filter.states.map(\.rawValue)
            return words.map { word in
                word == "sent"
                    ? "a.kind = 'attempt' AND a.outcome = 'sent'"
                    : "a.outcome = '\(word)' AND \(Schema.isTrouble("a"))"
            } + ["a.kind <> 'attempt'"]
        }
        guard let code = filter.code else { return [] }
        if code.contains(".") {
            return code.hasPrefix("2.")
                ? [] : ["a.enhanced_code = '\(Self.digits(code))' AND \(Schema.isRefused("a.enhanced_code"))"]
        }
        guard let range = Self.codes(code), range.lowerBound >= 300 else { return [] }
        return try codesThere(range).map { "a.code = \($0) AND a.code >= 300" } + ["a.id = -1"]
    }

    /// The codes of a range that the log holds: a step for each.
    private func codesThere(_ range: ClosedRange<Int>) throws(StoreError) -> [Int] {
        var found: [Int] = []
        var last = range.lowerBound - 1
        while true {
            let next = try connection.first(
                "SELECT min(code) FROM attempts WHERE code > ? AND code <= ? AND code >= 300",
                last,
                range.upperBound
            ) { $0.optionalInt(0) }
            guard let next, let code = next else { return found }
            found.append(code)
            last = code
        }
    }

    private static func digits(_ code: String) -> String { code.filter { $0.isNumber || $0 == "." } }

    /// The rows of the log that a filter means, as a statement with its values.
    func logQuery(_ filter: LogFilter) throws(StoreError) -> (sql: String, values: [(any Bindable)?]) {
        let state = try trueState()
        var (conditions, values) = filter.conditions(moment: "a.at", code: "a", state: state)
        let source = "FROM attempts a LEFT JOIN messages m ON m.id = a.message"
        let columns = "\(LogRow.columns), \(MessageRow.columns)"
        if let after = filter.after {
            values += [after, filter.limit ?? -1]
            return (
                """
                SELECT \(columns) \(source) WHERE \(conditions) AND a.id > ?\(values.count - 1)
                ORDER BY a.id LIMIT ?\(values.count)
                """, values
            )
        }
        let order = "ORDER BY a.at DESC, a.id DESC"
        if let driver = try driver(of: filter, isLog: true) {
            conditions += """
                 AND a.id IN (
                    SELECT x.id FROM attempts x WHERE x.message IN (\(driver.numbered(after: values.count)))
                    UNION ALL SELECT x.id FROM attempts x WHERE x.message IS NULL)
                """
            values += driver.values
        } else if filter.limit != nil {
            let arms = try arms(of: filter)
            if !arms.isEmpty {
                let limit = values.count + 1
                let ways = arms.map { arm in
                    "SELECT id FROM (SELECT a.id \(source) WHERE \(arm) AND \(conditions) \(order) LIMIT ?\(limit))"
                }
                values.append(filter.limit)
                return (
                    """
                    SELECT \(columns) \(source) WHERE a.id IN (\(ways.joined(separator: " UNION ALL ")))
                    \(order) LIMIT ?\(limit)
                    """, values
                )
            }
        }
        values.append(filter.limit ?? -1)
        return ("SELECT \(columns) \(source) WHERE \(conditions) \(order) LIMIT ?\(values.count)", values)
    }

    /// The state of a message `m`: what its mailing is already, it is too, though its row is still to follow.
    func trueState() throws(StoreError) -> String {
        try isFollowing() ? Following.trueState : Following.storedState
    }

    /// The messages that a filter means, the newest first.
    func messagesQuery(_ filter: LogFilter) throws(StoreError) -> (sql: String, values: [(any Bindable)?]) {
        let state = try trueState()
        var (conditions, values) = filter.conditions(moment: "m.updated_at", code: "m", state: state)
        if let driver = try driver(of: filter, isLog: false) {
            conditions += " AND m.id IN (\(driver.numbered(after: values.count)))"
            values += driver.values
        }
        values.append(filter.limit ?? -1)
        return (
            "SELECT \(MessageRow.columns) FROM messages m WHERE \(conditions) ORDER BY m.id DESC LIMIT ?\(values.count)",
            values
        )
    }

    /// The messages of the queue that a filter means, the most urgent first.
    func queueQuery(_ filter: LogFilter) throws(StoreError) -> (sql: String, values: [(any Bindable)?]) {
        let state = try trueState()
        var (conditions, values) = filter.conditions(moment: "m.due_at", code: "m", state: state)
        let open = MessageState.allCases.filter { !$0.isFinal }.map { "'\($0.rawValue)'" }
        conditions += " AND m.state IN (\(open.joined(separator: ", ")))"
        // Withdrawn with its mailing, which its row has still to follow.
        if state != Following.storedState {
            conditions += " AND \(state) IN (\(open.joined(separator: ", ")))"
        }
        let order = "ORDER BY m.ready_at, m.id"
        if let driver = try driver(of: filter, isLog: false) {
            conditions += " AND m.id IN (\(driver.numbered(after: values.count)))"
            values += driver.values
        } else if filter.limit != nil {
            let limit = values.count + 1
            values.append(filter.limit)
            let ways = try queueArms().map { source, arm in
                "SELECT id FROM (SELECT m.id FROM \(source) WHERE \(arm) AND \(conditions) \(order) LIMIT ?\(limit))"
            }
            return (
                """
                SELECT \(MessageRow.columns) FROM messages m WHERE m.id IN (\(ways.joined(separator: " UNION ALL ")))
                \(order) LIMIT ?\(limit)
                """, values
            )
        }
        values.append(filter.limit ?? -1)
        return (
            "SELECT \(MessageRow.columns) FROM messages m WHERE \(conditions) \(order) LIMIT ?\(values.count)",
            values
        )
    }

    /// Each waiting message is on one of these ways, in the order of its turn.
    private func queueArms() throws(StoreError) -> [(source: String, condition: String)] {
        let waiting = MessageState.waiting("m")
        var arms = Priority.allCases.map { "m.lane = \($0.rawValue) AND m.mailing_id IS NULL AND \(waiting)" }
        for mailing in try mailings() {
            arms.append("m.mailing_id = \(mailing.id) AND m.mailing_id IS NOT NULL AND \(waiting)")
        }
        arms += [
            "m.claim IS NOT NULL",
            "m.state = 'in_doubt' AND m.next_attempt_at IS NULL AND \(Schema.setAside("m"))",
        ]
        // By itself SQLite takes the index of what is set aside, and sorts all that is held for the first few.
        let held = (source: "messages m INDEXED BY messages_held", condition: "m.state = 'held'")
        return arms.map { ("messages m", $0) } + [held]
    }
}
