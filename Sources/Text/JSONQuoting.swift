extension String {
    /// The text as a JSON string, in quotes (RFC 8259 §7).
    ///
    /// Besides quotes, backslashes and control characters, those of ISO 6429 beyond ASCII, DEL and what reorders or
    /// breaks lines are escaped: the text may be shown on a terminal.
    public var jsonQuoted: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.isUnsafeInLine: quoted += scalar.jsonEscape
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// JSON on one line, with the same characters escaped as ``jsonQuoted`` escapes: they may stand in its strings alone.
    public var jsonInert: String {
        guard unicodeScalars.contains(where: \.isUnsafeInLine) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\n", "\r", "\t": text += " "
            case _ where scalar.isUnsafeInLine: text += scalar.jsonEscape
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether the character could move a terminal's cursor, break the line or reorder it.
    public var isUnsafeInLine: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0: true
        // Line and paragraph separators, marks and overrides of direction, notes between lines.
        case 0x2028...0x202E, 0x200E, 0x200F, 0x2066...0x206F, 0x061C, 0xFFF9...0xFFFB: true
        default: false
        }
    }

    fileprivate var jsonEscape: String {
        let hex = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }
}
