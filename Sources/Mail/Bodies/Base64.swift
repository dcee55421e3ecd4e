/// Base64: RFC 2045 §6.8, in lines of 76 characters.
enum Base64 {
    /// Octets of the encoded form of `count` octets, line ends included.
    static func encodedCount(_ count: Int) -> Int {
        let characters = (count + 2) / 3 * 4
        return characters + (characters + 75) / 76 * 2
    }

    /// Appends the bytes in lines of 76 characters, each ending in CRLF.
    static func encode(_ bytes: [UInt8], into out: inout [UInt8]) {
        out.append(addingCapacity: encodedCount(bytes.count)) { room in
            var writer = Base64Writer()
            bytes.withUnsafeBufferPointer { writer.append($0, to: &room) }
            writer.finish(&room)
        }
    }

    /// Appends the bytes as one run of characters.
    static func encodeLine(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { source in
            out.append(addingCapacity: (source.count + 2) / 3 * 4) { room in
                encodeGroups(source, to: &room)
                encodeRest(source, to: &room)
            }
        }
    }

    /// Appends the characters of all whole groups of three octets.
    static func encodeGroups(_ source: UnsafeBufferPointer<UInt8>, to room: inout OutputSpan<UInt8>) {
        guard let base = source.baseAddress else { return }
        let raw = UnsafeRawPointer(base)
        let count = source.count
        room.withUnsafeMutableBufferPointer { buffer, written in
            guard let start = buffer.baseAddress else { return }
            var target = UnsafeMutableRawPointer(start + written)
            pairs.withUnsafeBufferPointer { pairs in
                var read = 0
                // Six octets at a time, looked up by twelve bits; the load takes in two octets more.
                while read + 8 <= count {
                    let six = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: read, as: UInt64.self))
                    let eight =
                        UInt64(pairs[Int(six >> 52)])
                        | UInt64(pairs[Int(six >> 40) & 0xFFF]) << 16
                        | UInt64(pairs[Int(six >> 28) & 0xFFF]) << 32
                        | UInt64(pairs[Int(six >> 16) & 0xFFF]) << 48
                    target.storeBytes(of: eight.littleEndian, as: UInt64.self)
                    target += 8
                    read += 6
                }
                while read + 3 <= count {
                    let three = Int(base[read]) << 16 | Int(base[read + 1]) << 8 | Int(base[read + 2])
                    let four = UInt32(pairs[three >> 12]) | UInt32(pairs[three & 0xFFF]) << 16
                    target.storeBytes(of: four.littleEndian, as: UInt32.self)
                    target += 4
                    read += 3
                }
            }
            written += count / 3 * 4
        }
    }

    /// Appends the characters of the one or two octets that are left behind whole groups, and their padding.
    static func encodeRest(_ source: UnsafeBufferPointer<UInt8>, to room: inout OutputSpan<UInt8>) {
        let rest = source.count - source.count % 3
        guard rest < source.count else { return }
        let isTwo = source.count - rest == 2
        let three = Int(source[rest]) << 16 | (isTwo ? Int(source[rest + 1]) << 8 : 0)
        for (place, shift) in [18, 12, 6].enumerated() {
            room.append(place == 2 && !isTwo ? UInt8(ascii: "=") : alphabet[three >> shift & 63])
        }
        room.append(UInt8(ascii: "="))
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// For each 12 bits their two characters, the first in the low octet.
    private static let pairs: [UInt16] = (0..<4096).map { bits in
        UInt16(alphabet[bits >> 6]) | UInt16(alphabet[bits & 63]) << 8
    }
}

/// Writes base64 in lines of 76 characters from pieces of any length.
struct Base64Writer {
    /// Characters on the current line.
    private var column = 0
    /// Up to two octets that wait for the rest of their group.
    private var waiting: (first: UInt8, second: UInt8) = (0, 0)
    private var waitingCount = 0

