/// Wrapping of plain text for reading: at blanks, by the columns that characters take on a screen.
enum TextWrap {
    /// Columns of a line at most, but for a word that is longer.
    static let width = 76

    /// Appends `text` as lines ending in CRLF, `first` before the first of them and `rest` before the others; as it
    /// stands unless it `wraps`.
    static func append(
        _ text: [UInt8],
        first: String,
        rest: String,
        wraps: Bool = true,
        to out: inout [UInt8]
    ) {
        out.append(contentsOf: first.utf8)
        guard wraps else {
            out.append(contentsOf: text)
            // The mark before a signature ends in a blank: RFC 3676 §4.3.
            if !text.elementsEqual("-- ".utf8) {
                while out.last == 0x20 { out.removeLast() }
            }
            out.append(contentsOf: [0x0D, 0x0A])
            return
        }
        if text.withUnsafeBufferPointer({ fits($0, behind: first.utf8.count) }) {
            out.append(contentsOf: text)
            out.append(contentsOf: [0x0D, 0x0A])
            return
        }
        text.withUnsafeBufferPointer { wrap($0, first: first, rest: rest, to: &out) }
        while out.last == 0x20 { out.removeLast() }
        out.append(contentsOf: [0x0D, 0x0A])
    }

    private static func wrap(
        _ text: UnsafeBufferPointer<UInt8>,
        first: String,
        rest: String,
        to out: inout [UInt8]
    ) {
        var column = first.unicodeScalars.count
        let indent = rest.unicodeScalars.count
        var isEmpty = true  // no word stands on this line yet
        var index = 0
        while index < text.count {
            while index < text.count, text[index] == 0x20 { index += 1 }
            let start = index
            var columns = 0
            while index < text.count, text[index] != 0x20 { columns += self.columns(text, &index) }
            guard start < index else { break }
            if !isEmpty {
                if column + 1 + columns > width {
                    out.append(0x0D)
                    out.append(0x0A)
                    out.append(contentsOf: rest.utf8)
                    column = indent
                } else {
                    out.append(0x20)
                    column += 1
                }
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            column += columns
            isEmpty = false
        }
    }

    /// Whether a text surely fits on one line as it stands: no blank at its ends or beside another, and no more
    /// columns than a line has, were every character beyond U+07FF a wide one.
    static func fits(_ text: UnsafeBufferPointer<UInt8>, behind start: Int) -> Bool {
        guard let last = text.last else { return start <= width }
        // No character is longer than four bytes.
        if text.first == 0x20 || last == 0x20 || text.count > 4 * width { return false }
        // Without branches, so that many bytes are looked at together.
        var columns: UInt16 = 0
        for byte in text { columns &+= (byte & 0xC0 == 0x80 ? 0 : 1) &+ (byte >= 0xE0 ? 1 : 0) }
        guard start + Int(columns) <= width else { return false }
        var blanks: UInt8 = 0
        for place in 1..<text.count {
            blanks |= (text[place - 1] == 0x20 ? 1 : 0) & (text[place] == 0x20 ? 1 : 0)
        }
        return blanks == 0
    }

    /// The columns of the character at `index`, which moves behind it.
    private static func columns(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
        let lead = text[index]
        if lead < 0x80 {
            index += 1
            return 1
        }
        // Cyrillic, Latin with marks, Greek: one column for two bytes, but for combining marks U+0300–U+036F.
        if lead < 0xE0 {
            let isCombining =
                lead == 0xCC || (lead == 0xCD && index + 1 < text.count && text[index + 1] < 0xB0)
            index = min(index + 2, text.count)
            return isCombining ? 0 : 1
        }
        let length = lead < 0xF0 ? 3 : 4
        defer { index = min(index + length, text.count) }
        guard index + length <= text.count else { return 1 }
        var value = UInt32(lead & (length == 3 ? 0x0F : 0x07))
        for byte in text[index + 1..<index + length] { value = value << 6 | UInt32(byte & 0x3F) }
        return isWide(value) ? 2 : isInvisible(value) ? 0 : 1
    }

    /// East Asian wide characters and emoji (UAX #11, W and F).
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F: true
        default: false
        }
    }
}
