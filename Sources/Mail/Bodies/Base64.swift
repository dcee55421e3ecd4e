/// Base64: RFC 2045 §6.8, in lines of 76 characters.
enum Base64 {
    /// Octets of the encoded form of `count` octets, line ends included.
    static func encodedCount(_ count: Int) -> Int {
        let characters = (count + 2) / 3 * 4
        return characters + (characters + 75) / 76 * 2
    }

    /// Appends the bytes in lines of 76 characters, each ending in CRLF.
    static func encode(_ bytes: [UInt8], into out: inout [UInt8]) {
        let total = encodedCount(bytes.count)
        let encoded = [UInt8](unsafeUninitializedCapacity: total) { room, written in
            bytes.withUnsafeBufferPointer { source in
                var read = 0
                var write = 0
                while read < source.count {
                    let line = min(57, source.count - read)
                    write = encodeRun(source, read..<(read + line), room, write)
                    read += line
                    room[write] = UInt8(ascii: "\r")
                    room[write + 1] = UInt8(ascii: "\n")
                    write += 2
                }
                written = write
            }
        }
        out += encoded
    }

    /// Appends the bytes as one run of characters.
    static func encodeLine(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
        out += [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { room, written in
            bytes.withUnsafeBufferPointer { source in
                written = encodeRun(source, 0..<source.count, room, 0)
            }
        }
    }

    /// Encodes a run, two characters a look-up; returns where writing ended.
    @inline(__always)
    private static func encodeRun(
        _ source: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ room: UnsafeMutableBufferPointer<UInt8>,
        _ start: Int
    ) -> Int {
        guard let target = room.baseAddress else { return start }
        let target16 = UnsafeMutableRawPointer(target)
        return pairs.withUnsafeBufferPointer { pairs in
            var read = range.lowerBound
            var write = start
            while read + 3 <= range.upperBound {
                let three = Int(source[read]) << 16 | Int(source[read + 1]) << 8 | Int(source[read + 2])
                target16.storeBytes(of: pairs[three >> 12], toByteOffset: write, as: UInt16.self)
                target16.storeBytes(of: pairs[three & 0xFFF], toByteOffset: write + 2, as: UInt16.self)
                read += 3
                write += 4
            }
            let left = range.upperBound - read
            guard left > 0 else { return write }
            let three = Int(source[read]) << 16 | (left == 2 ? Int(source[read + 1]) << 8 : 0)
            target16.storeBytes(of: pairs[three >> 12], toByteOffset: write, as: UInt16.self)
            target16.storeBytes(of: pairs[three & 0xFFF], toByteOffset: write + 2, as: UInt16.self)
            if left == 1 { room[write + 2] = UInt8(ascii: "=") }
            room[write + 3] = UInt8(ascii: "=")
            return write + 4
        }
    }

    /// For each 12 bits their two characters, in the order in which they lie in memory.
    private static let pairs: [UInt16] = {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        return (0..<4096).map { bits in
            UInt16(littleEndian: UInt16(alphabet[bits >> 6]) | UInt16(alphabet[bits & 63]) << 8)
        }
    }()
}
