import Testing
@testable import Mustache

struct SyntaxErrorTests {
    /// A faulty template, and how its error begins.
    static let faults: [(String, String)] = [
        ("a {{b", "t:1:3: this tag is not closed with “}}”, near “{{b”"),
        ("{{{b}}", "t:1:1: this tag is not closed with “}}}”"),
        ("{{! for ever", "t:1:1: this tag is not closed with “}}”"),
        ("{{a {{b}}", "t:1:1: this tag is not closed with “}}”"),
        ("{{a\nb}}", "t:1:1: this tag is not closed with “}}”"),
        ("ё {{#a}}", "t:1:3: {{#a}} is never closed, near “{{#a}}”"),
        ("\n\n{{#a}}\n {{/b}}", "t:4:2: {{#a}} opened at 3:1 is closed by {{/b}}, near “{{/b}}”"),
        ("{{^a}}{{/b}}", "t:1:7: {{^a}} opened at 1:1 is closed by {{/b}}"),
        ("{{<p}}{{$a}}{{/p}}{{/a}}", "t:1:13: {{$a}} opened at 1:7 is closed by {{/p}}"),
        ("{{<*p}}{{/p}}", "t:1:8: {{<*p}} opened at 1:1 is closed by {{/p}}"),
        ("x{{/a}}", "t:1:2: {{/a}} closes nothing"),
        ("{{}}", "t:1:1: this tag names nothing"),
        ("{{# }}", "t:1:1: this tag names nothing"),
        ("{{>*}}", "t:1:1: this tag names nothing"),
        ("{{a..b}}", "t:1:1: “a..b” has an empty part between its dots"),
        ("{{=<%=}}", "t:1:1: new delimiters are two marks with a blank between"),
        ("{{=a b c=}}", "t:1:1: new delimiters are two marks with a blank between"),
        ("{{=<% %>=}}\n<%a", "t:2:1: this tag is not closed with “%>”"),
    ]

    @Test("a faulty template is refused with its place and what is near", arguments: faults)
    func faulty(source: String, expected: String) {
        let error = #expect(throws: MustacheError.self) { try Template(source, name: "t") }
        #expect(error?.description.hasPrefix(expected) == true, "\(String(describing: error))")
    }

    @Test("what is near is cut to thirty characters and to its line")
    func nearIsShort() {
        let error = #expect(throws: MustacheError.self) {
            try Template("{{#a}}" + String(repeating: "я", count: 80) + "\nsecond line")
        }
        #expect(error?.near == "{{#a}}" + String(repeating: "я", count: 23) + "…")
    }

    @Test("sections nested without measure are refused")
    func nestingIsBounded() throws {
        let deep = { (count: Int) in
            String(repeating: "{{#a}}", count: count) + String(repeating: "{{/a}}", count: count)
        }
        #expect(try Template(deep(Nesting.deepest)).render(["a": true]) == "")
        #expect(throws: MustacheError.self) { try Template(deep(Nesting.deepest + 1)) }
    }

    @Test("a partial that includes itself for ever is an error")
    func endlessRecursion() throws {
        let partials = try Partials(sources: ["p": "x{{>p}}"])
        let error = #expect(throws: MustacheError.self) {
            try Template("{{>p}}").render(nil, partials: partials)
        }
        #expect(error?.message.en == "sections and templates are nested more than 500 deep")
        #expect(error?.excess == .depth(500))
    }

    @Test("of several faulty partials the first by name is reported")
    func firstFaultyPartial() {
        let error = #expect(throws: MustacheError.self) { try Partials(sources: ["b": "{{", "a": "{{#x}}"]) }
        #expect(error?.name == "a")
    }
}
