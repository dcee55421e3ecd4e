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
        guard let base = bytes.baseAddress, bytes.count > 1, bytes[0] != dot else { return false }
        // A line at a time by the C library, which looks at many bytes at once.
        var line = 0
        while line < bytes.count {
            guard let feed = memchr(base + line, Int32(lf), bytes.count - line),
                let first = memchr(base + line, Int32(cr), bytes.count - line), first + 1 == feed
            else { return false }
            line = UnsafeRawPointer(feed) - base + 1
            if line < bytes.count, bytes[line] == dot { return false }
        }
        return true
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
