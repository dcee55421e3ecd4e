import Letters
import SMTP
import Store

/// What came of one transfer, to be recorded.
struct DeliveryResult: Sendable {
    /// How it came down.
    enum Result: Sendable {
        /// The relay answered, or the session broke.
        case answered(Outcome)
        /// The letter cannot be made.
        case unmakable(LetterError)
        /// No session could be opened for it.
        case noConnection(ConnectFailure)
        /// Taken back before anything was tried.
        case returned
    }

    let transfer: Transfer
    let result: Result
    /// What that means: decided once, here, and only carried from now on.
    var disposition: Disposition
    /// The relay's place in the list; nil when none was reached.
    let relay: RelayID?
    /// The relay's address in digits, as far as known.
    let remoteAddress: String?
    let at: WallTime
    /// The letter that was made for it; nil: none was, or that is not known.
    var letter: LetterMark?
    /// Whether an earlier run of the program had it in hand.
    var isRecovered = false

    /// Whether it was our own program that broke it off.
    var isCutShort: Bool { disposition.message == .inDoubt(atOnce: true) }

    init(
        transfer: Transfer,
        result: Result,
        relay: RelayID?,
        remoteAddress: String? = nil,
        at: WallTime,
        isFirst: Bool = false
    ) {
        self.transfer = transfer
        self.result = result
        self.relay = relay
        self.remoteAddress = remoteAddress
        self.at = at
        switch result {
        case .answered(let outcome):
            disposition = Disposition(outcome, to: transfer.message, isFirst: isFirst)
        case .unmakable(let error):
            disposition = Disposition(
                .rejected,
                relay: .unchanged,
                tally: .refused(RefusalTally.reason(error), letterAlone: true)
            )
        case .noConnection(let failure): disposition = Disposition(failure)
        case .returned: disposition = Disposition(.requeued, relay: .unchanged)
        }
    }
}
