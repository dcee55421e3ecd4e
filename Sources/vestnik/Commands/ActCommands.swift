import Store
import Terminal
import Wording

/// `vestnik hold`: keeps messages from going.
enum HoldCommand: Subcommand {
    static let command = ActRun.command(
        .hold,
        Wording(
            ru: "Задержать письма, пока их не выпустят",
            en: "Keep messages from going until they are released"
        )
    )
    static func run(_ context: CommandContext) throws -> ExitCode { try ActRun(.hold, context).run() }
}

/// `vestnik release`: lets held messages go.
enum ReleaseCommand: Subcommand {
    static let command = ActRun.command(
        .release,
        Wording(
            ru: "Выпустить задержанные письма и повторить те, чья судьба неизвестна",
            en: "Let held messages go, and send those in doubt again"
        )
    )
    static func run(_ context: CommandContext) throws -> ExitCode { try ActRun(.release, context).run() }
}

/// `vestnik cancel`: withdraws messages.
enum CancelCommand: Subcommand {
    static let command = ActRun.command(
        .cancel,
        Wording(ru: "Отозвать письма, которые ещё не ушли", en: "Withdraw messages that have not gone")
    )
    static func run(_ context: CommandContext) throws -> ExitCode { try ActRun(.cancel, context).run() }
}

/// `vestnik retry`: sends again what did not go.
enum RetryCommand: Subcommand {
    static let command = ActRun.command(
        .retry,
        Wording(
            ru: "Отправить снова то, что не ушло; отложенное идёт сразу",
            en: "Send again what did not go; what waits for its next try goes now"
        )
    )
    static func run(_ context: CommandContext) throws -> ExitCode { try ActRun(.retry, context).run() }
}

extension ActRun {
    /// The command of an act.
    static func command(_ act: Act, _ summary: Wording) -> Command {
        var options =
            MessageFilter.options + [
                .value("reason", "TEXT", Wording(ru: "Причина, для журнала", en: "Why, for the log")),
                CommandContext.asName,
            ]
        if act == .cancel { options.append(CommandContext.yes) }
        options.append(
            .flag(
                "dry-run",
                Wording(
                    ru: "Только сказать, скольких писем это касается",
                    en: "Only tell how many messages are meant"
                )
            )
        )
        let states = act.sources.map(\.rawValue).joined(separator: ", ")
        var discussion = Wording(
            ru: "Письма называют номерами или отбором, как в queue. Касается состояний: \(states).",
            en: "The messages are named by their ids or by the filters of queue. Applies to: \(states)."
        )
        if act == .cancel {
            discussion =
                discussion
                + Wording(
                    ru:
                        " Отменить это нельзя: на терминале команда спрашивает, в остальных случаях нужен --yes.",
                    en: " This cannot be undone: asks on a terminal, elsewhere wants --yes."
                )
        }
        if act == .retry {
            discussion =
                discussion
                + Wording(
                    ru: """
                         При отборе письма suppressed не трогает, если их не называет --state. Отозванное командой cancel отозвано \
                        навсегда; отправленное отправляет ещё раз resend.
                        """,
                    en: """
                         By filters, what was suppressed is left alone unless --state names it. What was withdrawn is withdrawn for \
                        good; what was sent, resend sends again.
                        """
                )
        }
        return Command(
            act.rawValue,
            summary,
            discussion: discussion,
            positionals: [
                Positional(
                    "ID",
                    optional: true,
                    repeated: true,
                    Wording(ru: "Номера писем", en: "Ids of messages")
                )
            ],
            options: options,
            examples: [
                Command.Example("vestnik \(act.rawValue) 17 42", Wording(ru: "Эти два", en: "These two")),
                Command.Example(
                    "vestnik \(act.rawValue) --event annual-meeting --to @mail.ru",
                    Wording(ru: "Все письма одному провайдеру", en: "All to one provider")
                ),
            ]
        )
    }
}
