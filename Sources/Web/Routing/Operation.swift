/// A route as `/api/openapi.json` describes it.
public struct Operation: Sendable {
    /// A parameter of the query.
    public struct Parameter: Sendable {
        /// Its name.
        public let name: String
        /// What it is for.
        public let summary: String
        /// Its JSON Schema.
        public let schema: String

        /// A parameter.
        public init(_ name: String, _ summary: String, schema: String = Operation.text) {
            self.name = name
            self.summary = summary
            self.schema = schema
        }
    }

    /// Any text without the character where C ends one.
    public static let text = ##"{"type":"string","pattern":"^[^\\u0000]*$"}"##

    /// The name by which clients call it.
    public let id: String
    /// What it does.
    public let summary: String
    /// Of the query.
    public let parameters: [Parameter]
    /// The schema of the body that it takes, by name; nil: it takes none.
    public let body: String?
    /// What it answers: status, what that means, the schema by name, which may be none.
    public let answers: [(status: Int, meaning: String, schema: String?)]
    /// The schemas of the path's variables, by name, where they are not any text.
    public let variables: [String: String]

    /// A description.
    public init(
        _ id: String,
        _ summary: String,
        parameters: [Parameter] = [],
        variables: [String: String] = [:],
        body: String? = nil,
        answers: [(status: Int, meaning: String, schema: String?)]
    ) {
        self.id = id
        self.summary = summary
        self.parameters = parameters
        self.variables = variables
        self.body = body
        self.answers = answers
    }
}
