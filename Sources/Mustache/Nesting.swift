/// Which tag closes which, and what stands in what.
struct Nesting {
    /// For an opening tag the index of its closing tag, and the reverse; -1 for the others.
    private(set) var partner: [Int]
    /// For each token the index of the innermost tag open around it; -1 at the top.
    private(set) var container: [Int]

    /// Deeper nesting is a mistake, and would exhaust the stack.
    static let deepest = 200

    init(_ tokens: [Token], source: Source) throws(MustacheError) {
        partner = Array(repeating: -1, count: tokens.count)
        container = partner
        var open: [Int] = []
        for (index, token) in tokens.enumerated() {
            if token.kind == .close {
                guard let opening = open.popLast() else {
                    throw source.error(
                        TemplateWords.closesNothing(token.asWritten),
                        at: token.range.lowerBound
                    )
                }
                let opener = tokens[opening]
                guard opener.name == token.name, opener.isDynamic == token.isDynamic else {
                    let place = source.position(at: opener.range.lowerBound)
                    throw source.error(
                        TemplateWords.closedByAnother(
                            opener.asWritten,
                            line: place.line,
                            column: place.column,
                            token.asWritten
                        ),
                        at: token.range.lowerBound
                    )
                }
                partner[opening] = index
                partner[index] = opening
            }
            container[index] = open.last ?? -1
            if token.opens {
                open.append(index)
                guard open.count <= Self.deepest else {
                    throw source.error(
                        TemplateWords.tooDeep(Self.deepest),
                        at: token.range.lowerBound
                    )
                }
            }
        }
        if let opening = open.last {
            throw source.error(
                TemplateWords.neverClosed(tokens[opening].asWritten),
                at: tokens[opening].range.lowerBound
            )
        }
    }
}
