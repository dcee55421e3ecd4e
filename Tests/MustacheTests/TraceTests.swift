import Mustache
import Testing

@Suite("Traces")
struct TraceTests {
    private func trace(_ source: String, _ own: Value, partials: Partials = .none) throws -> Trace {
        var trace = Trace(of: [1])
        var out: [UInt8] = []
        let shared: Value = ["event": ["name": "Совещание", "days": [1, 2]], "empty": ""]
        try Template(source).render(
            [shared, own],
            partials: partials,
            missing: .error,
            trace: &trace,
            into: &out,
            escape: HTML.escape
        )
        return trace
    }

    @Test("a trace tells what sections asked, and where each text came from")
    func tells() throws {
        let trace = try trace(
            "{{event.name}} {{#name}}{{name}}{{/name}}{{^post}}-{{/post}}{{#event.days}}{{.}}{{/event.days}}{{a.b}}",
            ["name": "Мария", "a": ["b": 5]]
        )
        #expect(trace.isComplete)
        #expect(trace.tests.map(\.path) == [["name"]])
        #expect(trace.tests.map(\.isTruthy) == [true])
        #expect(trace.insertions == [nil, ["name"], nil, nil, ["a", "b"]])
    }

    @Test("a part that the traced context lacks is a question too")
    func lacks() throws {
        let trace = try trace("{{#a.b}}x{{/a.b}}{{^a.b}}y{{/a.b}}{{#empty}}{{/empty}}", ["a": ["c": 1]])
        #expect(trace.isComplete)
        #expect(trace.tests.map(\.path) == [["a", "b"], ["a", "b"]])
        #expect(trace.tests.map(\.isTruthy) == [false, false])
    }

    @Test(
        "where more depends on a value than whether it is there, the trace is not complete",
        arguments: [
            "{{#list}}x{{/list}}", "{{#a}}{{b}}{{/a}}", "{{{name}}}", "{{>*name}}", "{{#name}}{{.}}{{/name}}",
        ]
    )
    func incomplete(source: String) throws {
        let own: Value = ["list": [1], "a": ["b": 1], "name": "part"]
        let partials = Partials(["part": try Template("p")])
        #expect(try !trace(source, own, partials: partials).isComplete)
    }
}
