import Glibc
import Reports
import Service
import Store
import Terminal
import Wording

/// `vestnik log`: what happened, newest first.
enum LogCommand: Subcommand {
    static let command = Command(
        "log",
        Wording(ru: "Показать журнал доставки, сначала новое", en: "Show the delivery log, newest first"),
        discussion: Wording(
            ru: """
                Строка на каждую попытку, возврат, ответ и действие администратора. --state — это исход попытки, а для остальных строк — \
                состояние письма.

                С --follow сначала идут последние строки по порядку (10 или сколько велит --limit), потом каждая новая, как только \
                появится.
                """,
            en: """
                A row for each attempt, bounce, answer and act of an administrator. --state means the outcome of the attempt, and for \
                other rows the state of the message.

                With --follow the last rows are shown oldest first (10, or as many as --limit says), then each new one as it comes.
                """
        ),
        options: MessageFilter.options + [
            .flag(
                "follow",
                short: "f",
                Wording(
                    ru: "Показывать и новые строки, пока не прервут",
                    en: "Go on with new rows as they come, until interrupted"
                )
            )
        ] + CommandContext.forms,
        examples: [
            Command.Example(
                "vestnik log --state deferred --since 2h",
                Wording(ru: "Что недавно отложили", en: "What was refused for now lately")
            ),
            Command.Example(
                "vestnik log --to '*@mail.ru' --code 5",
                Wording(ru: "Что окончательно отклонил Mail.ru", en: "What Mail.ru refused for good")
            ),
            Command.Example(
                "vestnik log --event annual-meeting --spreadsheet > log.csv",
                Wording(ru: "Для электронной таблицы", en: "For a spreadsheet")
            ),
            Command.Example(
                "vestnik log --follow --json",
                Wording(ru: "Для программы, по мере событий", en: "For a program, as it happens")
            ),
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let filter = try MessageFilter.read(context.invocation, now: context.now)
        let isFollowing = context.invocation.flag("follow")
        // Before any output: a signal during it must end us no less cleanly.
        let signals = isFollowing ? try Signals([SIGINT, SIGTERM]) : nil
        let store = try context.store()
        try MessageFilter.refuseUnknown(filter, store, context)
        let writer = RowWriter(context, LogReport.columns, clock: context.clock(of: filter.event))
        guard let signals else {
            var hints = WaitingHints()
            try write(filter, from: store, to: writer) { if let message = $0.message { hints.add(message) } }
            try writer.finish(hints)
            return .done
        }
        let watch = try ChangeWatch(databasePath: store.databasePath)
        var following = filter
        following.after = try writeLast(filter, from: store, to: writer)
        following.limit = nil
        while true {
            try writer.flush()
            guard try watch.wait(for: store, orSignal: signals) else { return .done }
            let last = try store.lastLogID()
            // Rows may come between the two questions: what was written is not written again.
            let written = try write(following, from: store, to: writer)
            following.after = max(last, written)
        }
    }

    /// Writes rows; gives the greatest id among them, 0 without any.
    @discardableResult
    private static func write(
        _ filter: LogFilter,
        from store: MessageStore,
        to writer: RowWriter,
        note: (LogRow) -> Void = { _ in }
    ) throws -> Int64 {
        var failure: OutputError?
        var greatest: Int64 = 0
        try store.log(filter) { row throws(StoreError) in
            greatest = max(greatest, row.id)
            note(row)
            do throws(OutputError) {
                try writer.add(LogReport.cells(row, language: writer.language), roles: LogReport.roles(row))
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return greatest
    }

    /// Writes the last rows, oldest first; gives the id behind which to go on.
    private static func writeLast(
        _ filter: LogFilter,
        from store: MessageStore,
        to writer: RowWriter
    ) throws -> Int64 {
        var filter = filter
        filter.limit = filter.limit ?? 10
        let last = try store.lastLogID()
        var rows: [LogRow] = []
        try store.log(filter) { row throws(StoreError) in
            if row.id <= last { rows.append(row) }
            return true
        }
        for row in rows.reversed() {
            try writer.add(LogReport.cells(row, language: writer.language), roles: LogReport.roles(row))
        }
        return last
    }
}
