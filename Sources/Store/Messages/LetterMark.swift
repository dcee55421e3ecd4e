/// The mark of a letter that was made for an attempt: by it the letter can be made anew, and known again.
public struct LetterMark: Sendable, Hashable {
    /// When it was made, in milliseconds since 1970 UTC: its Date, and what it says of days that are left.
    public var madeAt: Int64
    /// `editions.id`: the event's files and settings that it was made from; nil where these were not kept.
    public var edition: Int64?
    /// The checksum of its bytes.
    public var checksum: Int64

    /// A letter that was made at a moment from an edition.
    public init(madeAt: Int64, edition: Int64?, checksum: Int64) {
        self.madeAt = madeAt
        self.edition = edition
        self.checksum = checksum
    }
}
