/// What finds the letter that a returned mail is about.
public struct LetterTraces: Sendable, Hashable {
    /// To whom the returned mail itself was delivered (`Delivered-To`, `X-Original-To`, `Envelope-To`, `To`), and the
    /// `Return-Path` of the letter that came back: our return path, with whatever mark it carries (VERP).
    public internal(set) var envelopeRecipients: [String] = []
    /// `Original-Envelope-Id`, xtext decoded: the ENVID that the letter was sent with (RFC 3461 §4.4).
    public internal(set) var envelopeID: String?
    /// The Message-ID of the letter that came back, with its angle brackets.
    public internal(set) var messageID: String?
    /// Identifiers in `In-Reply-To`, with their angle brackets.
    public internal(set) var inReplyTo: [String] = []
    /// Identifiers in `References`, oldest first.
    public internal(set) var references: [String] = []
    /// To whom the letter that came back was written, by its header.
    public internal(set) var originalTo: [String] = []

    /// The Message-ID of the letter that this is about: of the one that came back, else of the one that is answered.
    public var originalMessageID: String? { messageID ?? inReplyTo.first ?? references.last }
}
