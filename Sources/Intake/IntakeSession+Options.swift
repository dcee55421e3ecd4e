extension IntakeSession {
    /// Which file, and how.
    struct Options: Sendable {
        /// Of the file.
        var path: String
        /// The longest `details` that is read, in bytes.
        var detailsLimit: Int
        /// Whether a missing file is made at the first opening; one that goes missing later is waited for.
        var create: Bool
    }
}
