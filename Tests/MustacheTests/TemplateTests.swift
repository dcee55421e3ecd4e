import Testing
@testable import Mustache

struct TemplateTests {
    @Test("contexts are searched from the innermost outwards")
    func contextOrder() throws {
        let template = try Template("{{a}} {{b}}")
        var out: [UInt8] = []
        try template.render([["a": "outer", "b": "outer"], ["a": "inner"]], into: &out) {
            $1 += Array($0.utf8)
        }
        #expect(String(decoding: out, as: UTF8.self) == "inner outer")
    }

    @Test("a dotted name does not fall back to an outer context when its second part is missing")
    func noFallback() throws {
        let template = try Template("{{#x}}[{{a.b}}]{{/x}}")
        #expect(try template.render(["a": ["b": "outer"], "x": ["a": [:]]]) == "[]")
    }

    @Test("what is rendered is appended to what is there")
    func appends() throws {
        var out = Array("before ".utf8)
        try Template("{{x}}").render([["x": 1]], into: &out, escape: HTML.escape)
        #expect(String(decoding: out, as: UTF8.self) == "before 1")
    }

    @Test("the caller's escaping sees escaped values alone")
    func callersEscape() throws {
        var out: [UInt8] = []
        try Template("a {{x}} {{{x}}} {{&x}} {{n}}").render([["x": "v", "n": 2.5]], into: &out) { text, out in
            out += Array("<\(text)>".utf8)
        }
        #expect(String(decoding: out, as: UTF8.self) == "a <v> v v <2.5>")
    }

    @Test("zero and the empty text are false for sections and yet shown as values")
    func falseValues() throws {
        let template = try Template("{{#n}}yes{{/n}}{{^n}}no{{/n}} {{n}}{{#s}}yes{{/s}}{{^s}}no{{/s}}")
        #expect(try template.render(["n": 0, "s": ""]) == "no 0no")
    }

    @Test("a name may hold blanks and letters of any language, as headings of a spreadsheet do")
    func namesWithBlanks() throws {
        #expect(try Template("{{d.Номер телефона}}").render(["d": ["Номер телефона": "5"]]) == "5")
    }

    @Test("every name is listed with its place, its kind and the sections around it")
    func names() throws {
        let template = try Template(
            "Я {{a}}\n{{#list}}{{{b.c}}}{{^d}}{{>p}}{{/d}}{{/list}}{{>*e}}{{<f}}{{/f}}"
        )
        let shown = template.names.map { "\($0.path) \($0.line):\($0.column) \($0.kind) \($0.scope)" }
        #expect(
            shown == [
                "a 1:3 value []", "list 2:1 section []", #"b.c 2:10 raw ["list"]"#,
                #"d 2:19 inverted ["list"]"#, #"p 2:25 partial ["list", "d"]"#, "e 2:46 dynamic []",
                "f 2:53 parent []",
            ]
        )
    }

    @Test("a byte order mark is no part of the text")
    func byteOrderMark() throws {
        #expect(try Template("\u{FEFF}text").render(nil) == "text")
    }

    @Test("text without tags comes out as it went in", arguments: 0..<200)
    func textStays(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let text = generator.text(upTo: 60).replacing("{{", with: "{ {")
        #expect(try Template(text).render(nil) == text)
    }

    @Test("a value never comes out as anything but itself, escaped", arguments: 0..<200)
    func valuesStay(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let text = generator.text(upTo: 40)
        #expect(try Template("{{#s}}({{{x}}}){{/s}}").render(["s": true, "x": .string(text)]) == "(\(text))")
    }

    @Test("any template either is refused with a place in it, or renders", arguments: 0..<1000)
    func anyTemplate(seed: UInt64) throws {
        var generator = Generator(seed: seed)
        let source = generator.template()
        do {
            let template = try Template(source)
            let partials = Partials(["p": template, "a": try Template("{{$a}}default\n{{/a}}")])
            _ = try template.render(generator.value(), partials: partials)
        } catch {
            // Bytes: "\r\n" is one Character.
            let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            #expect(error.line >= 1 && error.line <= lines.count && error.column >= 1)
        }
    }
}
