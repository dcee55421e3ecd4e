/// A message: header fields and a MIME tree, RFC 5322 and RFC 2045.
///
/// The same inputs give the same bytes: nothing here reads a clock or a random source.
public struct Message: Sendable {
    /// Header fields in the order in which they go; MIME-Version and Content-* are added by the message.
    public var headers: [HeaderField]
    /// The body.
    public var body: BodyPart
    /// What boundaries are derived from: the Message-ID does well.
    public var seed: String

    /// A message of header fields and a body.
    public init(headers: [HeaderField], body: BodyPart, seed: String) {
        self.headers = headers
        self.body = body
        self.seed = seed
    }

    /// Whether a header field holds raw UTF-8, so that only a relay with SMTPUTF8 can take the message.
    public var needsSMTPUTF8: Bool { headers.contains { $0.needsSMTPUTF8 } }

    /// Appends the message as it goes over the wire, before dot-stuffing: CRLF only, ending in CRLF.
    public func serialize(into out: inout [UInt8]) {
        out.reserveCapacity(out.count + 1024 + body.sizeEstimate)
        for field in headers { out += field.bytes }
        out.append("MIME-Version: 1.0\r\n")
        var state = MessageState(boundaries: Boundaries(seed: seed))
        body.serialize(into: &out, &state)
    }
}
