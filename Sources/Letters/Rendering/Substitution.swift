import Mustache

/// Substitution of values for placeholders.
enum Substitution {
    /// Appends segments as HTML: values escaped for text and quoted attributes, or encoded for addresses.
    ///
    /// Once `out` has more than `most` bytes, the rest is left out.
    static func html(
        _ segments: [Segment],
        _ values: [String],
        most: Int = .max,
        into out: inout [UInt8]
    ) {
        for segment in segments where out.count <= most {
            switch segment {
            case .literal(let bytes): out.append(contentsOf: bytes)
            case .placeholder(let index, let use):
                guard values.indices.contains(index) else { continue }
                html(values[index], use, into: &out)
            }
        }
    }

    /// Appends plain text, lines with values wrapped for reading.
    ///
    /// Once `out` has more than `most` bytes, the rest is left out.
    static func text(
        _ pieces: [TextPiece],
        _ values: [String],
        most: Int = .max,
        into out: inout [UInt8]
    ) {
        for piece in pieces where out.count <= most {
            switch piece {
            case .fixed(let bytes): out.append(contentsOf: bytes)
            case .line(let line):
                guard let content = line.content else {
                    out.append(contentsOf: [0x0D, 0x0A])
                    continue
                }
                var buffer: [UInt8] = []
                for segment in content where buffer.count <= most {
                    self.line(segment, values, into: &buffer)
                }
                TextWrap.append(buffer, first: line.first, rest: line.rest, wraps: line.wraps, to: &out)
            }
        }
    }

    /// Appends a piece of a line of plain text.
    static func line(_ segment: Segment, _ values: [String], into line: inout [UInt8]) {
        switch segment {
        case .literal(let bytes): line.append(contentsOf: bytes)
        case .placeholder(let index, let use):
            guard values.indices.contains(index) else { return }
            self.line(values[index], use, into: &line)
        }
    }

    /// Appends a value as it stands in plain text.
    static func line(_ value: String, _ use: Placeholder.Use, into line: inout [UInt8]) {
        switch use {
        case .text, .address: appendLine(value, to: &line)
        case .shownAddress: if !LinkAddress.appendShown(value, to: &line) { appendLine(value, to: &line) }
        case .shownAlone: LinkAddress.appendShown(value, to: &line)
        case .shownAside: LinkAddress.appendShown(value, before: " (", after: ")", to: &line)
        case .addressPart: LinkAddress.appendPart(value, to: &line)
        case .mailbox: LinkAddress.appendMailbox(value, to: &line)
        case .telephone: LinkAddress.appendTelephone(value, to: &line)
        }
    }

    /// Appends a value as it stands in HTML.
    static func html(_ value: String, _ use: Placeholder.Use, into out: inout [UInt8]) {
        switch use {
        case .text, .shownAddress, .shownAside, .shownAlone: appendEscaped(value, to: &out)
        case .address: LinkAddress.appendWhole(value, to: &out)
        case .addressPart: LinkAddress.appendPart(value, to: &out)
        case .mailbox: LinkAddress.appendMailbox(value, to: &out)
        case .telephone: LinkAddress.appendTelephone(value, to: &out)
        }
    }

    /// Appends a value as a part of one line: ends of line become blanks, other control characters go.
    ///
    /// One that is written from right to left is isolated (UAX #9, FSI and PDI), so that it turns nothing around it.
    static func appendLine(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { bytes in
            if marks(bytes) & Self.careMark == 0 {
                out.append(contentsOf: bytes)
            } else {
                appendCareful(bytes, to: &out)
            }
        }
    }

    /// Appends a text as ``appendLine(_:to:)`` does, but for isolates.
    static func appendClean(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { _ = appendCleaned($0, to: &out) }
    }

