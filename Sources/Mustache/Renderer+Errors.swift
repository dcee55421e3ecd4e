internal import Wording

extension Renderer {
    func absent(_ use: NameUse, in program: Program) -> MustacheError {
        let nearest = Nearest(contexts).names(like: use.path)
        return error(TemplateWords.lacks(use.path) + Nearest.hint(nearest), use, program, nearest)
    }

    func absentPartial(_ name: String, _ use: NameUse, in program: Program) -> MustacheError {
        let nearest = Nearest.closest(to: name, among: partials.names)
        return error(
            TemplateWords.noTemplate(name) + Nearest.hint(nearest),
            use,
            program,
            nearest
        )
    }

    func holdsMore(_ use: NameUse, _ members: [String: Value], in program: Program) -> MustacheError {
        let inner = members.keys.sorted().prefix(5).map { use.parts.isEmpty ? $0 : "\(use.path).\($0)" }
        return error(TemplateWords.notOneValue(use.path) + Nearest.hint(inner), use, program, inner)
    }

    /// The fault of a rendering that has gone over a limit at an instruction.
    func tooMuch(_ excess: Bounds.Excess, at index: Int, in program: Program) -> MustacheError {
        // A piece of text has no place of its own: the tag before it is near enough.
        let before = program.instructions.prefix(index + 1).lazy.reversed()
        let name = before.compactMap { program.name(of: $0) }.first
        let use = name.map { program.names[$0] }
        return MustacheError(
            TemplateWords.excess(excess),
            name: program.source.name,
            line: use?.line ?? 1,
            column: use?.column ?? 1,
            excess: excess
        )
    }

    private func error(
        _ message: Wording,
        _ use: NameUse,
        _ program: Program,
        _ nearest: [String]
    ) -> MustacheError {
        MustacheError(
            message,
            name: program.source.name,
            line: use.line,
            column: use.column,
            missingName: use.path,
            suggestions: nearest
        )
    }
}

extension Program {
    /// The number of the name that an instruction looks up; nil where it has none.
    fileprivate func name(of instruction: Instruction) -> Int? {
        switch instruction {
        case .text, .lineStart, .block: nil
        case .value(let name), .raw(let name), .section(let name, _), .inverted(let name, _),
            .partial(let name, _):
            name
        case .parent(let parent, _): parents[parent].name
        }
    }
}
