/// Quoted-printable: RFC 2045 §6.7, in lines of at most 76 characters.
enum QuotedPrintable {
    /// Appends text whose line ends are CRLF.
    static func encode(_ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        // Three characters an octet, and a soft break of three after 75 characters.
        out.append(addingCapacity: bytes.count * 10 / 3 + 16) { room in
            room.withUnsafeMutableBufferPointer { buffer, written in
                guard let start = buffer.baseAddress.map({ $0 + written }) else { return }
                written += walk(bytes) { piece, at in
                    switch piece {
                    case .literal(let byte): start[at] = byte
                    case .quoted(let byte):
                        start[at] = UInt8(ascii: "=")
                        start[at + 1] = hexDigit(byte >> 4)
                        start[at + 2] = hexDigit(byte & 15)
                    case .lineEnd:
                        start[at] = UInt8(ascii: "\r")
                        start[at + 1] = UInt8(ascii: "\n")
                    case .softBreak:
                        start[at] = UInt8(ascii: "=")
                        start[at + 1] = UInt8(ascii: "\r")
                        start[at + 2] = UInt8(ascii: "\n")
                    }
                }
            }
        }
    }

    /// Octets of the encoded form.
    static func encodedCount(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { walk($0) { _, _ in } }
    }

    private enum Piece {
        case literal(UInt8)
        case quoted(UInt8)
        case lineEnd
        case softBreak
    }

    /// Goes through the text and tells each piece of the encoded form and where it lies; returns the form's length.
    @inline(__always)
    private static func walk(_ source: UnsafeBufferPointer<UInt8>, _ emit: (Piece, Int) -> Void) -> Int {
        kinds.withUnsafeBufferPointer { kinds in
            var write = 0
            var column = 0
            var read = 0
            while read < source.count {
                // Most octets go as they are, up to the column that is for a soft break.
                let fit = min(source.count, read + 75 - column)
                let start = read
                while read < fit, isSurelyLiteral(source[read], at: read, in: source, kinds) {
                    emit(.literal(source[read]), write + read - start)
                    read += 1
                }
                write += read - start
                column += read - start
                guard read < source.count else { break }
                let byte = source[read]
                let kind = kinds[Int(byte)]
                if kind == .context, isLineEnd(byte, at: read, in: source) {
                    emit(.lineEnd, write)
                    write += 2
                    read += 2
                    column = 0
                    continue
                }
                let literal = kind == .literal || kind == .context && survives(byte, read, column, source)
                let width = literal ? 1 : 3
                // The last column is for the `=` of a soft break.
                if column + width > 75 {
                    emit(.softBreak, write)
                    write += 3
                    column = 0
                    continue
                }
                emit(literal ? .literal(byte) : .quoted(byte), write)
                write += width
                column += width
                read += 1
            }
            return write
        }
    }

    /// Whether an octet goes as it is, wherever it stands on its line, or is a blank within it.
    @inline(__always)
    private static func isSurelyLiteral(
        _ byte: UInt8,
        at position: Int,
        in source: UnsafeBufferPointer<UInt8>,
        _ kinds: UnsafeBufferPointer<Kind>
    ) -> Bool {
        kinds[Int(byte)] == .literal
            || byte == UInt8(ascii: " ") && position + 1 < source.count
                && source[position + 1] != UInt8(ascii: "\r")
    }

    @inline(__always)
    private static func isLineEnd(
        _ byte: UInt8,
        at position: Int,
        in source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        byte == UInt8(ascii: "\r") && position + 1 < source.count
            && source[position + 1] == UInt8(ascii: "\n")
    }

    /// Whether an octet that depends on its place goes as it is.
    @inline(__always)
    private static func survives(
        _ byte: UInt8,
        _ position: Int,
        _ column: Int,
        _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        switch byte {
        // Blanks at the end of a line are lost on the way (rule 3).
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            position + 1 < source.count && source[position + 1] != UInt8(ascii: "\r")
        // Some programs put `>` before `From `, some forget to stuff dots.
        case UInt8(ascii: "F"), UInt8(ascii: "."): column > 0
        default: false
        }
    }

    private enum Kind {
        case literal
        case quoted
        case context
    }

    private static let kinds: [Kind] = (0...255).map { value in
        switch UInt8(value) {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "F"), UInt8(ascii: "."):
            .context
        case UInt8(ascii: "="): .quoted
        case 0x21...0x7E: .literal
        default: .quoted
        }
    }

    @inline(__always)
    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
    }
}
