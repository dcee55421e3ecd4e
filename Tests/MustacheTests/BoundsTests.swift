import Testing
@testable import Mustache

@Suite("What a rendering may come to")
struct BoundsTests {
    private let list: Value = .object(["x": .list((0..<3000).map { .integer($0) })])
    private let tight = Bounds(bytes: 100_000, steps: 20_000)

    @Test(
        "what grows by the square stops at its limit",
        arguments: [
            ("{{#x}}{{x}}{{/x}}", Bounds.Excess.bytes(100_000)),
            ("{{#x}}{{{x}}}{{/x}}", .bytes(100_000)),
            ("{{#x}}{{>p}}{{/x}}", .bytes(100_000)),
            ("{{#x}}\n  {{>p}}\n{{/x}}", .bytes(100_000)),
            ("{{#x}}{{#x}}{{#x}}{{/x}}{{/x}}{{/x}}", .steps(20_000)),
            ("{{#x}}{{#x}}.{{/x}}{{/x}}", .steps(20_000)),
            ("{{#x}}{{^nothing}}{{#x}}{{/x}}{{/nothing}}{{/x}}", .steps(20_000)),
            ("{{>endless}}", .depth(500)), ("{{>inverted}}", .depth(500)), ("{{>block}}", .depth(500)),
        ]
    )
    func square(_ template: String, _ excess: Bounds.Excess) throws {
        let partials = try Partials(sources: [
            "p": String(repeating: "line\n", count: 100), "endless": "{{>endless}}",
            "inverted": String(repeating: "{{^a}}", count: 150) + "{{>inverted}}"
                + String(repeating: "{{/a}}", count: 150),
            "block": "{{<block}}{{$b}}{{/b}}{{/block}}",
        ])
        let template = try Template(template, name: "bomb")
        let error = #expect(throws: MustacheError.self) {
            try template.render(list, partials: partials, bounds: tight)
        }
        #expect(error?.excess == excess)
        #expect(error?.missingName == nil)
    }

    @Test("the error names a place near by and the figure")
    func place() throws {
        let template = try Template("a\n {{#x}}{{x}}{{/x}}", name: "bomb")
        let error = #expect(throws: MustacheError.self) { try template.render(list, bounds: tight) }
        #expect(error?.description.hasPrefix("bomb:2:") == true)
        #expect(error?.message.en == "the result would have more than 100000 bytes")
    }

    @Test("a value counts as it was before a shorter sign was put for it, and after where it grew")
    func escaped() throws {
        let value: Value = ["x": .string(String(repeating: "\"", count: 30_000))]
        let template = try Template("{{x}}{{x}}{{x}}{{x}}", name: "t")
        for sign in ["", "."] {
            var out: [UInt8] = []
            let error = #expect(throws: MustacheError.self) {
                try template.render([value], bounds: tight, into: &out) { _, out in out += sign.utf8 }
            }
            #expect(error?.excess == .bytes(100_000))
        }
        #expect(throws: MustacheError.self) { try Template("{{x}}").render(value, bounds: tight) }
        #expect(try Template("{{{x}}}").render(value, bounds: tight).utf8.count == 30_000)
    }

    @Test("what keeps within its limits comes out whole, to the byte")
    func within() throws {
        let template = try Template("{{#x}}{{.}};{{/x}}")
        let whole = try template.render(list, bounds: tight)
        #expect(whole.utf8.count == 13_890)
        #expect(try template.render(list, bounds: Bounds(bytes: 13_890, steps: 9002)) == whole)
        for tighter in [Bounds(bytes: 13_889, steps: 9002), Bounds(bytes: 13_890, steps: 9001)] {
            #expect(throws: MustacheError.self) { try template.render(list, bounds: tighter) }
        }
    }
}
