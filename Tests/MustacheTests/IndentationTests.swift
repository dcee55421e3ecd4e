import Testing
@testable import Mustache

/// Where the specification's cases stop short.
struct IndentationTests {
    private func render(
        _ template: String,
        _ partials: [String: String],
        _ data: Value = [:]
    ) throws -> String {
        try Template(template).render(data, partials: Partials(sources: partials))
    }

    @Test("indenting a partial is the same as indenting each line of its source", arguments: 0..<300)
    func indentedPartial(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let pieces = ["{{a}}", "{{#l}}", "{{/l}}", "x", "\n", "\n", "  ", "{{! c }}", "{{^n}}", "{{/n}}"]
        let source = (0..<10).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        guard (try? Template(source)) != nil else { return }
        let byHand = source.split(separator: "\n", omittingEmptySubsequences: false)
        // The last piece is a line only when there is something on it.
        let indented = byHand.enumerated()
            .map { $0 == byHand.count - 1 && $1.isEmpty ? "" : "   " + $1 }.joined(separator: "\n")
        let data: Value = ["a": "1\n2", "l": [1, 2]]
        #expect(try render("   {{>p}}", ["p": source], data) == Template(indented).render(data), "\(source)")
    }

    @Test("indentations of nested partials add up, and end with an inline partial")
    func nestedPartials() throws {
        let partials = ["outer": "o\n  {{>inner}}\n{{>inner}} inline\n", "inner": "i\nj\n"]
        #expect(try render(" {{>outer}}\n", partials) == " o\n   i\n   j\n i\nj\n inline\n")
    }

    @Test("blocks on lines of their own under an indented parent")
    func parentOverSeveralLines() throws {
        let template =
            "<\n  {{<page}}\n    {{$title}}T{{/title}}\n    {{$body}}\n    one\n      two\n    {{/body}}\n  {{/page}}\n>\n"
        let page = "[{{$title}}{{/title}}]\n{{$body}}\n{{/body}}\nend\n"
        #expect(try render(template, ["page": page]) == "<\n  [T]\n  one\n    two\n  end\n>\n")
    }

    @Test("an inline override fills a block on lines of its own, indented like its default")
    func inlineIntoStandalone() throws {
        #expect(
            try render("{{<p}}{{$b}}x{{/b}}{{/p}}", ["p": "a\n{{$b}}\n  default\n{{/b}}\n"]) == "a\n  x"
        )
    }

    @Test("a section within an override is indented on each turn")
    func sectionInOverride() throws {
        let template = "{{<p}}{{$b}}\n{{#l}}\n- {{.}}\n{{/l}}\n{{/b}}{{/p}}"
        #expect(
            try render(template, ["p": "l:\n  {{$b}}\n  {{/b}}\n"], ["l": [1, 2]]) == "l:\n  - 1\n  - 2\n"
        )
    }

    @Test("an override is read with the overrides around its own definition")
    func lexicalOverrides() throws {
        let partials = ["page": "{{$title}}{{/title}}: {{$body}}{{/body}}", "card": "[{{$title}}{{/title}}]"]
        let template =
            "{{<page}}{{$title}}Page{{/title}}{{$body}}{{<card}}{{$title}}Card{{/title}}{{/card}}{{/body}}{{/page}}"
        #expect(try render(template, partials) == "Page: [Card]")
    }

    @Test("a block within an override of the same name is no endless recursion")
    func blockInItself() throws {
        #expect(try render("{{<p}}{{$a}}({{$a}}x{{/a}}){{/a}}{{/p}}", ["p": "{{$a}}{{/a}}"]) == "(x)")
    }
}
