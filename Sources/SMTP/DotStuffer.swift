internal import Glibc

/// Writes a message as DATA wants it: a dot at the start of a line is doubled, every line ends with CRLF, and the
/// last is followed by the dot that ends the data (RFC 5321 §4.5.2).
///
/// A bare CR or LF becomes CRLF, so that no two servers can disagree about where a line ends.
struct DotStuffer {
    private var position = 0
    private var isAtLineStart = true
    private(set) var isFinished = false

    private static let cr: UInt8 = 13
    private static let lf: UInt8 = 10
    private static let dot = UInt8(ascii: ".")

    /// Appends some more of the message, the final dot included once all of it is through.
    ///
    /// - Parameters:
    ///   - message: the same message at every call.
    ///   - out: where it goes.
    ///   - limit: stops soon after so many bytes have been appended.
    mutating func append(_ message: [UInt8], to out: inout [UInt8], limit: Int = .max) {
        guard !isFinished else { return }
        if message.count < limit { out.reserveCapacity(out.count + message.count - position + 64) }
        if position == 0, isAtLineStart, message.count < limit,
            message.withUnsafeBytes(DotStuffer.isReady)
        {
            out += message
            position = message.count
        } else {
            message.withUnsafeBytes { appendLines(of: $0, to: &out, limit: limit) }
        }
        guard position >= message.count else { return }
        if !isAtLineStart { out += [DotStuffer.cr, DotStuffer.lf] }
        out += [DotStuffer.dot, DotStuffer.cr, DotStuffer.lf]
        isFinished = true
    }

    /// Whether a message ends all its lines with CRLF and begins none with a dot: it goes as it is, as nearly all do.
    private static func isReady(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress, let first = bytes.first, first != dot, first != lf,
            bytes.last == lf
        else { return false }
        let text = base.assumingMemoryBound(to: UInt8.self)
        // Each byte beside the one before, without a branch: the compiler makes sixteen comparisons at once of it.
        var faults: UInt8 = 0
        for place in 1..<bytes.count {
            let before = text[place &- 1]
            let here = text[place]
            let isPair: UInt8 = before == cr ? 1 : 0
            let isFeed: UInt8 = here == lf ? 1 : 0
            let isDotAtStart: UInt8 = (before == lf ? 1 : 0) & (here == dot ? 1 : 0)
            faults |= (isPair ^ isFeed) | isDotAtStart
        }
        return faults == 0
    }

    /// Lines that need no change are copied many at a time: `run` is where the uncopied ones begin.
    private mutating func appendLines(of bytes: UnsafeRawBufferPointer, to out: inout [UInt8], limit: Int) {
        guard let base = bytes.baseAddress else { return }
        let start = out.count
        var run = position
        var here = position
        func copyRun(upTo end: Int, endingLine: Bool, next: Int) {
            out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[run..<end]))
            if endingLine { out += [DotStuffer.cr, DotStuffer.lf] }
            run = next
        }
        while here < bytes.count {
            let appended = out.count - start + (here - run)
            guard appended < limit else { break }
            if isAtLineStart, bytes[here] == DotStuffer.dot {
                copyRun(upTo: here, endingLine: false, next: here)
                out.append(DotStuffer.dot)
            }
            isAtLineStart = false
            let room = min(bytes.count - here, limit - appended)
            let feed = memchr(base + here, Int32(DotStuffer.lf), room).map { UnsafeRawPointer($0) - base }
            let end = feed ?? here + room
            if let cr = memchr(base + here, Int32(DotStuffer.cr), end - here).map({
                UnsafeRawPointer($0) - base
            }) {
                let isPair = cr + 1 < bytes.count && bytes[cr + 1] == DotStuffer.lf
                here = cr + (isPair ? 2 : 1)
                if !isPair { copyRun(upTo: cr, endingLine: true, next: here) }
                isAtLineStart = true
            } else if let feed {
                here = feed + 1
                copyRun(upTo: feed, endingLine: true, next: here)
                isAtLineStart = true
            } else {
                here = end
            }
        }
        copyRun(upTo: here, endingLine: false, next: here)
        position = here
    }
}
