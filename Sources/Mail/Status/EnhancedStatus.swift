/// An enhanced status code such as `5.1.1`: RFC 3463 §2, three integers.
public struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    public let classDigit: Int
    /// What it is about, 0–999: 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
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
    public init?(_ text: some StringProtocol) {
        var rest = Substring(text).utf8
        guard let status = Self.take(from: &rest), rest.isEmpty else { return nil }
        self = status
    }

    /// The code in the text of a reply, with or without the reply code before it; nil if there is none.
    ///
    /// It stands first (RFC 2034 §4). Servers that put it elsewhere write it in brackets, behind `#` or between
    /// blanks: there a 4 or 5 with a subject of RFC 3463 is taken, so that addresses and versions are not.
    public static func find(in replyText: String) -> EnhancedStatus? {
        var rest = Substring(replyText).utf8
        if rest.prefix(3).count == 3, rest.prefix(3).allSatisfy(ByteClass.isDigit),
            let mark = rest.dropFirst(3).first, mark == UInt8(ascii: " ") || mark == UInt8(ascii: "-")
        {
            rest = rest.dropFirst(4)
        }
        var start = rest.drop { $0 == UInt8(ascii: " ") }
        if let status = take(from: &start), endsWord(start.first) { return status }
        return findInside(rest)
    }

    private static func findInside(_ text: Substring.UTF8View) -> EnhancedStatus? {
        var before = UInt8(ascii: " ")
        var rest = text
        while let byte = rest.first {
            if " ([#<\n\t".utf8.contains(before), byte == UInt8(ascii: "4") || byte == UInt8(ascii: "5") {
                var candidate = rest
                if let status = take(from: &candidate), status.subject <= 7, endsWord(candidate.first) {
                    return status
                }
            }
            before = byte
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func endsWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return true }
        return " )]>:;,\r\n\t-".utf8.contains(byte)
    }

    private static func take(from text: inout Substring.UTF8View) -> EnhancedStatus? {
        var numbers: [Int] = []
        for part in 0..<3 {
            if part > 0 {
                guard text.first == UInt8(ascii: ".") else { return nil }
                text = text.dropFirst()
            }
            let digits = text.prefix { ByteClass.isDigit($0) }
            guard (1...(part == 0 ? 1 : 3)).contains(digits.count) else { return nil }
            numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
            text = text.dropFirst(digits.count)
        }
        return numbers.count == 3 ? EnhancedStatus(numbers[0], numbers[1], numbers[2]) : nil
    }

    /// The code as it is written: `5.1.1`.
    public var description: String { "\(classDigit).\(subject).\(detail)" }
}
