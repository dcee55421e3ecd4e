/// What the server does at one step of the dialogue: the bytes it replies and how it misbehaves around them.
public struct Answer: Sendable, Hashable {
    /// What follows the reply.
    public enum Ending: Sendable, Hashable {
        /// The session goes on.
        case goOn
        /// The connection is closed once the reply is written.
        case close
        /// The connection is reset (RST) once the reply is written: bytes under way may be lost.
        case reset
        /// Nothing more is read or written until the client leaves or the server stops.
        case stall
    }

    /// How the server behaves while a message's content comes in; given with the answer to DATA.
    public struct BodyCut: Sendable, Hashable {
        /// Bytes of content, as sent on the wire, that are read before `reply` and `ending`.
        public var after: Int
        /// What is written then; may be empty.
        public var reply: [UInt8]
        /// What follows it.
        public var ending: Ending

        /// Reads `after` bytes of content, writes `reply` and ends.
        public init(after: Int, reply: String = "", ending: Ending = .close) {
            self.after = after
            self.reply = Array(reply.utf8)
            self.ending = ending
        }
    }

    /// The reply, byte for byte, line ends included; empty for no reply.
    public var bytes: [UInt8]
    /// How long the server waits before it replies.
    public var delay: Duration = .zero
    /// Positions in `bytes` at which the reply is cut into pieces that are sent one by one.
    public var cuts: [Int] = []
    /// The wait between those pieces.
    public var pause: Duration = .milliseconds(5)
    /// What follows the reply.
    public var ending: Ending = .goOn
    /// For the answer to DATA: what happens while the content comes.
    public var bodyCut: BodyCut?
    /// Whether what has been read behind the step is thrown away, as servers do that break RFC 2920 §3.2.
    public var dropsInput = false
    /// Whether the step is taken as accepted; nil: by the reply's code, 2xx and 3xx accept.
    public var accepts: Bool?

    /// Replies with these bytes as they are; add the line ends yourself.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// One line (`"250 2.0.0 Ok"`) or several; CRLF is added to each.
    public static func reply(_ lines: String...) -> Answer {
        Answer(bytes: lines.flatMap { Array($0.utf8) + [13, 10] })
    }

    /// A reply of one code over several lines: `250-first`, `250 last` (RFC 5321 §4.2.1).
    public static func reply(_ code: Int, lines: [String]) -> Answer {
        var bytes: [UInt8] = []
        for (index, line) in lines.enumerated() {
            bytes += Array("\(code)\(index + 1 == lines.count ? " " : "-")\(line)\r\n".utf8)
        }
        return Answer(bytes: bytes)
    }

    /// No reply: nothing happens until the client leaves or the server stops.
    public static let stall = Answer(bytes: []).then(.stall)
    /// No reply: the connection is closed.
    public static let close = Answer(bytes: []).then(.close)
    /// No reply: the connection is reset.
    public static let reset = Answer(bytes: []).then(.reset)

    /// The same answer after a wait.
    public func delayed(by delay: Duration) -> Answer { changed { $0.delay = delay } }

    /// The same answer, what the client has pipelined behind the step being thrown away.
    public func droppingInput() -> Answer { changed { $0.dropsInput = true } }

    /// The same answer with another ending.
    public func then(_ ending: Ending) -> Answer { changed { $0.ending = ending } }

    /// The same answer, sent in pieces cut at these byte positions, with a pause between them.
    public func split(at cuts: [Int], pause: Duration = .milliseconds(5)) -> Answer {
        changed {
            $0.cuts = cuts
            $0.pause = pause
        }
    }

    /// The same answer to DATA, with content that is read only so far.
    public func cutting(_ cut: BodyCut) -> Answer { changed { $0.bodyCut = cut } }

    /// The same answer, the step being taken as accepted (or not) whatever the reply says: a message that
    /// is kept although the client never hears of it.
    public func accepting(_ accepts: Bool = true) -> Answer { changed { $0.accepts = accepts } }

    /// The first digit of the reply, 0 without one.
    var firstDigit: Int {
        guard let first = bytes.first, (48...57).contains(first) else { return 0 }
        return Int(first) - 48
    }

    var isAccepting: Bool { accepts ?? (firstDigit == 2 || firstDigit == 3) }

    private func changed(_ change: (inout Answer) -> Void) -> Answer {
        var copy = self
        change(&copy)
        return copy
    }
}
