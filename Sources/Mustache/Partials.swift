/// Templates that others may use by name, with `{{>name}}` or `{{<name}}`.
public struct Partials: Sendable {
    let templates: [String: Template]

    /// Named templates.
    public init(_ templates: [String: Template]) { self.templates = templates }

    /// Parses named sources.
    /// - Throws: the first fault, in the order of the names.
    public init(sources: [String: String]) throws(MustacheError) {
        var templates: [String: Template] = [:]
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            templates[name] = try Template(source, name: name)
        }
        self.templates = templates
    }

    /// No partials.
    public static let none = Partials([:])

    /// The template of that name.
    public subscript(name: String) -> Template? { templates[name] }

    /// All names, sorted.
    public var names: [String] { templates.keys.sorted() }
}
