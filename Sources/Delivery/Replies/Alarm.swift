/// Too many messages of a mailing were refused alike.
struct Alarm: Equatable, Sendable {
    /// The codes that they share.
    var reason: String
    /// How many.
    var count: Int
    /// Of how many that were sent or refused.
    var ended: Int
}
