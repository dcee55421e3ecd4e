/// Quoted-printable: RFC 2045 §6.7, in lines of at most 76 characters.
enum QuotedPrintable {
    /// Appends text whose line ends are CRLF.
    static func encode(_ bytes: [UInt8], into out: inout [UInt8]) {
        // Ten characters for three octets at the very most, soft breaks included.
        out += [UInt8](unsafeUninitializedCapacity: bytes.count * 10 / 3 + 16) { room, written in
            written = bytes.withUnsafeBufferPointer { encode($0, into: room) }
        }
    }

    private static func encode(
        _ source: UnsafeBufferPointer<UInt8>,
        into room: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var write = 0
        var column = 0
        var read = 0
        while read < source.count {
            let byte = source[read]
            if byte == UInt8(ascii: "\r"), read + 1 < source.count, source[read + 1] == UInt8(ascii: "\n") {
                room[write] = UInt8(ascii: "\r")
                room[write + 1] = UInt8(ascii: "\n")
                write += 2
                read += 2
                column = 0
                continue
            }
            let literal = isLiteral(byte, at: read, column: column, in: source)
            // The last column is for the `=` of a soft break.
            if column + (literal ? 1 : 3) > 75 {
                room[write] = UInt8(ascii: "=")
                room[write + 1] = UInt8(ascii: "\r")
                room[write + 2] = UInt8(ascii: "\n")
                write += 3
                column = 0
                continue
            }
            if literal {
                room[write] = byte
                write += 1
                column += 1
            } else {
                room[write] = UInt8(ascii: "=")
                room[write + 1] = hexDigit(byte >> 4)
                room[write + 2] = hexDigit(byte & 15)
                write += 3
                column += 3
            }
            read += 1
        }
        return write
    }

    @inline(__always)
    private static func isLiteral(
        _ byte: UInt8,
        at position: Int,
        column: Int,
        in source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        // Blanks at the end of a line are lost on the way (rule 3).
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            position + 1 < source.count && source[position + 1] != UInt8(ascii: "\r")
        // Some programs put `>` before `From `, some forget to stuff dots.
        case UInt8(ascii: "F"), UInt8(ascii: "."): column > 0
        case 0x21...0x7E: true
        default: false
        }
    }

    @inline(__always)
    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }
}
