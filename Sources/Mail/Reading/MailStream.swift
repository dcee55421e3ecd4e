/// Reader of a file with one mail or several (mbox, RFC 4155), piece by piece: however large file and mails are, it holds no
/// more of them than a reader of mail looks at.
///
/// A mailbox file begins with `From `, an address and a date; each further mail does so behind an empty line. Anything else is
/// one mail.
public struct MailStream: Sendable {
    /// As many bytes of a line tell what it is.
    private static let lineBytes = 200

    private let headBytes: Int
    private let tailBytes: Int
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var hasGap = false
    /// The beginning of a line, as long as nobody can say what it is.
    private var line: [UInt8] = []
    private var isInLine = false
    private var wasEmpty = false
    private var isMailboxFile: Bool?
    private var count = 0

    /// Nothing is read yet.
    ///
    /// - Parameter bytes: as much is kept of a mail: of a longer one three quarters of that from its beginning, and the rest
    ///   from its end.
    public init(bytes: Int = ReadingLimits().bytes) {
        headBytes = max(1, bytes - bytes / 4)
        tailBytes = bytes / 4
    }

    /// Takes the next piece of the file.
    ///
    /// - Parameters:
    ///   - piece: of any length.
    ///   - take: is given each mail that has come to its end.
    /// - Throws: what `take` throws.
    public mutating func append<Failure: Error>(
        _ piece: ArraySlice<UInt8>,
        _ take: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var rest = piece
        while !rest.isEmpty {
            if isInLine {
                let end = rest.firstIndex(of: UInt8(ascii: "\n"))
                keep(rest[..<(end.map { $0 + 1 } ?? rest.endIndex)])
                isInLine = end == nil
                rest = end.map { rest[($0 + 1)...] } ?? []
                continue
            }
            let part = rest.prefix(Self.lineBytes - line.count)
            let end = part.firstIndex(of: UInt8(ascii: "\n"))
            line += part[..<(end.map { $0 + 1 } ?? part.endIndex)]
            rest = rest[(end.map { $0 + 1 } ?? part.endIndex)...]
            if end != nil || line.count >= Self.lineBytes { try beginLine(take) }
        }
    }

    /// The file is at its end.
    ///
    /// - Returns: its last mail, and whether it is the only one.
    public mutating func finish() -> (mail: [UInt8], isOnly: Bool) {
        keep(line[...])
        line = []
        return (takeMail(), count == 0)
    }

    /// It is known what the line is.
    private mutating func beginLine<Failure: Error>(
        _ take: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let isWhole = line.last == UInt8(ascii: "\n")
        let isSeparator = (isMailboxFile == nil || wasEmpty) && Self.begins(line[...])
        if isMailboxFile == nil {
            isMailboxFile = isSeparator
        } else if isMailboxFile == true, isSeparator {
            count += 1
            try take(takeMail())
        }
        keep(line[...])
        wasEmpty = isWhole && line.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        isInLine = !isWhole
        line = []
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let first = bytes.prefix(headBytes - head.count)
        head += first
        tail += bytes[first.endIndex...]
        // Not at every line: what is left moves to the front each time.
        guard tail.count > 2 * tailBytes else { return }
        tail.removeFirst(tail.count - tailBytes)
        hasGap = true
    }

    private mutating func takeMail() -> [UInt8] {
        defer { (head, tail, hasGap) = ([], [], false) }
        if tail.count > tailBytes {
            tail.removeFirst(tail.count - tailBytes)
            hasGap = true
        }
        guard hasGap else { return head + tail }
        // Half a line says nothing, or something wrong.
        return head + [UInt8(ascii: "\n")]
            + (tail.firstIndex(of: UInt8(ascii: "\n")).map { tail[($0 + 1)...] } ?? [])
    }

    /// `From a@example.org Sat Nov 28 10:00:00 2026`: an hour in it tells it from a sentence.
    private static func begins(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line.prefix(lineBytes).prefix { $0 != UInt8(ascii: "\n") }
        guard line.starts(with: Array("From ".utf8)) else { return false }
        return line.indices.contains { place in
            line[place] == UInt8(ascii: ":") && place > line.startIndex && place + 1 < line.endIndex
                && ByteClass.isDigit(line[place - 1]) && ByteClass.isDigit(line[place + 1])
        }
    }
}