    /// Appends a value as ``appendLine(_:to:)`` does, escaped for HTML.
    private static func appendEscaped(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { bytes in
            let marks = marks(bytes)
            if marks == 0 {
                out.append(contentsOf: bytes)
                return
            }
            var line: [UInt8] = []
            if marks & Self.careMark == 0 { line += bytes } else { appendCareful(bytes, to: &line) }
            HTML.escape(String(decoding: line, as: UTF8.self), into: &out)
        }
    }

    private static func appendCareful(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        let start = out.count
        guard appendCleaned(bytes, to: &out) else { return }
        out.insert(contentsOf: [0xE2, 0x81, 0xA8], at: start)  // U+2068
        out += [0xE2, 0x81, 0xA9]
    }

    /// Tells whether a character is there that is written from right to left.
    private static func appendCleaned(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) -> Bool {
        var turns = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: out.append(0x20)
            case 0..<0x20, 0x7F..<0xA0: continue
            // These would turn the rest of the line around.
            case 0x202A...0x202E, 0x2066...0x2069: continue
            case 0xFDD0...0xFDEF: continue  // placeholders are written with these
            default:
                turns = turns || Direction.isRightToLeft(scalar)
                out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return turns
    }

    /// There may be a character that a line of text must not hold.
    static let careMark: UInt8 = 1
    /// There is a character that HTML gives a meaning to.
    static let markupMark: UInt8 = 2

    /// What there may be in a text.
    ///
    /// Quotes, dashes and № need no care, though they begin with the same bytes as what does.
    static func marks(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        kinds.withUnsafeBufferPointer { kinds in
            var found: UInt8 = 0
            for byte in bytes { found |= kinds[Int(byte)] }
            guard found & leadMark != 0 else { return found }
            found &= ~leadMark
            for place in bytes.indices where kinds[Int(bytes[place])] & leadMark != 0 {
                let next = place + 1 < bytes.count ? bytes[place + 1] : 0
                let isCareful =
                    switch bytes[place] {
                    case 0xC2: next < 0xA0  // U+0080–U+009F
                    case 0xE0: next < 0xA4  // U+0800–U+08FF
                    case 0xEF: 0xAC...0xBB ~= next  // U+FB00–U+FEFF
                    case 0xF0: next == 0x90 || next == 0x9E  // U+10000–U+10FFF, U+1E000–U+1EFFF
                    // U+200F, U+2028–U+202E and U+2040–U+207F
                    default:
                        next == 0x81
                            || next == 0x80 && place + 2 < bytes.count
                                && (bytes[place + 2] == 0x8F || 0xA8...0xAE ~= bytes[place + 2])
                    }
                if isCareful { found |= careMark }
            }
            return found
        }
    }

    /// A character begins here of which some kinds need care.
    private static let leadMark: UInt8 = 4

    private static let kinds: [UInt8] = (0...255).map { byte in
        switch UInt8(byte) {
        // Hebrew, Arabic and their neighbours begin with D6–DF.
        case 0..<0x20, 0x7F, 0xD6...0xDF: careMark
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            markupMark
        case 0xC2, 0xE0, 0xE2, 0xEF, 0xF0: leadMark
        default: 0
        }
    }
}

/// Plain text with placeholders: lines without a placeholder are wrapped once, for all letters.
enum TextPiece: Sendable, Hashable {
    /// Whole lines as they go.
    case fixed([UInt8])
    /// A line that is wrapped when its values are known.
    case line(TextWriter.Line)

    /// The pieces that lines make up.
    static func pieces(of lines: [TextWriter.Line]) -> [TextPiece] {
        var pieces: [TextPiece] = []
        var fixed: [UInt8] = []
        for line in lines {
            let hasPlaceholder = (line.content ?? []).contains {
                if case .placeholder = $0 { true } else { false }
            }
            guard hasPlaceholder else {
                Substitution.text([.line(line)], [], into: &fixed)
                continue
            }
            if !fixed.isEmpty { pieces.append(.fixed(fixed)) }
            fixed.removeAll()
            pieces.append(.line(line))
        }
        if !fixed.isEmpty { pieces.append(.fixed(fixed)) }
        return pieces
    }
}
