/// The direction that text is written in: UAX #9.
enum Direction {
    /// Whether a character is of a script written from right to left (bidirectional classes R, AL and AN).
    static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0x200F, 0xFB1D...0xFDCF, 0xFDF0...0xFDFF, 0xFE70...0xFEFE,
            0x10800...0x10FFF, 0x1E800...0x1EFFF:
            true
        default: false
        }
    }

    /// The text isolated from what stands around it, if any of it is written from right to left.
    static func isolated(_ text: String) -> String {
        // Hardly any text holds a byte that such a character begins with.
        guard text.hasByte(where: { 0xD6...0xDF ~= $0 || $0 >= 0xE0 }) else { return text }
        return text.unicodeScalars.contains(where: isRightToLeft) ? "\u{2068}\(text)\u{2069}" : text
    }
}
