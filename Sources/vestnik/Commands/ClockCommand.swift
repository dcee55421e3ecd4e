import Mail
import Reports
import Store
import Terminal
import Wording

/// `vestnik clock`: whether the time of day is believed.
enum ClockCommand: Subcommand {
    static let command = Command(
        "clock",
        Wording(
            ru: "Сказать, верит ли программа часам, или поверить им",
            en: "Tell whether the clock is believed, or believe it"
        ),
        discussion: Wording(
            ru: """
                После скачка часов и после запуска, при котором они далеки от последней записи в базе, ничего не стирается, не признаётся \
                опоздавшим и не снимается по сроку, пока часы не пройдут ровно 15 минут. С --accept человек подтверждает, что время верно; \
                журнал называет его. Пока часам не верят, код завершения — 75.
                """,
            en: """
                After a jump of the clock, and after a start far from what the database last recorded, nothing is erased, missed or \
                expired until the clock has gone evenly for 15 minutes. With --accept a person says that the time is right; the \
                log names them. Ends with 75 while the clock is in doubt.
                """
        ),
        options: [
            .flag("accept", Wording(ru: "Верить часам как есть", en: "Believe the clock as it stands")),
            CommandContext.asName,
        ],
        examples: [
            Command.Example(
                "vestnik clock --accept",
                Wording(ru: "Время верно, продолжать", en: "The time is right: go on")
            )
        ]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let accepts = context.invocation.flag("accept")
        let store = try context.store(accepts ? .readWrite : .readOnly)
        let time = LocalTime.text(context.now)
        if accepts {
            try store.acceptClock(actor: try context.actor, now: context.now)
        } else if let doubt = try store.clockDoubt() {
            try context.output.writeLine("\(time): \(doubt.wording.text(in: context.language))")
            return .temporaryFailure
        }
        let told = Wording(ru: "\(time): часам верят", en: "\(time): the clock is believed")
        try context.output.writeLine(told.text(in: context.language))
        return .done
    }
}
