import Testing
@testable import Mustache

/// One statement of the Mustache specification 1.4 (https://github.com/mustache/spec, MIT licence).
struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let template: String
    let data: Value
    let partials: [String: String]
    let expected: String

    init(
        _ title: String,
        _ template: String,
        data: Value = [:],
        partials: [String: String] = [:],
        gives expected: String
    ) {
        self.title = title
        self.template = template
        self.data = data
        self.partials = partials
        self.expected = expected
    }

    var testDescription: String { title }

    func rendered() throws -> String {
        try Template(template).render(data, partials: Partials(sources: partials))
    }
}
