/// Cuts a template into text and tags.
struct Lexer {
    private let source: Source
    private var open = Array("{{".utf8)
    private var close = Array("}}".utf8)
    private var tokens: [Token] = []

    private var bytes: [UInt8] { source.bytes }

    static func tokens(of source: Source) throws(MustacheError) -> [Token] {
        var lexer = Lexer(source: source)
        try lexer.run()
        return lexer.tokens
    }

    private init(source: Source) { self.source = source }

    private mutating func run() throws(MustacheError) {
        let bytes = bytes
        var textStart = 0
        var index = 0
        while index < bytes.count {
            if matches(open, at: index) {
                addText(textStart..<index)
                index = try tag(at: index)
                textStart = index
            } else {
                index += 1
                if bytes[index - 1] == Byte.newline {
                    addText(textStart..<index)
                    textStart = index
                }
            }
        }
        addText(textStart..<bytes.count)
    }

    private mutating func addText(_ range: Range<Int>) {
        if !range.isEmpty { tokens.append(Token(kind: .text, range: range)) }
    }

    /// Reads the tag at an offset and returns the offset behind it.
    private mutating func tag(at start: Int) throws(MustacheError) -> Int {
        var inside = start + open.count
        if inside < bytes.count, bytes[inside] == UInt8(ascii: "{") {
            return try named(.raw, start, inside + 1, ending: [UInt8(ascii: "}")] + close)
        }
        if inside < bytes.count, bytes[inside] == UInt8(ascii: "=") {
            return try delimiters(start, inside + 1)
        }
        while inside < bytes.count, Byte.isBlank(bytes[inside]), !matches(close, at: inside) { inside += 1 }
        let sign = inside < bytes.count ? bytes[inside] : 0
        switch sign {
        case UInt8(ascii: "!"):
            let end = try find(close, from: inside + 1, tagAt: start)
            tokens.append(Token(kind: .comment, range: start..<end + close.count))
            return end + close.count
        case UInt8(ascii: "#"): return try named(.section, start, inside + 1, ending: close)
        case UInt8(ascii: "^"): return try named(.inverted, start, inside + 1, ending: close)
        case UInt8(ascii: "/"): return try named(.close, start, inside + 1, ending: close)
        case UInt8(ascii: ">"): return try named(.partial, start, inside + 1, ending: close)
        case UInt8(ascii: "<"): return try named(.parent, start, inside + 1, ending: close)
        case UInt8(ascii: "$"): return try named(.block, start, inside + 1, ending: close)
        case UInt8(ascii: "&"): return try named(.raw, start, inside + 1, ending: close)
        default: return try named(.value, start, inside, ending: close)
        }
    }

    private mutating func named(
        _ kind: Token.Kind,
        _ start: Int,
        _ inside: Int,
        ending: [UInt8]
    ) throws(MustacheError) -> Int {
        let end = try find(ending, from: inside, tagAt: start)
        var token = Token(kind: kind, range: start..<end + ending.count)
        var name = trimmed(inside..<end)
        if kind == .partial || kind == .parent || kind == .close, bytes[name].first == UInt8(ascii: "*") {
            token.isDynamic = true
            name = trimmed(name.lowerBound + 1..<name.upperBound)
        }
        guard !name.isEmpty else { throw source.error(TemplateWords.namesNothing, at: start) }
        let opensAnother = name.contains { matches(open, at: $0) }
        guard !opensAnother, !bytes[name].contains(Byte.newline) else {
            throw source.error(TemplateWords.notClosed(with: text(ending)), at: start)
        }
        token.name = text(bytes[name])
        tokens.append(token)
        return end + ending.count
    }

    /// `{{=<% %>=}}`: two marks without blanks or equals signs in them.
    private mutating func delimiters(_ start: Int, _ inside: Int) throws(MustacheError) -> Int {
        let ending = [UInt8(ascii: "=")] + close
        let end = try find(ending, from: inside, tagAt: start)
        let marks = bytes[inside..<end].split(whereSeparator: Byte.isBlank)
        guard marks.count == 2, !bytes[inside..<end].contains(UInt8(ascii: "=")) else {
            throw source.error(TemplateWords.delimiters, at: start)
        }
        open = Array(marks[0])
        close = Array(marks[1])
        tokens.append(Token(kind: .delimiters, range: start..<end + ending.count))
        return end + ending.count
    }

    private func find(_ mark: [UInt8], from: Int, tagAt start: Int) throws(MustacheError) -> Int {
        var index = from
        while index + mark.count <= bytes.count {
            if matches(mark, at: index) { return index }
            index += 1
        }
        throw source.error(TemplateWords.notClosed(with: text(mark)), at: start)
    }

    private func matches(_ mark: [UInt8], at index: Int) -> Bool {
        guard bytes[index] == mark[0], index + mark.count <= bytes.count else { return false }
        return bytes[index..<index + mark.count].elementsEqual(mark)
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, Byte.isBlank(bytes[first]) { range = first + 1..<range.upperBound }
        while let last = range.last, Byte.isBlank(bytes[last]) { range = range.lowerBound..<last }
        return range
    }

    private func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
    }
}
