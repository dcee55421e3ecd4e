internal import Glibc
internal import Wording

/// Reads replies out of the bytes a server sends, however they are cut into pieces (RFC 5321 §4.2).
///
/// Tolerates a bare LF, lines that carry no code, and bytes that are not UTF-8. Bounded in memory.
struct ReplyParser {
    /// What was read.
    enum Item: Hashable {
        /// A whole reply; ``ReplyParser/reply(_:)`` gives its text.
        case reply(code: Int)
        /// What cannot be understood as a reply; nothing after it can be trusted.
        case violation(Wording)
    }

    /// As much of a line and of a reply's text as is kept.
    static let mostKept = 65_536
    /// As much as one reply may have, kept or not.
    static let mostBytes = 1 << 20
    /// As many lines without a code as are passed over in one reply.
    static let mostStrayLines = 100

    private var buffer: [UInt8] = []
    private var lineStart = 0
    private var scanned = 0

    private var code: Int?
    private var text: [UInt8] = []
    private var isComplete = false
    private var bytesOfReply = 0
    private var strayLines = 0

    private var lastReply: Reply?
    private var lastText: [UInt8] = []

    /// Whether part of a reply has been read.
    var isInside: Bool { lineStart < buffer.count || (code != nil && !isComplete) }

    /// Adds what arrived; then call ``next()`` until it gives nil.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        buffer.append(contentsOf: bytes)
    }

    /// The next whole reply, if it has arrived.
    mutating func next() -> Item? {
        if isComplete { startReply() }
        while let end = endOfLine() {
            let line = buffer[lineStart..<end]
            bytesOfReply += line.count + 1
            let item = take(line)
            lineStart = end + 1
            scanned = lineStart
            if let item { return item }
        }
        dropConsumed()
        // An endless line or an endless reply.
        if bytesOfReply + (buffer.count - lineStart) > ReplyParser.mostBytes {
            return .violation(Problems.longReply(ReplyParser.mostBytes))
        }
        return nil
    }

    /// The reply that ``next()`` has just given, with its text.
    mutating func reply(_ code: Int) -> Reply {
        // Relays repeat themselves: the same words share one string.
        if let lastReply, lastReply.code == code, lastText == text { return lastReply }
        let reply = Reply(code: code, text: ReplyParser.repaired(text))
        lastReply = reply
        lastText = text
        return reply
    }

    /// UTF-8 with U+FFFD for what is not, and for control characters other than tab and line feed.
    static func repaired(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(where: { ($0 < 32 && $0 != 10 && $0 != 9) || $0 == 127 }) else { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = (scalar.value < 32 && scalar != "\n" && scalar != "\t") || scalar.value == 127
            clean.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(clean)
    }

    private mutating func startReply() {
        code = nil
        text.removeAll(keepingCapacity: true)
        isComplete = false
        bytesOfReply = 0
        strayLines = 0
    }

    /// The index of the LF that ends the line, if it has arrived.
    private mutating func endOfLine() -> Int? {
        let found = buffer.withUnsafeBytes { bytes -> Int? in
            guard scanned < bytes.count, let base = bytes.baseAddress,
                let place = memchr(base + scanned, 10, bytes.count - scanned)
            else { return nil }
            return UnsafeRawPointer(place) - base
        }
        if found == nil { scanned = buffer.count }
        return found
    }

    /// Frees what was read and, of a line without end, all but its beginning.
    private mutating func dropConsumed() {
        if lineStart == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= ReplyParser.mostKept * 2)
            lineStart = 0
        } else if lineStart > 0 {
            buffer.removeSubrange(..<lineStart)
            lineStart = 0
        }
        if buffer.count > ReplyParser.mostKept {
            bytesOfReply += buffer.count - ReplyParser.mostKept
            buffer.removeLast(buffer.count - ReplyParser.mostKept)
        }
        scanned = buffer.count
    }

    /// Takes one line without its LF; gives an item when it ends a reply.
    private mutating func take(_ whole: ArraySlice<UInt8>) -> Item? {
        var line = whole
        while line.last == 13 { line.removeLast() }
        guard let read = ReplyParser.code(of: line) else {
            strayLines += 1
            guard strayLines <= ReplyParser.mostStrayLines else {
                return .violation(Problems.strayLines(ReplyParser.mostStrayLines))
            }
            // Within a reply the words may still explain it.
            if code != nil { keep(line) }
            return nil
        }
        // RFC 5321 §4.2.1: every line of a reply has the same code.
        if let code, code != read.code {
            isComplete = true
            return .violation(Problems.twoCodes(code, read.code))
        }
        let isFirst = code == nil
        code = read.code
        keep(line.dropFirst(4), isFirst: isFirst)
        guard read.isLast else { return nil }
        isComplete = true
        return .reply(code: read.code)
    }

    private mutating func keep(_ words: ArraySlice<UInt8>, isFirst: Bool = false) {
        let room = ReplyParser.mostKept - text.count
        guard room > 0 else { return }
        if !isFirst { text.append(10) }
        text.append(contentsOf: words.prefix(room - (isFirst ? 0 : 1)))
    }

    /// Three digits, then a space, a hyphen or nothing.
    private static func code(of line: ArraySlice<UInt8>) -> (code: Int, isLast: Bool)? {
        guard line.count >= 3 else { return nil }
        var code = 0
        for byte in line.prefix(3) {
            guard 48...57 ~= byte else { return nil }
            code = code * 10 + Int(byte - 48)
        }
        switch line.dropFirst(3).first {
        case nil, 32: return (code, true)
        case 45: return (code, false)
        default: return nil
        }
    }
}

extension Capabilities {
    /// Reads them from every line a server sent while the session was opened: the last reply of 250 is EHLO's.
    init(opening lines: [[UInt8]]) {
        self.init()
        for reply in Reply.all(in: lines) where reply.code == 250 {
            self = Capabilities(ehlo: reply.text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }
}

extension Reply {
    /// The replies that lines without line ends make up; what cannot be understood is left out.
    static func all(in lines: [[UInt8]]) -> [Reply] {
        var parser = ReplyParser(), replies: [Reply] = []
        for line in lines {
            (line + [10]).withUnsafeBytes { parser.append($0) }
            while case .reply(let code) = parser.next() { replies.append(parser.reply(code)) }
        }
        return replies
    }
}
