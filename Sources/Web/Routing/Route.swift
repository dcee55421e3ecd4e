public import HTTP

/// What one address does with one method: who may ask, what it answers, and how it is described for programs.
///
/// Routes are the one place where that stands: the router, `Allow`, access and `/api/openapi.json` all come from them.
public struct Route: Sendable {
    /// Who may ask.
    public enum Access: Sendable, Hashable {
        /// Whoever reaches the server.
        case open
        /// Whoever may look.
        case reader
        /// Whoever may act; a POST of a browser must bring its session's token.
        case `operator`
        /// A site with a token of the event; the handler looks at it.
        case token
    }

    /// The method; a route for GET answers HEAD, too.
    public let method: Method
    /// The path, its variables in braces: `/api/messages/{id}`.
    public let path: String
    /// Who may ask.
    public let access: Access
    /// What it is for programs; nil: it is no part of the API.
    public let operation: Operation?
    /// Answers.
    public let answer: @Sendable (Visit) throws -> Response

    /// A route.
    public init(
        _ method: Method,
        _ path: String,
        access: Access,
        operation: Operation? = nil,
        _ answer: @escaping @Sendable (Visit) throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.operation = operation
        self.answer = answer
        segments = path.split(separator: "/").map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}")
                ? .variable(String(segment.dropFirst().dropLast())) : .fixed(String(segment))
        }
    }

    enum Segment: Sendable, Hashable {
        case fixed(String)
        case variable(String)
    }

    let segments: [Segment]

    /// The values of the variables where a path is this route's; nil where it is not.
    func match(_ path: [String]) -> [String: String]? {
        guard path.count == segments.count else { return nil }
        var variables: [String: String] = [:]
        for (segment, value) in zip(segments, path) {
            switch segment {
            case .fixed(let text): if text != value { return nil }
            case .variable(let name):
                if value.isEmpty { return nil }
                variables[name] = value
            }
        }
        return variables
    }

    /// How much of the path is fixed: `/api/events/x` is rather that than `/api/{a}/{b}`.
    var fixedCount: Int { segments.count { if case .fixed = $0 { true } else { false } } }
}
