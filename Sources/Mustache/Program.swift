/// A parsed template, immutable and hence shared: a flat list of instructions over one buffer of literal text.
final class Program: Sendable {
    let source: Source
    let text: [UInt8]
    let instructions: [Instruction]
    let names: [NameUse]
    let blocks: [Block]
    let parents: [Parent]

    init(_ builder: Compiler) {
        source = builder.source
        text = builder.text
        instructions = builder.instructions
        names = builder.names
        blocks = builder.blocks
        parents = builder.parents
    }
}

/// One step of rendering; bodies follow their instruction and reach to `end`.
enum Instruction: Sendable {
    /// Literal bytes of ``Program/text``; of several lines when no tag stands between them.
    case text(Range<Int>, startsLine: Bool)
    /// A line of the source begins with a tag: its indentation goes here.
    case lineStart
    case value(name: Int)
    case raw(name: Int)
    case section(name: Int, end: Int)
    case inverted(name: Int, end: Int)
    /// `indent` is nil within a line.
    case partial(name: Int, indent: [UInt8]?)
    case block(Int, end: Int)
    case parent(Int, end: Int)
}

/// `{{$name}}…{{/name}}` where it can be overridden.
struct Block: Sendable {
    let name: String
    /// What the lines of an override are indented with.
    let indent: [UInt8]
    /// The opening tag's line vanishes: an override begins at a line's start.
    let startsLine: Bool
}

/// `{{<name}}…{{/name}}` with the blocks it overrides.
struct Parent: Sendable {
    let name: Int
    /// Nil within a line.
    let indent: [UInt8]?
    let arguments: [String: Argument]
}

/// `{{$name}}…{{/name}}` as an override.
struct Argument: Sendable {
    let body: Range<Int>
    /// The body begins at a line's start of its source.
    let startsLine: Bool
}
