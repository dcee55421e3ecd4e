/// A Mustache template (specification 1.4 with inheritance and dynamic names, without lambdas): parsed once,
/// rendered any number of times from any thread.
public struct Template: Sendable {
    /// What becomes of a name that the data lack.
    public enum Missing: Sendable {
        /// Nothing is shown, as the specification has it.
        case empty
        /// `{{name}}`, `{{{name}}}` and partials that are not there (or null) are errors; sections may test for them.
        case error
    }

    /// Every name used, in the order of the source.
    public var names: [NameUse] { program.names }

    /// The name that errors call the template.
    public var name: String { program.source.name }

    let program: Program

    /// Parses a template.
    /// - Parameters:
    ///   - source: the template's text.
    ///   - name: what errors call it, usually the file.
    /// - Throws: the first fault, with line and column.
    public init(_ source: String, name: String = "template") throws(MustacheError) {
        program = try Compiler.compile(Source(source, name: name))
    }

    /// Renders the template: the hot path.
    /// - Parameters:
    ///   - contexts: where names are looked up, from the outermost to the innermost.
    ///   - partials: templates that this one may use.
    ///   - missing: what becomes of a name that no context holds.
    ///   - bounds: what it may come to.
    ///   - out: the rendered UTF-8 is appended.
    ///   - escape: appends the text of a `{{value}}` in the form that is safe where it lands.
    /// - Throws: a missing name under ``Missing/error``, or what goes over the bounds.
    public func render(
        _ contexts: [Value],
        partials: Partials = .none,
        missing: Missing = .empty,
        bounds: Bounds = Bounds(),
        into out: inout [UInt8],
        escape: (String, inout [UInt8]) -> Void
    ) throws(MustacheError) {
        var renderer = Renderer(contexts: contexts, partials: partials, missing: missing, bounds: bounds)
        try renderer.run(program, program.instructions.indices, Surroundings(), into: &out, escape: escape)
    }

    /// Renders the template and takes note of what it asked some of its contexts.
    ///
    /// - Parameters:
    ///   - contexts: where names are looked up, from the outermost to the innermost.
    ///   - partials: templates that this one may use.
    ///   - missing: what becomes of a name that no context holds.
    ///   - bounds: what it may come to.
    ///   - trace: made for the places of those contexts; what was asked is added.
    ///   - out: the rendered UTF-8 is appended.
    ///   - escape: appends the text of a `{{value}}` in the form that is safe where it lands.
    /// - Throws: a missing name under ``Missing/error``, or what goes over the bounds.
    public func render(
        _ contexts: [Value],
        partials: Partials = .none,
        missing: Missing = .empty,
        bounds: Bounds = Bounds(),
        trace: inout Trace,
        into out: inout [UInt8],
        escape: (String, inout [UInt8]) -> Void
    ) throws(MustacheError) {
        var renderer = Renderer(
            contexts: contexts,
            partials: partials,
            missing: missing,
            bounds: bounds,
            trace: trace
        )
        try renderer.run(program, program.instructions.indices, Surroundings(), into: &out, escape: escape)
        if let traced = renderer.trace { trace = traced }
    }

    /// Renders the template with the values escaped for HTML.
    /// - Throws: a missing name under ``Missing/error``, or what goes over the bounds.
    public func render(
        _ value: Value,
        partials: Partials = .none,
        missing: Missing = .empty,
        bounds: Bounds = Bounds()
    ) throws(MustacheError) -> String {
        var out: [UInt8] = []
        try render(
            [value],
            partials: partials,
            missing: missing,
            bounds: bounds,
            into: &out,
            escape: HTML.escape
        )
        return String(decoding: out, as: UTF8.self)
    }
}
