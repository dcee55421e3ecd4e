import Letters
import SMTP
import Store

/// A claimed message on its way to a relay.
struct Flight: Sendable {
    let message: Claimed
    /// Its place in the flight record; also the tag by which the sessions know it.
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
    /// The relay's place in the list; nil when none was reached.
    let relay: Int?
    /// The relay's address in digits, as far as known.
    let remoteAddress: String?
    /// Engine time in milliseconds.
    let at: Int64
    /// Set where prompted mail was refused once more for the same reason of policy: a person must look.
    var alarm: Alarm?
}
