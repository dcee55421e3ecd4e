/// How much of a mail that anybody may have made is read: what lies beyond is as if it were not there.
public struct ReadingLimits: Sendable, Hashable {
    /// Bytes of the whole mail: what a report says stands before the letter that came back, seldom behind it, and is short.
    public var bytes = 4 << 20
    /// Multiparts and messages within each other.
    public var depth = 10
    /// Parts of the whole mail.
    public var parts = 200
    /// Header fields of a part.
    public var fields = 500
    /// Bytes of a header field.
    public var fieldBytes = 16 << 10
    /// Bytes of a part's header.
    public var headerBytes = 256 << 10
    /// Bytes of a part's text, decoded.
    public var textBytes = 128 << 10
    /// Recipients of whom a report speaks.
    public var recipients = 500

    /// The limits that serve every mail that is honest.
    public init() {}
}
