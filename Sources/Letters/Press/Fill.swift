import Mustache

/// Puts values into skeletons.
enum Fill {
    /// Appends segments as HTML: values escaped for text and quoted attributes, or encoded for addresses.
    static func html(_ segments: [Segment], _ values: [String], into out: inout [UInt8]) {
        for segment in segments {
            switch segment {
            case .literal(let bytes): out.append(contentsOf: bytes)
            case .slot(let index, let use):
                guard values.indices.contains(index) else { continue }
                switch use {
                case .text, .shownAddress: appendEscaped(values[index], to: &out)
                case .address: WebAddress.appendWhole(values[index], to: &out)
                case .addressPart: WebAddress.appendPart(values[index], to: &out)
                }
            }
        }
    }

    /// Appends plain text, lines with values wrapped for reading.
    static func text(_ pieces: [TextPiece], _ values: [String], into out: inout [UInt8]) {
        for piece in pieces {
            switch piece {
            case .fixed(let bytes): out.append(contentsOf: bytes)
            case .line(let line): text([line], values, into: &out)
            }
        }
    }

    /// Appends lines of plain text.
    static func text(_ lines: [TextWriter.Line], _ values: [String], into out: inout [UInt8]) {
        var buffer: [UInt8] = []
        for line in lines {
            guard let content = line.content else {
                out.append(contentsOf: [0x0D, 0x0A])
                continue
            }
            buffer.removeAll(keepingCapacity: true)
            for segment in content { self.line(segment, values, into: &buffer) }
            TextWrap.append(buffer, first: line.first, rest: line.rest, wraps: line.wraps, to: &out)
        }
    }

    /// Appends a piece of a line of plain text.
    static func line(_ segment: Segment, _ values: [String], into line: inout [UInt8]) {
        switch segment {
        case .literal(let bytes): line.append(contentsOf: bytes)
        case .slot(let index, let use):
            guard values.indices.contains(index) else { return }
            let value = values[index]
            appendLine(use == .shownAddress ? WebAddress.shown(value) : value, to: &line)
        }
    }

    /// Appends a value as a part of one line: ends of line become blanks, other control characters go.
    static func appendLine(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { bytes in
            guard needsCare(bytes) else {
                out.append(contentsOf: bytes)
                return
            }
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
                switch scalar.value {
                case 0x09...0x0D, 0x85, 0x2028, 0x2029: out.append(0x20)
                case 0..<0x20, 0x7F..<0xA0: continue
                // These would turn the rest of the line around.
                case 0x202A...0x202E, 0x2066...0x2069: continue
                case 0xFDD0...0xFDEF: continue  // slots are written with these
                default: out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
        }
    }

    /// Whether there may be a character that a line of text must not hold: quotes, dashes and № need no care, though
    /// they begin with the same bytes as what does.
    private static func needsCare(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var marks: UInt8 = 0
        for byte in bytes {
            // Without branches, so that many bytes are looked at together.
            marks |= (byte < 0x20 ? 1 : 0) | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0)
            marks |= (byte == 0xE2 ? 1 : 0) | (byte == 0xEF ? 1 : 0)
        }
        guard marks != 0 else { return false }
        var before: UInt8 = 0
        for byte in bytes {
            switch before {
            case 0xC2: if byte < 0xA0 { return true }  // U+0080–U+009F
            case 0xE2: if byte == 0x81 { return true }  // U+2040–U+207F
            case 0x80: if 0xA8...0xAE ~= byte { return true }  // U+2028–U+202E
            case 0xEF: if byte == 0xB7 { return true }  // U+FDC0–U+FDFF
            default: break
            }
            if byte < 0x20 || byte == 0x7F { return true }
            before = byte
        }
        return false
    }

    private static func appendEscaped(_ value: String, to out: inout [UInt8]) {
        let start = out.count
        appendLine(value, to: &out)
        guard out[start...].contains(where: isMarkup) else { return }
        let line = String(decoding: out[start...], as: UTF8.self)
        out.removeSubrange(start...)
        HTML.escape(line, into: &out)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }
}

/// Plain text with slots: lines without a slot are wrapped once, for all letters.
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
            let hasSlot = (line.content ?? []).contains { if case .slot = $0 { true } else { false } }
            guard hasSlot else {
                Fill.text([.line(line)], [], into: &fixed)
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
