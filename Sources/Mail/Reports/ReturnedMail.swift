/// A mail that came to the mailbox of returns, read: a report of a delivery that failed, was delayed or came off, an
/// answer, a complaint, or anything else.
///
/// Pure and bounded: the same bytes give the same value, no bytes are refused, none make it slow or large.
public struct ReturnedMail: Sendable, Hashable {
    /// What kind of mail it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A report of a delivery, or of none: RFC 3464, or in a form of the server's own.
        case dsn
        /// Somebody called the letter spam: RFC 5965, or in a provider's own form.
        case complaint
        /// A program answers for a person who is away, or acknowledges receipt: RFC 3834, RFC 8098.
        case autoReply = "auto_reply"
        /// A program asks the sender to prove that they are a person.
        case challenge
        /// A calendar's answer to an invitation: RFC 5546 REPLY.
        case answer
        /// Somebody asks not to be written to.
        case unsubscribe
        /// What a mailing list or its program says.
        case list
        /// A report on the mail of a whole domain, not of a letter: DMARC, in the aggregate or of a failed signature
        /// (RFC 7489 §7, RFC 6591), TLS (RFC 8460).
        case domainReport = "domain_report"
        /// An ordinary mail.
        case message
    }

    /// What kind of mail it is.
    public internal(set) var kind = Kind.message
    /// For `dsn`: what is said of each recipient; empty where a report names none that could be read.
    public internal(set) var recipients: [RecipientReport] = []
    /// What finds the letter that this is about.
    public internal(set) var traces = LetterTraces()
    /// For `autoReply`: how long the person is away.
    public internal(set) var absence: Absence?
    /// For `answer`: what was answered.
    public internal(set) var answer: CalendarAnswer?
    /// For `complaint`: who complained, as far as that is told, and of what.
    public internal(set) var complaint: Complaint?
    /// For `unsubscribe`: what stands behind the word in the subject: the event, where our own header was used.
    public internal(set) var topic: String?
    /// For `unsubscribe`: the token of our letter that it shows; nothing is said of whether it is genuine.
    public internal(set) var token: UnsubscribeToken?
    /// Who wrote it: the address in `From`; empty for nobody.
    public internal(set) var sender = ""
    /// Its subject, at most 500 characters.
    public internal(set) var subject = ""

    /// Whom it is about: the recipients of a report or a complaint, else who wrote it; nobody for `list`, `domainReport` and `message`.
    public var people: [String] {
        switch kind {
        case .dsn: recipients.compactMap(\.recipient)
        case .complaint: complaint?.recipients ?? []
        case .autoReply, .challenge, .answer, .unsubscribe: sender.isEmpty ? [] : [sender]
        case .list, .domainReport, .message: []
        }
    }

    /// Reads a mail as it was received.
    ///
    /// - Parameters:
    ///   - bytes: the mail: RFC 5322 with line ends of any system, with or without the `From ` line of a mailbox file.
    ///   - limits: how much of it is read.
    public init(reading bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) {
        self = ReturnedMailReader(bytes, limits).read()
    }

    init() {}
}
