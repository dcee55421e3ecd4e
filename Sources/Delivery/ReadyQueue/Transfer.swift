import Letters
import SMTP
import Store

/// A claimed message on its way to a relay.
struct Transfer: Sendable {
    let message: ClaimedMessage
    /// Its place in the delivery journal, and the tag by which the sessions know it; -1 where it was given to no
    /// session.
    let slot: Int
}
