/// An enhanced status code such as `5.1.1`: RFC 3463 §2, three integers.
public struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    public let classDigit: Int
    /// What it is about, 0–999; 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
    public let subject: Int
    /// The particular, 0–999.
    public let detail: Int

    /// A code of three numbers; nil unless the class is 2, 4 or 5 and the others lie in 0–999.
    public init?(_ classDigit: Int, _ subject: Int, _ detail: Int) {
        guard [2, 4, 5].contains(classDigit), 0...999 ~= subject, 0...999 ~= detail else { return nil }
        self.classDigit = classDigit
        self.subject = subject
        self.detail = detail
    }

    /// Reads `5.1.1` and nothing else: one digit, then twice one to three digits.
    public init?(_ text: some StringProtocol) { return nil }

    /// The code in the text of a reply, with or without the reply code before it; nil if there is none.
    public static func find(in replyText: String) -> EnhancedStatus? { nil }

    /// The code as it is written: `5.1.1`.
    public var description: String { "\(classDigit).\(subject).\(detail)" }
}
