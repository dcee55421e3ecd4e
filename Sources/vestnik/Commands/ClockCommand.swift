import Mail
import Store
import Terminal

/// `vestnik clock`: whether the time of day is believed.
enum ClockCommand: Subcommand {
    static let command = Command(
        "clock",
        "Tell whether the clock is believed, or believe it",
        discussion: """
            After a jump of the clock, and after a start far from what the database last recorded, nothing is erased, missed or \
            expired until the clock has gone evenly for 15 minutes. With --accept a person says that the time is right; the \
            log names them. Ends with 75 while the clock is in doubt.
            """,
        options: [.flag("accept", "Believe the clock as it stands")],
        examples: [Command.Example("vestnik clock --accept", "The time is right: go on")]
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let accepts = context.invocation.flag("accept")
        let store = try context.store(accepts ? .readWrite : .readOnly)
        let time = LocalTime.text(context.now)
        if accepts {
            try store.acceptClock(actor: context.actor, now: context.now)
        } else if let doubt = try store.clockDoubt() {
            try context.output.writeLine("\(time): \(doubt.wording.text(in: context.language))")
            return .temporaryFailure
        }
        let told = Wording(ru: "\(time): часам верят", en: "\(time): the clock is believed")
        try context.output.writeLine(told.text(in: context.language))
        return .done
    }
}
