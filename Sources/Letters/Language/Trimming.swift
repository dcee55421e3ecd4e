extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without white space at its ends.
    var trimmed: String {
        if !mayHaveBlankEnds { return String(self) }
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
        return String(slice)
    }

    /// Asked of the bytes, since most texts have none: ASCII and Cyrillic letters at both ends are no white space.
    private var mayHaveBlankEnds: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        let end = utf8.index(before: utf8.endIndex)
        let before = end > utf8.startIndex ? utf8[utf8.index(before: end)] : 0
        let isFirstClear = (0x21...0x7E).contains(first) || (0xD0...0xD3).contains(first)
        let isLastClear = (0x21...0x7E).contains(last) || (0xD0...0xD3).contains(before)
        return !(isFirstClear && isLastClear)
    }
}
