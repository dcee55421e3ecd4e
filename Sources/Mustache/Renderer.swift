/// Walks a ``Program`` over a stack of contexts.
struct Renderer {
    /// An escaping function, as ``Template/render(_:partials:missing:into:escape:)`` takes it.
    typealias Escape = (String, inout [UInt8]) -> Void

    /// Deeper recursion is a partial that includes itself without end, and would exhaust the stack.
    static let deepest = 500

    private(set) var contexts: [Value]
    let partials: Partials
    private let missing: Template.Missing
    private var depth = 0
    /// The next line's indentation stands there already: an override begins within a line.
    private var isIndented = false
    /// What was asked; nil where nobody wants to know.
    private(set) var trace: Trace?
    private let bounds: Bounds
    private var bytesLeft: Int
    private var stepsLeft: Int

    init(
        contexts: [Value],
        partials: Partials,
        missing: Template.Missing,
        bounds: Bounds,
        trace: Trace? = nil
    ) {
        self.contexts = contexts
        self.bounds = bounds
        bytesLeft = bounds.bytes
        stepsLeft = bounds.steps
        self.partials = partials
        self.missing = missing
        self.trace = trace
    }

    mutating func run(
        _ program: Program,
        _ range: Range<Int>,
        _ around: Surroundings,
        into out: inout [UInt8],
        escape: Escape
    ) throws(MustacheError) {
        depth += 1
        guard depth <= Self.deepest else {
            throw tooMuch(.depth(Self.deepest), at: range.lowerBound - 1, in: program)
        }
        defer { depth -= 1 }
        var index = range.lowerBound
        while index < range.upperBound {
            stepsLeft -= 1
            guard stepsLeft >= 0, bytesLeft >= 0 else { break }
            switch program.instructions[index] {
            case .text(let range, let startsLine):
                if around.indent.isEmpty {
                    bytesLeft -= range.count
                    out.append(contentsOf: program.text[range])
                } else {
                    append(program.text[range], startsLine: startsLine, around.indent, to: &out)
                }
            case .lineStart:
                bytesLeft -= around.indent.count
                indentLine(around.indent, &out)
            case .value(let name): try insert(name, program, into: &out, escape: escape)
            case .raw(let name):
                try insert(name, program, as: .other, into: &out) { text, out in
                    out.append(contentsOf: text.utf8)
                }
            case .section(let name, let end):
                try section(name, program, index + 1..<end, around, into: &out, escape: escape)
                index = end - 1
            case .inverted(let name, let end):
                if !(find(program.names[name].parts, for: .test).value?.isTruthy ?? false) {
                    try run(program, index + 1..<end, around, into: &out, escape: escape)
                }
                index = end - 1
            case .partial(let name, let indent):
                try include(name, program, around.inner(indent), into: &out, escape: escape)
            case .block(let block, let end):
                try expand(
                    program.blocks[block],
                    program,
                    index + 1..<end,
                    around,
                    into: &out,
                    escape: escape
                )
                index = end - 1
            case .parent(let parent, let end):
                let parent = program.parents[parent]
                var inside = around.inner(parent.indent)
                if !parent.arguments.isEmpty {
                    inside.overrides = Overrides(parent.arguments, of: program, outer: around.overrides)
                }
                try include(parent.name, program, inside, into: &out, escape: escape)
                index = end - 1
            }
            index += 1
        }
        if bytesLeft < 0 { throw tooMuch(.bytes(bounds.bytes), at: index, in: program) }
        if stepsLeft < 0 { throw tooMuch(.steps(bounds.steps), at: index, in: program) }
    }

    private mutating func insert(
        _ name: Int,
        _ program: Program,
        as use: Trace.Use = .insertion,
        into out: inout [UInt8],
        escape: Escape
    ) throws(MustacheError) {
        let text: String
        switch find(program.names[name].parts, for: use).value {
        case .string(let found)?: text = found
        case nil, .null?:
            if missing == .error { throw absent(program.names[name], in: program) }
            return
        case .object(let members)? where missing == .error:
            throw holdsMore(program.names[name], members, in: program)
        case .some(let value): text = value.text
        }
        let start = out.count
        escape(text, &out)
        // What stands for the value meanwhile may be shorter.
        bytesLeft -= max(text.utf8.count, out.count - start)
    }

