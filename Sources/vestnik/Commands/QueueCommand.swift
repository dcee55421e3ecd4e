import Reports
import Store
import Terminal
import Wording

/// `vestnik queue`: messages that are not finished.
enum QueueCommand: Subcommand {
    static let command = Command(
        "queue",
        Wording(
            ru: "Показать письма, с которыми ещё не покончено",
            en: "List messages that are not finished"
        ),
        discussion: Wording(
            ru: """
                Сначала самые срочные. С --state можно показать и завершённые письма, сначала новые; тогда --since и --until — это \
                последнее изменение, иначе — время отправки.
                """,
            en: """
                The most urgent first. With --state also finished messages can be listed, the newest first; --since and --until then \
                mean their last change, else the time they are due.
                """
        ),
        options: MessageFilter.options + CommandContext.forms,
        examples: [
            Command.Example(
                "vestnik queue --state held",
                Wording(ru: "Что ждёт человека", en: "What waits for a person")
            ),
            Command.Example(
                "vestnik queue --to @mail.ru --json",
                Wording(
                    ru: "Что ждёт одного провайдера, для сценария",
                    en: "What waits for one provider, for a script"
                )
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let filter = try MessageFilter.read(context.invocation, now: context.now)
        let store = try context.store()
        try MessageFilter.refuseUnknown(filter, store, context)
        var hints = WaitingHints()
        let writer = RowWriter(context, MessageReport.columns, clock: context.clock(of: filter.event))
        var failure: OutputError?
        let body = { (row: MessageRow) throws(StoreError) -> Bool in
            hints.add(row)
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
        try writer.finish(hints)
        return .done
    }
}
