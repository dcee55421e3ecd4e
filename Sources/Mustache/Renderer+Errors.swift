extension Renderer {
    func absent(_ use: NameUse, in program: Program) -> MustacheError {
        let nearest = Nearest(contexts).names(like: use.path)
        return error("the data hold no “\(use.path)”\(Nearest.hint(nearest))", use, program, nearest)
    }

    func absentPartial(_ name: String, _ use: NameUse, in program: Program) -> MustacheError {
        let nearest = Nearest.closest(to: name, among: partials.names)
        return error(
            "there is no template “\(name)” to include\(Nearest.hint(nearest))",
            use,
            program,
            nearest
        )
    }

    func holdsMore(_ use: NameUse, _ members: [String: Value], in program: Program) -> MustacheError {
        let inner = members.keys.sorted().prefix(5).map { use.parts.isEmpty ? $0 : "\(use.path).\($0)" }
        return error("“\(use.path)” is not one value\(Nearest.hint(inner))", use, program, inner)
    }

    func tooDeep(_ use: NameUse, in program: Program) -> MustacheError {
        error("“\(use.path)” is nested more than \(Self.deepest) deep", use, program, [])
    }

    private func error(
        _ message: String,
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
