public import SQLite

extension Connection {
    /// Makes the database refuse every change of a message's state that the table of legal changes does not know.
    ///
    /// The trigger stands in the file, so it sees each UPDATE, whichever connection makes it and however it is written.
    /// - Parameter successors: by the word of a state those of the states that may follow it.
    /// - Throws: what SQLite refuses.
    public func refuseIllegalChanges(of successors: [String: Set<String>]) throws(SQLiteError) {
        let legal = successors.sorted { $0.key < $1.key }.flatMap { state, next in
            next.sorted().map { "('\(state)', '\($0)')" }
        }
        try execute(
            """
            CREATE TRIGGER test_legal_changes BEFORE UPDATE OF state ON messages
            WHEN NEW.state IS NOT OLD.state AND (OLD.state, NEW.state) NOT IN (VALUES \(legal.joined(separator: ", ")))
            BEGIN
                SELECT RAISE(ABORT, 'the table of states forbids this change');
            END
            """
        )
    }
}
