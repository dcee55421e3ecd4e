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

    /// Appends lines of plain text, wrapped for reading.
    static func text(_ lines: [TextWriter.Line], _ values: [String], into out: inout [UInt8]) {
        var buffer: [UInt8] = []
        for line in lines {
            guard let content = line.content else {
                out.append(contentsOf: [0x0D, 0x0A])
                continue
            }
            buffer.removeAll(keepingCapacity: true)
            for segment in content {
                switch segment {
                case .literal(let bytes): buffer.append(contentsOf: bytes)
                case .slot(let index, let use):
                    guard values.indices.contains(index) else { continue }
                    let value = values[index]
                    appendLine(use == .shownAddress ? WebAddress.shown(value) : value, to: &buffer)
                }
            }
            TextWrap.append(buffer, first: line.first, rest: line.rest, wraps: line.wraps, to: &out)
        }
    }

    /// Appends a value as a part of one line: ends of line become blanks, other control characters go.
    static func appendLine(_ value: String, to out: inout [UInt8]) {
        var value = value
        value.withUTF8 { bytes in
            guard bytes.contains(where: { needsCare($0) }) else {
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

    /// Whether a byte may belong to a character that a line of text must not hold.
    private static func needsCare(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
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