    /// Appends a piece.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to room: inout OutputSpan<UInt8>) {
        var rest = complete(bytes, to: &room)
        while rest.count >= 3 {
            let count = min((76 - column) / 4, rest.count / 3)
            Base64.encodeGroups(UnsafeBufferPointer(rebasing: rest[..<(count * 3)]), to: &room)
            advance(by: count * 4, &room)
            rest = UnsafeBufferPointer(rebasing: rest[(count * 3)...])
        }
        keep(rest)
    }

    /// Octets that the next piece must give before a group begins.
    var missing: Int { waitingCount == 0 ? 0 : 3 - waitingCount }

    /// Appends a piece of which the whole groups behind its first ``missing`` octets have been encoded before; empty:
    /// they have not.
    mutating func append(
        _ bytes: UnsafeBufferPointer<UInt8>,
        encoded characters: UnsafeBufferPointer<UInt8>,
        to room: inout OutputSpan<UInt8>
    ) {
        guard !characters.isEmpty else { return append(bytes, to: &room) }
        let rest = complete(bytes, to: &room)
        // Up to the end of the line that has begun; whole lines; what is left begins another.
        let first = column == 0 ? 0 : min(characters.count, Self.width - column)
        let lines = (characters.count - first) / Self.width
        let last = first + lines * Self.width
        copy(UnsafeBufferPointer(rebasing: characters[..<first]), to: &room)
        Self.copyLines(UnsafeBufferPointer(rebasing: characters[first..<last]), to: &room)
        copy(UnsafeBufferPointer(rebasing: characters[last...]), to: &room)
        keep(UnsafeBufferPointer(rebasing: rest[(rest.count - rest.count % 3)...]))
    }

    /// Pads the last group and ends the last line.
    mutating func finish(_ room: inout OutputSpan<UInt8>) {
        if waitingCount > 0 {
            withUnsafeBytes(of: waiting) { bytes in
                Base64.encodeRest(
                    UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<waitingCount]),
                    to: &room
                )
            }
            waitingCount = 0
            advance(by: 4, &room)
        }
        if column > 0 { advance(by: 76 - column, &room) }
    }

    /// Completes the group that waits, as far as the bytes reach; returns those that are left.
    private mutating func complete(
        _ bytes: UnsafeBufferPointer<UInt8>,
        to room: inout OutputSpan<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        guard waitingCount > 0 else { return bytes }
        let missing = 3 - waitingCount
        guard bytes.count >= missing else {
            if let byte = bytes.first { waiting.second = byte }
            waitingCount += bytes.count
            return UnsafeBufferPointer(rebasing: bytes[bytes.count...])
        }
        let group = (waiting.first, missing == 2 ? bytes[0] : waiting.second, bytes[missing - 1])
        withUnsafeBytes(of: group) { Base64.encodeGroups($0.bindMemory(to: UInt8.self), to: &room) }
        waitingCount = 0
        advance(by: 4, &room)
        return UnsafeBufferPointer(rebasing: bytes[missing...])
    }

    /// Keeps what makes no whole group; at most two octets, and none when some wait already.
    private mutating func keep(_ rest: UnsafeBufferPointer<UInt8>) {
        guard let first = rest.first else { return }
        waiting = (first, rest.count > 1 ? rest[1] : 0)
        waitingCount = rest.count
    }

    /// Counts characters that were written, or left out, and ends the line that is full.
    @inline(__always)
    private mutating func advance(by count: Int, _ room: inout OutputSpan<UInt8>) {
        column += count
        guard column == 76 else { return }
        room.append(UInt8(ascii: "\r"))
        room.append(UInt8(ascii: "\n"))
        column = 0
    }

    /// Characters on a line.
    private static let width = 76

    /// Copies characters that the current line has room for.
    private mutating func copy(_ characters: UnsafeBufferPointer<UInt8>, to room: inout OutputSpan<UInt8>) {
        guard let source = characters.baseAddress, !characters.isEmpty else { return }
        room.withUnsafeMutableBufferPointer { buffer, written in
            guard let start = buffer.baseAddress else { return }
            UnsafeMutableRawPointer(start + written).copyMemory(from: source, byteCount: characters.count)
            written += characters.count
        }
        advance(by: characters.count, &room)
    }

    /// Copies whole lines, of which most of a letter is made, and ends each: by moves of a known length, without a call.
    private static func copyLines(_ characters: UnsafeBufferPointer<UInt8>, to room: inout OutputSpan<UInt8>)
    {
        guard let base = characters.baseAddress else { return }
        let lines = characters.count / width
        let lineEnd = UInt16(UInt8(ascii: "\r")) | UInt16(UInt8(ascii: "\n")) << 8
        room.withUnsafeMutableBufferPointer { buffer, written in
            guard let start = buffer.baseAddress else { return }
            var source = UnsafeRawPointer(base)
            var target = UnsafeMutableRawPointer(start + written)
            for _ in 0..<lines {
                target.copyMemory(from: source, byteCount: 76)
                target.storeBytes(of: lineEnd.littleEndian, toByteOffset: 76, as: UInt16.self)
                source += 76
                target += 78
            }
            written += lines * 78
        }
    }
}
