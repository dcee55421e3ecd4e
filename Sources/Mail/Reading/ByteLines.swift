/// Ends of lines, of whichever system.
enum UnifiedLines {
    /// The bytes with LF alone at the end of each line: for CRLF, and for a CR without LF.
    static func of(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
        let result = [UInt8](unsafeUninitializedCapacity: bytes.count) { out, count in
            var previous: UInt8 = 0
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
                case UInt8(ascii: "\r"):
                    out[count] = UInt8(ascii: "\n")
                    count += 1
                default:
                    out[count] = byte
                    count += 1
                }
                previous = byte
            }
        }
        return result[...]
    }
}

/// The lines of bytes whose lines end with LF, without their ends.
struct ByteLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>
    private var isAtEnd = false

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Where the next line begins.
    var place: Int { rest.startIndex }

    mutating func next() -> ArraySlice<UInt8>? {
        guard !isAtEnd else { return nil }
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            isAtEnd = true
            return rest.isEmpty ? nil : rest
        }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }
}
