/// Which lines vanish because only tags stand on them, and what indentation those tags had.
///
/// The specification's rule for one tag on a line; and, for inheritance, for lines of several tags of which one
/// is a parent or a block, except that a block defined on one line stays where it is.
struct Standalone {
    /// Text that is not shown: of lines that vanish, or between the blocks of a parent.
    private(set) var isDropped: [Bool]
    /// Whether the token is the first to be shown on its line.
    private(set) var startsLine: [Bool]
    /// Blanks before a tag that is the first on its line.
    private(set) var indent: [Range<Int>]
    /// Tags whose line vanishes, and parents that fill whole lines.
    private(set) var isAlone: [Bool]
    /// For each token the index of the first token of its line, and of the first of the next.
    private(set) var line: [Range<Int>]

    private let tokens: [Token]
    private let nesting: Nesting
    private let source: Source

    init(_ tokens: [Token], nesting: Nesting, source: Source) {
        self.tokens = tokens
        self.nesting = nesting
        self.source = source
        isDropped = Array(repeating: false, count: tokens.count)
        startsLine = isDropped
        isAlone = isDropped
        indent = Array(repeating: 0..<0, count: tokens.count)
        line = indent
        var start = 0
        for index in tokens.indices where index + 1 == tokens.count || endsLine(index) {
            settle(start..<index + 1)
            start = index + 1
        }
        for index in tokens.indices where tokens[index].kind == .parent { settleParent(index) }
        for index in tokens.indices where tokens[index].isText && isInParent(index) {
            isDropped[index] = true
        }
    }

    private func endsLine(_ index: Int) -> Bool {
        tokens[index].isText && source.bytes[tokens[index].range.upperBound - 1] == Byte.newline
    }

    private func isInParent(_ index: Int) -> Bool {
        nesting.container[index] >= 0 && tokens[nesting.container[index]].kind == .parent
    }

    private func isBlank(_ index: Int) -> Bool {
        tokens[index].isText && source.bytes[tokens[index].range].allSatisfy(Byte.isBlank)
    }

    private mutating func settle(_ range: Range<Int>) {
        for index in range { line[index] = range }
        startsLine[range.lowerBound] = true
        let first = isBlank(range.lowerBound) ? range.lowerBound + 1 : range.lowerBound
        if first < range.upperBound, !tokens[first].isText, first > range.lowerBound {
            indent[first] = tokens[range.lowerBound].range
        }
        guard vanishes(range) else { return }
        for index in range {
            startsLine[index] = false
            if tokens[index].isText { isDropped[index] = true } else { isAlone[index] = true }
        }
    }

    private func vanishes(_ range: Range<Int>) -> Bool {
        let tags = range.filter { !tokens[$0].isText }
        let texts = range.filter { tokens[$0].isText && !isInParent($0) }
        guard !tags.isEmpty, tags.allSatisfy({ tokens[$0].mayStandAlone }), texts.allSatisfy(isBlank) else {
            return false
        }
        if tags.count == 1 { return true }
        let defines = tags.contains {
            tokens[$0].kind == .block && !isInParent($0) && range.contains(nesting.partner[$0])
        }
        return !defines && tags.contains(where: isInheritance)
    }

    private func isInheritance(_ index: Int) -> Bool {
        let kind = tokens[index].kind == .close ? tokens[nesting.partner[index]].kind : tokens[index].kind
        return kind == .parent || kind == .block
    }

    /// A parent stands alone when nothing precedes its opening tag and nothing follows its closing tag.
    private mutating func settleParent(_ open: Int) {
        let close = nesting.partner[open]
        let before = line[open].lowerBound..<open
        let after = close + 1..<line[close].upperBound
        guard before.allSatisfy(isBlank), after.allSatisfy(isBlank) else { return }
        for index in before { isDropped[index] = true }
        for index in after { isDropped[index] = true }
        startsLine[line[open].lowerBound] = false
        isAlone[open] = true
    }
}
