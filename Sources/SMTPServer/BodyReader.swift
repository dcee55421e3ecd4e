import Glibc

/// Takes a message's content off the wire, up to the line that is a dot alone, and undoes dot-stuffing (RFC
/// 5321 §4.5.2).
///
/// Only CRLF ends a line: a dot after a lone LF is content, as it must be against smuggling.
struct BodyReader {
    /// What one step has found.
    enum Step {
        case needsMore, complete, reachedCut
    }

    private(set) var content: [UInt8] = []
    /// Bytes as on the wire, stuffing and final dot included.
    private(set) var wireCount = 0
    private var atLineStart = true

    init(expecting size: Int) { content.reserveCapacity(max(0, min(size, 64 << 20)) + 64) }

    /// Consumes from the connection's buffer what is there, at most up to `cut` bytes on the wire.
    mutating func step(_ connection: inout Connection, cut: Int?) -> Step {
        connection.consume { bytes in step(bytes, cut: cut) }
    }

    /// The same over plain bytes; returns how many were used.
    mutating func step(_ bytes: UnsafeRawBufferPointer, cut: Int?) -> (used: Int, result: Step) {
        var used = 0
        let limit = cut.map { max(0, min(bytes.count, $0 - wireCount)) } ?? bytes.count
        let mayCut = cut != nil && limit < bytes.count
        defer { wireCount += used }
        while used < limit {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[used..<limit])
            guard let base = rest.baseAddress else { break }
            let newline = memchr(base, 10, rest.count).map { UnsafeRawPointer($0) - base }
            var line = rest[..<(newline.map { $0 + 1 } ?? rest.count)]
            let length = line.count
            if atLineStart, line.first == 46 {
                if newline == nil, length < 3 {
                    // "." or ".\r": what it is shows with the next bytes.
                    if mayCut || (cut.map { $0 <= wireCount + limit } ?? false) { break }
                    return (used, .needsMore)
                }
                if length == 3, line[line.startIndex + 1] == 13, newline != nil {
                    used += 3
                    return (used, .complete)
                }
                line = line.dropFirst()
            }
            content += line
            used += length
            atLineStart = newline != nil && content.count >= 2 && content[content.count - 2] == 13
        }
        if let cut, wireCount + limit >= cut { return (used, .reachedCut) }
        return (used, .needsMore)
    }
}