    private mutating func section(
        _ name: Int,
        _ program: Program,
        _ body: Range<Int>,
        _ around: Surroundings,
        into out: inout [UInt8],
        escape: Escape
    ) throws(MustacheError) {
        let found = find(program.names[name].parts, for: .section)
        guard let value = found.value, value.isTruthy else { return }
        let isTraced = trace?.covers(found.context) ?? false
        if isTraced { trace?.push(contexts.count) }
        if case .list(let elements) = value {
            for element in elements {
                // An empty section takes its turns as well.
                stepsLeft -= 1
                contexts.append(element)
                try run(program, body, around, into: &out, escape: escape)
                contexts.removeLast()
            }
        } else {
            contexts.append(value)
            try run(program, body, around, into: &out, escape: escape)
            contexts.removeLast()
        }
        if isTraced { trace?.pop() }
    }

    private mutating func include(
        _ name: Int,
        _ program: Program,
        _ inside: Surroundings,
        into out: inout [UInt8],
        escape: Escape
    ) throws(MustacheError) {
        let use = program.names[name]
        var template = use.path
        if use.kind == .dynamic {
            switch find(use.parts, for: .other).value {
            case nil, .null?:
                guard missing == .empty else { throw absent(use, in: program) }
                return
            case .some(let value): template = value.text
            }
        }
        guard let partial = partials[template]?.program else {
            guard missing == .empty else { throw absentPartial(template, use, in: program) }
            return
        }
        try run(partial, partial.instructions.indices, inside, into: &out, escape: escape)
    }

    private mutating func expand(
        _ block: Block,
        _ program: Program,
        _ fallback: Range<Int>,
        _ around: Surroundings,
        into out: inout [UInt8],
        escape: Escape
    ) throws(MustacheError) {
        guard let (argument, overrides) = around.overrides?.argument(block.name) else {
            return try run(program, fallback, around, into: &out, escape: escape)
        }
        // The argument sees the overrides around its own definition, and the contexts of this place.
        let inside = Surroundings(indent: around.indent + block.indent, overrides: overrides.outer)
        if block.startsLine, !argument.startsLine, !argument.body.isEmpty {
            indentLine(inside.indent, &out)
        }
        isIndented = argument.startsLine && !block.startsLine && !inside.indent.isEmpty
        try run(overrides.program, argument.body, inside, into: &out, escape: escape)
        isIndented = false
    }

    private mutating func append(
        _ text: ArraySlice<UInt8>,
        startsLine: Bool,
        _ indent: [UInt8],
        to out: inout [UInt8]
    ) {
        var startsLine = startsLine
        var rest = text
        let start = out.count
        repeat {
            if startsLine { indentLine(indent, &out) }
            let end = rest.firstIndex(of: Byte.newline).map { $0 + 1 } ?? rest.endIndex
            out.append(contentsOf: rest[..<end])
            rest = rest[end...]
            startsLine = true
        } while !rest.isEmpty
        bytesLeft -= out.count - start
    }

    private mutating func indentLine(_ indent: [UInt8], _ out: inout [UInt8]) {
        if isIndented { isIndented = false } else { out.append(contentsOf: indent) }
    }
}

extension Renderer {
    /// The value of a name, and the place of the context that it was found in; -1 for none.
    private mutating func find(_ parts: [String], for use: Trace.Use) -> (value: Value?, context: Int) {
        let found = find(parts)
        trace?.note(parts, found.value, at: found.context, use)
        return found
    }

    /// Names resolve by their first part, from the innermost context outwards; the other parts in what that gave.
    private func find(_ parts: [String]) -> (value: Value?, context: Int) {
        guard let first = parts.first else { return (contexts.last, contexts.count - 1) }
        var index = contexts.count
        while index > 0 {
            index -= 1
            guard case .object(let members) = contexts[index], var value = members[first] else { continue }
            var part = 1
            while part < parts.count {
                guard case .object(let members) = value, let next = members[parts[part]] else {
                    return (nil, index)
                }
                value = next
                part += 1
            }
            return (value, index)
        }
        return (nil, -1)
    }
}
