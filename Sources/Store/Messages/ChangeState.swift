internal import SQLite

/// A selection of messages: a condition on the columns of `messages`, and the states in which they may be.
struct MessageSelection {
    /// The states that the change is meant for; nil for all that the table allows.
    var states: [MessageState]?
    /// The condition; its values are the parameters from ?4 on.
    var condition: String
    /// The values of the condition.
    var values: [(any Bindable)?]

    /// Messages in these states for which the condition holds.
    init(_ condition: String, _ values: (any Bindable)?..., in states: [MessageState]? = nil) {
        self.condition = condition
        self.values = values
        self.states = states
    }
}

extension MessageStore {
    /// Changes the state of messages: the one way, but for the statements that claim and record.
    ///
    /// Only those change that the table of legal changes lets change. What changes has no next attempt any more.
    /// - Parameters:
    ///   - selection: which messages.
    ///   - state: the state that they get.
    ///   - cause: why, for programs.
    ///   - reason: why, for people.
    ///   - columns: other columns that are set, as SQL that may use the parameters ?1 (cause), ?2 (reason), ?3 (now)
    /// and     those of the selection.
    ///   - now: milliseconds since 1970 UTC.
    /// - Returns: how many messages changed.
    /// - Throws: what the database refuses.
    @discardableResult
    func change(
        _ selection: MessageSelection,
        to state: MessageState,
        cause: MessageCause? = nil,
        reason: String? = nil,
        setting columns: String? = nil,
        now: Int64
    ) throws(StoreError) -> Int {
        let set = ["cause = ?1, reason = ?2, next_attempt_at = NULL, updated_at = ?3", columns]
        let sql = state.update(
            from: selection.states,
            set: set.compactMap(\.self).joined(separator: ", "),
            where: selection.condition
        )
        return try connection.transaction { () throws(StoreError) in
            let statement = try connection.statement(sql)
            statement.bind([cause?.rawValue, reason, now] + selection.values)
            try statement.execute()
            return connection.changes
        }
    }
}

extension MessageState {
    /// The statement that brings messages into this state, from states alone that the table lets precede it.
    ///
    /// A message that is named as being in this state already stays in it.
    /// - Parameters:
    ///   - states: those that are meant; nil for all that may precede it.
    ///   - columns: the other columns that are set.
    ///   - condition: which messages.
    ///   - conflict: what becomes of a row that a rule of the table forbids, such as `OR IGNORE`.
    /// - Returns: the statement, with the parameters of what is set and of the condition.
    func update(
        from states: [MessageState]? = nil,
        set columns: String,
        where condition: String,
        conflict: String = ""
    ) -> String {
        let states = states ?? Self.predecessors(of: self)
        precondition(
            states.allSatisfy { $0 == self || $0.mayBecome(self) },
            "no message becomes \(self) from each of \(states)"
        )
        let mayPrecede = states.isEmpty ? "0" : Schema.anyOf("state", states.map(\.rawValue))
        return """
            UPDATE \(conflict) messages SET state = '\(rawValue)', \(columns)
            WHERE (\(condition)) AND (\(mayPrecede))
            """
    }
}
