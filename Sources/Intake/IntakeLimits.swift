/// How much of the intake may be under way at once: whatever a site does, it costs no more than this.
enum IntakeLimits {
    /// Changes read in one go.
    static let batch = 256
    /// Bytes of the rows read in one go; one row is always read.
    static let batchBytes = 1 << 20
    /// Changes that were given and not settled, at most.
    static let unsettled = 1024
    /// Bytes of their rows; one row is always given.
    static let unsettledBytes = 16 << 20
    /// Rows written in one transaction: the site waits as long.
    static let slice = 500
    /// Statuses that wait to be written, at most.
    static let statuses = 8192
    /// Bytes of a status's reason that are written.
    static let reasonBytes = 4096
    /// Milliseconds for which another program may hold a lock without a word.
    static let lockPatience: Int64 = 5000
    /// Milliseconds between two tries of what did not go.
    static let retry: Int64 = 2000
}
