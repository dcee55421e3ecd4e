/// Turns tokens into a ``Program``.
struct Compiler {
    let source: Source
    private(set) var text: [UInt8] = []
    private(set) var instructions: [Instruction] = []
    private(set) var names: [NameUse] = []
    private(set) var blocks: [Block] = []
    private(set) var parents: [Parent] = []

    private let tokens: [Token]
    private let nesting: Nesting
    private let lines: Standalone
    private var scope: [String] = []
    /// Where the last body ended: text behind it must not be joined to text in it.
    private var bodyEnd = -1

    static func compile(_ source: Source) throws(MustacheError) -> Program {
        let tokens = try Lexer.tokens(of: source)
        let nesting = try Nesting(tokens, source: source)
        var compiler = Compiler(source: source, tokens: tokens, nesting: nesting)
        try compiler.emit(tokens.indices, dedent: 0)
        return Program(compiler)
    }

    private init(source: Source, tokens: [Token], nesting: Nesting) {
        self.source = source
        self.tokens = tokens
        self.nesting = nesting
        lines = Standalone(tokens, nesting: nesting, source: source)
    }

    /// Emits tokens; `dedent` is how many blanks lines lose because they stand in an override.
    private mutating func emit(_ range: Range<Int>, dedent: Int) throws(MustacheError) {
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if !token.isText, lines.startsLine[index] { instructions.append(.lineStart) }
            switch token.kind {
            case .text: if !lines.isDropped[index] { emitText(index, dedent: dedent) }
            case .value: instructions.append(.value(name: try use(token, .value)))
            case .raw: instructions.append(.raw(name: try use(token, .raw)))
            case .section, .inverted: try emitSection(index, dedent: dedent)
            case .partial:
                let name = try use(token, .partial)
                instructions.append(.partial(name: name, indent: ownIndent(index, dedent: dedent)))
            case .block: try emitBlock(index, dedent: dedent)
            case .parent: try emitParent(index, dedent: dedent)
            case .close, .comment, .delimiters: break
            }
            index = token.opens ? nesting.partner[index] + 1 : index + 1
        }
    }

    private mutating func emitText(_ index: Int, dedent: Int) {
        var range = tokens[index].range
        let startsLine = lines.startsLine[index]
        if startsLine { range = range.lowerBound + blanks(range, atMost: dedent)..<range.upperBound }
        let start = text.count
        text.append(contentsOf: source.bytes[range])
        // Lines without a tag between them become one instruction.
        if startsLine, start < text.count, bodyEnd != instructions.count,
            case .text(let before, let flag)? = instructions.last, before.upperBound == start,
            text[start - 1] == Byte.newline
        {
            instructions[instructions.count - 1] = .text(before.lowerBound..<text.count, startsLine: flag)
        } else if start < text.count || startsLine {
            instructions.append(.text(start..<text.count, startsLine: startsLine))
        }
    }

    private mutating func emitSection(_ index: Int, dedent: Int) throws(MustacheError) {
        let token = tokens[index]
        let name = try use(token, token.kind == .section ? .section : .inverted)
        let place = instructions.count
        instructions.append(.lineStart)
        scope.append(token.name)
        try emitBody(of: index, dedent: dedent)
        scope.removeLast()
        instructions[place] =
            token.kind == .section ? .section(name: name, end: bodyEnd) : .inverted(name: name, end: bodyEnd)
    }

    private mutating func emitBody(of open: Int, dedent: Int) throws(MustacheError) {
        let close = nesting.partner[open]
        try emit(open + 1..<close, dedent: dedent)
        // The indentation of a line that begins with the closing tag stands before that tag.
        if lines.startsLine[close] { instructions.append(.lineStart) }
        bodyEnd = instructions.count
    }

    private mutating func emitBlock(_ index: Int, dedent: Int) throws(MustacheError) {
        let number = blocks.count
        let own = lines.indent[index]
        let indent = lines.isAlone[index] ? intrinsicIndent(index) ?? own : own
        blocks.append(
            Block(
                name: tokens[index].name,
                indent: Array(
                    source.bytes[indent.lowerBound + blanks(indent, atMost: dedent)..<indent.upperBound]
                ),
                startsLine: lines.isAlone[index]
            )
        )
        let place = instructions.count
        instructions.append(.lineStart)
        try emitBody(of: index, dedent: dedent)
        instructions[place] = .block(number, end: bodyEnd)
    }

    private mutating func emitParent(_ index: Int, dedent: Int) throws(MustacheError) {
        let name = try use(tokens[index], .parent)
        let place = instructions.count
        instructions.append(.lineStart)
        var arguments: [String: Argument] = [:]
        var inner = index + 1
        while inner < nesting.partner[index] {
            let token = tokens[inner]
            if token.kind == .block {
                let start = instructions.count
                bodyEnd = start
                // "Block indentation is removed at the site of definition."
                let more = lines.isAlone[inner] ? intrinsicIndent(inner)?.count ?? 0 : 0
                try emit(inner + 1..<nesting.partner[inner], dedent: max(dedent, more))
                arguments[token.name] = Argument(
                    body: start..<instructions.count,
                    startsLine: lines.isAlone[inner]
                )
            }
            inner = token.opens ? nesting.partner[inner] + 1 : inner + 1
        }
        bodyEnd = instructions.count
        instructions[place] = .parent(parents.count, end: bodyEnd)
        parents.append(Parent(name: name, indent: ownIndent(index, dedent: dedent), arguments: arguments))
    }

    /// Indentation of a partial or parent that fills its lines; inline ones have none.
    private func ownIndent(_ index: Int, dedent: Int) -> [UInt8]? {
        guard lines.isAlone[index] else { return nil }
        let indent = lines.indent[index]
        return Array(source.bytes[indent].dropFirst(blanks(indent, atMost: dedent)))
    }

    /// Blanks at the start of the first line of a block that is not blank; nil when it has no such line.
    private func intrinsicIndent(_ open: Int) -> Range<Int>? {
        let close = nesting.partner[open]
        var start = lines.line[open].upperBound
        while start < close {
            let line = lines.line[start]
            if line.contains(close) { return nil }
            let range = tokens[start].range
            if !tokens[start].isText { return range.lowerBound..<range.lowerBound }
            let count = blanks(range, atMost: range.count)
            if count < range.count || line.count > 1 {
                return range.lowerBound..<range.lowerBound + count
            }
            start = line.upperBound
        }
        return nil
    }

    private func blanks(_ range: Range<Int>, atMost limit: Int) -> Int {
        source.bytes[range].prefix(limit).prefix { $0 == Byte.space || $0 == Byte.tab }.count
    }

    private mutating func use(_ token: Token, _ kind: NameUse.Kind) throws(MustacheError) -> Int {
        let isTemplate = (kind == .partial || kind == .parent) && !token.isDynamic
        let place = source.position(at: token.range.lowerBound)
        var parts: [String] = []
        if token.name != ".", !isTemplate {
            parts = token.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard !parts.contains("") else {
                throw source.error(
                    TemplateWords.emptyPart(token.name),
                    at: token.range.lowerBound
                )
            }
        }
        names.append(
            NameUse(
                path: token.name,
                line: place.line,
                column: place.column,
                kind: token.isDynamic ? .dynamic : kind,
                scope: scope,
                parts: parts
            )
        )
        return names.count - 1
    }
}
