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

    static func run(_ session: Session) throws -> ExitCode {
        let accepts = session.invocation.flag("accept")
        let store = try session.store(accepts ? .readWrite : .readOnly)
        let time = LocalTime.text(session.now)
        if accepts {
            try store.acceptClock(actor: session.actor, now: session.now)
        } else if let doubt = try store.clockDoubt() {
            try session.output.writeLine("\(time): \(doubt.wording.text(in: session.language))")
            return .temporaryFailure
        }
        let told = Wording(ru: "\(time): часам верят", en: "\(time): the clock is believed")
        try session.output.writeLine(told.text(in: session.language))
        return .done
    }
}
