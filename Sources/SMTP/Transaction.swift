/// One message to one recipient, as a session takes it; the bytes of the message travel beside it.
public struct Transaction: Sendable, Hashable {
    /// The caller's own number, which comes back with the outcome.
    public var tag: Int64
    /// Who it is from and to.
    public var envelope: Envelope

    /// A transaction under the caller's number.
    public init(tag: Int64, envelope: Envelope) {
        self.tag = tag
        self.envelope = envelope
    }
}
