import Letters
import SMTP
import Store

/// A claimed message on its way to a relay.
struct Flight: Sendable {
    let message: Claimed
    /// Its place in the flight record, and the tag by which the sessions know it; -1 where it was given to no session.
    let slot: Int
}

/// A flight that has come down, to be recorded.
struct Landing: Sendable {
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

    let flight: Flight
    let result: Result
    /// What that means: decided once, here, and only carried from now on.
    var disposition: Disposition
    /// The relay's place in the list; nil when none was reached.
    let relay: Int?
    /// The relay's address in digits, as far as known.
    let remoteAddress: String?
    /// Engine time in milliseconds.
    let at: Int64
    /// Whether an earlier run of the program had it in hand.
    var isRecovered = false

    /// Whether it was our own program that broke it off.
    var isCutShort: Bool { disposition.message == .inDoubt(atOnce: true) }

    init(
        flight: Flight,
        result: Result,
        relay: Int?,
        remoteAddress: String? = nil,
        at: Int64,
        isFirst: Bool = false
    ) {
        self.flight = flight
        self.result = result
        self.relay = relay
        self.remoteAddress = remoteAddress
        self.at = at
        switch result {
        case .answered(let outcome):
            disposition = Disposition(outcome, to: flight.message, isFirst: isFirst)
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
