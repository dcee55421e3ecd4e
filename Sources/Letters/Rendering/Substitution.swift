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
        appendLine(use == .shownAddress ? LinkAddress.shown(value) : value, to: &line)
    }

    /// Appends a value as it stands in HTML.
    static func html(_ value: String, _ use: Placeholder.Use, into out: inout [UInt8]) {
        switch use {
        case .text, .shownAddress: appendEscaped(value, to: &out)
        case .address: LinkAddress.appendWhole(value, to: &out)
        case .addressPart: LinkAddress.appendPart(value, to: &out)
        }
    }

    /// Appends a value as a part of one line: ends of line become blanks, other control characters go.
    static func appendLine(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { bytes in
            if marks(bytes) & Self.careMark == 0 {
                out.append(contentsOf: bytes)
            } else {
                appendCleaned(bytes, to: &out)
            }
        }
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
            if marks & Self.careMark == 0 { line += bytes } else { appendCleaned(bytes, to: &line) }
            HTML.escape(String(decoding: line, as: UTF8.self), into: &out)
        }
    }

    private static func appendCleaned(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: out.append(0x20)
            case 0..<0x20, 0x7F..<0xA0: continue
            // These would turn the rest of the line around.
            case 0x202A...0x202E, 0x2066...0x2069: continue
            case 0xFDD0...0xFDEF: continue  // placeholders are written with these
            default: out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
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
                    case 0xEF: next == 0xB7  // U+FDC0–U+FDFF
                    // U+2028–U+202E and U+2040–U+207F
                    default:
                        next == 0x81
                            || next == 0x80 && place + 2 < bytes.count && 0xA8...0xAE ~= bytes[place + 2]
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
        case 0..<0x20, 0x7F: careMark
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            markupMark
        case 0xC2, 0xE2, 0xEF: leadMark
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
