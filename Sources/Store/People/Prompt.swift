/// What a registration asks for: a row of the queue that the triggers keep.
public struct Prompt: Sendable {
    /// Why the row was queued.
    public enum Kind: String, Sendable {
        /// The registration came in, or reached this status.
        case registered, confirmed, waitlisted, cancelled
        /// Other columns of the registration changed; see `old` and `new`.
        case changed
        /// The registration has another address than before.
        case readdressed
        /// The registration's row was deleted.
        case deleted
    }

    /// The id of the queue's row.
    public let id: Int64
    /// Why it was queued.
    public let kind: Kind
    /// When it was queued; for `changed` when the last of several quick changes was made.
    public let at: Int64
    /// Whether the row was new, rather than changed.
    public let isInsert: Bool
    /// The registration's id.
    public let registrationID: Int64
    /// The event at the time.
    public let event: String
    /// The columns before the first of several quick changes, as a JSON object; for `changed` alone.
    public let old: String?
    /// The columns after the last of them.
    public let new: String?
    /// The registration as it is now; nil when its row is gone.
    public let registration: PersonRow?
}
