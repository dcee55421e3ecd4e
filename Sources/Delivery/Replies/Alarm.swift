import Wording

/// Too many messages of a mailing were refused alike.
struct Alarm: Equatable, Sendable {
    /// What they share: codes, or what is wrong with letters.
    var reason: Wording
    /// How many.
    var count: Int
    /// Of how many that were sent or refused.
    var ended: Int
}
