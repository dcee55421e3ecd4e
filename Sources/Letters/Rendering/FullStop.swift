/// A full stop behind a value that ends in one already: «28 ноября 2023 г..» has one too many.
///
/// A rule of the renderer, so that templates may put a full stop behind any value.
enum FullStop {
    /// Where a value was written into rendered text.
    struct Insertion {
        /// The end of the value, or of its placeholder.
        let end: Int
        /// Whether the value ends a sentence itself.
        let endsSentence: Bool
    }

    /// What was found behind the insertions.
    struct Found {
        /// The insertions that a full stop follows: whether it stays depends on their values.
        var followed: [Int] = []
        /// Where a full stop was taken away, in ascending order.
        var removed: [Int] = []
    }

    /// Takes away each full stop that follows a value that ends a sentence, emphasis or a link's end in between or not.
    ///
    /// - Parameters:
    ///   - insertions: in the order in which they stand in `text`.
    ///   - text: a rendered template.
    /// - Returns: what was found.
    static func settle(_ insertions: [Insertion], in text: inout [UInt8]) -> Found {
        var found = Found()
        for (number, insertion) in insertions.enumerated() {
            guard let stop = stop(behind: insertion.end, in: text) else { continue }
            found.followed.append(number)
            // A value of nothing leaves its neighbour's full stop behind it as well.
            if insertion.endsSentence, found.removed.last != stop { found.removed.append(stop) }
        }
        for place in found.removed.reversed() { text.remove(at: place) }
        return found
    }

    /// Whether a text ends as sentences do.
    static func endsSentence(_ text: String) -> Bool {
        let last = text.utf8.suffix(3)
        guard let byte = last.last else { return false }
        return byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
            || last.elementsEqual([0xE2, 0x80, 0xA6])  // …
    }

    /// The full stop at the end of a sentence that follows this place; nil where none does: an ellipsis, a number or a
    /// name such as `.org` is another thing.
    private static func stop(behind place: Int, in text: [UInt8]) -> Int? {
        var place = place
        while let next = closing(at: place, in: text) { place = next }
        guard place < text.count, text[place] == UInt8(ascii: ".") else { return nil }
        guard place + 1 < text.count else { return place }
        switch text[place + 1] {
        case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: ")"),
            UInt8(ascii: "]"), UInt8(ascii: "\""), 0xC2, 0xE2:
            return place
        default: return nil
        }
    }

    /// The end of what closes markup here: `**`, `_`, `](address)`, `</b>`; nil where nothing does.
    private static func closing(at place: Int, in text: [UInt8]) -> Int? {
        guard place < text.count else { return nil }
        switch text[place] {
        case UInt8(ascii: "*"), UInt8(ascii: "_"): return place + 1
        case UInt8(ascii: "]") where place + 1 < text.count && text[place + 1] == UInt8(ascii: "("):
            return end(of: UInt8(ascii: ")"), from: place + 2, in: text)
        case UInt8(ascii: "<") where place + 1 < text.count && text[place + 1] == UInt8(ascii: "/"):
            return end(of: UInt8(ascii: ">"), from: place + 2, in: text)
        default: return nil
        }
    }

    private static func end(of mark: UInt8, from place: Int, in text: [UInt8]) -> Int? {
        for index in place..<min(text.count, place + 2_000) {
            if text[index] == mark { return index + 1 }
            if text[index] <= 0x20 { return nil }
        }
        return nil
    }
}
