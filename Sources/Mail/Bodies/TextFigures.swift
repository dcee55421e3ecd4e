import Glibc

/// What must be known of a text before it is encoded.
struct TextFigures {
    /// Equals signs.
    private(set) var equals: Int
    /// Control characters but CR, LF and tab.
    private(set) var controls: Int
    /// Line ends.
    private(set) var lines: Int

    /// Counts in one pass.
    init(_ bytes: [UInt8]) {
        equals = 0
        controls = 0
        lines = 0
        bytes.withUnsafeBufferPointer { text in
            Self.weights.withUnsafeBufferPointer { weights in
                var start = 0
                while start < text.count {
                    // A third of the sum's bits holds the count of so many octets.
                    let end = min(text.count, start + 1_000_000)
                    var sum: UInt64 = 0
                    for octet in text[start..<end] { sum &+= weights[Int(octet)] }
                    equals += Int(sum & 0x1F_FFFF)
                    controls += Int(sum >> 21 & 0x1F_FFFF)
                    lines += Int(sum >> 42)
                    start = end
                }
            }
        }
    }

    /// What an octet adds to three counts that lie side by side.
    private static let weights: [UInt64] = (0...255).map { octet in
        switch UInt8(octet) {
        case UInt8(ascii: "="): 1
        case UInt8(ascii: "\n"): 1 << 42
        case UInt8(ascii: "\r"), UInt8(ascii: "\t"): 0
        case 0..<0x20, 0x7F: 1 << 21
        default: 0
        }
    }

    /// The figures of one text behind the other.
    static func += (figures: inout TextFigures, more: TextFigures) {
        figures.equals += more.equals
        figures.controls += more.controls
        figures.lines += more.lines
    }

    /// How many octets are above 127, counted eight at a time.
    static func high(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { text in
            let ones: UInt64 = 0x0101_0101_0101_0101
            var count = 0
            var place = 0
            while place + 8 <= text.count {
                // Eight counts side by side, each of at most 255, added up by one multiplication of their pairs.
                var counts: UInt64 = 0
                let end = min(text.count - 8, place + 254 * 8)
                while place <= end {
                    counts &+= (text.loadUnaligned(fromByteOffset: place, as: UInt64.self) &>> 7) & ones
                    place += 8
                }
                let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ ((counts &>> 8) & 0x00FF_00FF_00FF_00FF)
                count += Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
            }
            for rest in place..<text.count where text[rest] >= 0x80 { count += 1 }
            return count
        }
    }
}

/// Line ends as mail wants them: RFC 2046 §4.1.1.
enum LineEnds {
    /// Whether each CR is followed by LF and each LF preceded by CR.
    static func areCanonical(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { text in
            guard let base = text.baseAddress else { return true }
            func place(of byte: Int32, from start: Int) -> Int {
                memchr(base + start, byte, text.count - start).map { UnsafeRawPointer($0) - base }
                    ?? text.count
            }
            var start = 0
            while start < text.count {
                let feed = place(of: 10, from: start)
                let carriage = place(of: 13, from: start)
                if feed == text.count, carriage == text.count { return true }
                guard feed < text.count, feed == carriage + 1 else { return false }
                start = feed + 1
            }
            return true
        }
    }

    /// The text with every CR, LF and CRLF as CRLF.
    static func canonical(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16 + 2)
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") {
                result += bytes[start..<index]
                result += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
                if byte == UInt8(ascii: "\r"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n")
                {
                    index += 1
                }
                start = index + 1
            }
            index += 1
        }
        result += bytes[start...]
        return result
    }
}
