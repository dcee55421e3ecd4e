internal import Glibc
internal import Wording

/// Cuts the bytes that a server sends into responses (RFC 9051 §7), however they come in pieces.
///
/// Bounded in memory: a line that is too long ends the dialogue, and of a literal only the beginning is kept.
struct ResponseReader {
    /// One response: its line, and the literals in it.
    struct Raw {
        /// The line without its end; each literal stands in it as `{SIZE}`.
        var line: [UInt8] = []
        /// The literals in order.
        var literals: [Literal] = []
    }

    /// A text of which the server tells the length before (RFC 9051 §4.3).
    struct Literal: Hashable {
        /// Where its brace stands in the line.
        var place: Int
        /// How long it is.
        var size: Int
        /// Its beginning.
        var bytes: [UInt8] = []
    }

    /// What was read.
    enum Item {
        /// A whole response.
        case response(Raw)
        /// Nothing after it can be trusted.
        case violation(Wording)
    }

    /// As long as a line may be, without its literals.
    static let longestLine = 64 << 10
    /// As long as a literal may be, kept or not.
    static let longestLiteral = 64 << 20
    /// As many literals as a response may have.
    static let mostLiterals = 16

    /// As many bytes of the literals of one response are kept.
    var kept = 4096

    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0
    private var current = Raw()
    /// What is missing of the literal that is being read; 0 in a line.
    private var missing = 0
    private var room = 0
    private var problem: Wording?

    /// How many bytes are held.
    var heldBytes: Int {
        buffer.count + current.line.count + current.literals.reduce(0) { $0 + $1.bytes.count }
    }

    /// Adds what arrived; then call ``next()`` until it gives nil.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard problem == nil else { return }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole response, if it has arrived.
    mutating func next() -> Item? {
        while problem == nil {
            if missing > 0 {
                guard takeLiteral() else { return nil }
                continue
            }
            guard let end = endOfLine() else {
                dropConsumed()
                if current.line.count + buffer.count > Self.longestLine { return fail(Self.longLine) }
                return nil
            }
            if current.line.isEmpty { room = kept }
            current.line += buffer[start..<end]
            if current.line.last == 13 { current.line.removeLast() }
            start = end + 1
            scanned = start
            guard current.line.count <= Self.longestLine else { return fail(Self.longLine) }
            guard let digits = Self.literalSize(endOf: current.line) else { break }
            let size = Int(digits) ?? .max
            guard size <= Self.longestLiteral else {
                return fail(MailboxWords.longLiteral(String(digits.prefix(20)), Self.longestLiteral))
            }
            guard current.literals.count < Self.mostLiterals else { return fail(MailboxWords.manyLiterals) }
            let place = current.line.lastIndex(of: UInt8(ascii: "{")) ?? 0
            current.literals.append(Literal(place: place, size: size))
            missing = size
        }
        if let problem { return .violation(problem) }
        defer { current = Raw() }
        return .response(current)
    }

    private static let longLine = MailboxWords.longLine(longestLine)

    private mutating func fail(_ why: Wording) -> Item {
        problem = why
        buffer = []
        current = Raw()
        return .violation(why)
    }

    /// Takes what has come of a literal; false where more is needed.
    private mutating func takeLiteral() -> Bool {
        let count = min(missing, buffer.count - start)
        let keeping = min(count, room)
        current.literals[current.literals.count - 1].bytes += buffer[start..<start + keeping]
        room -= keeping
        missing -= count
        start += count
        scanned = start
        if missing > 0 { dropConsumed() }
        return missing == 0
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

    private mutating func dropConsumed() {
        guard start > 0 else { return }
        buffer.removeSubrange(..<start)
        start = 0
        scanned = buffer.count
    }

    /// The digits of `{42}`, `{42+}` or `~{42}` at a line's end; nil where the line ends without a literal, or is of the
    /// kind that ends in free text.
    private static func literalSize(endOf line: [UInt8]) -> Substring? {
        guard line.last == UInt8(ascii: "}"), !hasFreeText(line),
            let open = line.lastIndex(of: UInt8(ascii: "{"))
        else { return nil }
        var digits = line[(open + 1)...].dropLast()
        if digits.last == UInt8(ascii: "+") { digits.removeLast() }
        guard !digits.isEmpty, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        return Substring(decoding: digits, as: UTF8.self)
    }

    /// Whether it is a response of a state or a request to go on (RFC 9051 §7.1, §7.6): their words may be any.
    private static func hasFreeText(_ line: [UInt8]) -> Bool {
        if line.first == UInt8(ascii: "+") { return true }
        let words = line.prefix(80).split(separator: 32, maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count > 1 else { return false }
        return Response.Condition(word: words[1]) != nil
    }
}
