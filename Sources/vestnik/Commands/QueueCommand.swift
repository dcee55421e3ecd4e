import Store
import Terminal

/// `vestnik queue`: messages that are not finished.
enum QueueCommand: Subcommand {
    static let command = Command(
        "queue",
        "List messages that are not finished",
        discussion: """
            The most urgent first. With --state also finished messages can be listed, the newest first; --since and --until then \
            mean their last change, else the time they are due.
            """,
        options: MessageFilter.options + [Session.json, Session.csv],
        examples: [
            Command.Example("vestnik queue --state held", "What waits for a person"),
            Command.Example(
                "vestnik queue --to @mail.ru --json",
                "What waits for one provider, for a script"
            ),
        ]
    )

    static func run(_ session: Session) throws -> ExitCode {
        let filter = try MessageFilter.read(session.invocation, now: session.now)
        let store = try session.store()
        let writer = RowWriter(session, MessageReport.columns)
        var failure: OutputError?
        let body = { (row: MessageRow) throws(StoreError) -> Bool in
            do throws(OutputError) {
                let role = Style.Role.of(row.state.rawValue)
                try writer.add(MessageReport.cells(row), roles: role.map { ["STATE": $0] } ?? [:])
                return true
            } catch {
                failure = error
                return false
            }
        }
        if filter.states.contains(where: \.isFinal) {
            try store.messages(filter, body)
        } else {
            try store.queue(filter, body)
        }
        if let failure { throw failure }
        try writer.finish()
        return .done
    }
}
