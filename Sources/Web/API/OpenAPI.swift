import Delivery
import Terminal

/// The API as OpenAPI 3.1 describes it, out of the declarations of its routes.
enum OpenAPI {
    /// Describes the API.
    ///
    /// - Parameters:
    ///   - routes: whose operations are described.
    ///   - server: the address outside; nil: it is not known.
    ///   - isOpen: whether people may look who have not said who they are.
    /// - Returns: JSON.
    static func document(_ routes: [Route], server: String?, isOpen: Bool) -> String {
        var paths: [(String, [String])] = []
        for route in routes {
            guard let operation = route.operation else { continue }
            let entry =
                "\(route.method.rawValue.lowercased().jsonText):\(described(operation, route, isOpen: isOpen).text)"
            if let index = paths.firstIndex(where: { $0.0 == route.path }) {
                paths[index].1.append(entry)
            } else {
                paths.append((route.path, [entry]))
            }
        }
        var info = JSONLine()
        info.add("title", "Vestnik")
        info.add("version", Version.text)
        var document = JSONLine()
        document.add("openapi", "3.1.0")
        document.add("info", info)
        if let server {
            var line = JSONLine()
            line.add("url", server)
            document.add("servers", [line])
        }
        document.add("paths", json: object(paths.map { ($0.0, "{" + $0.1.joined(separator: ",") + "}") }))
        document.add(
            "components",
            json: object([("schemas", object(Schemas.all)), ("securitySchemes", security)])
        )
        return document.text + "\n"
    }

    /// What a segment of a path may hold: control characters, and what would lead elsewhere, are refused.
    static func segment(_ description: String? = nil) -> String {
        var line = JSONLine()
        line.add("type", "string")
        line.add("minLength", 1)
        line.add("pattern", ##"^(?!\.{1,2}$)[^\u0000-\u001F\u007F]+$"##)
        if let description { line.add("description", description) }
        return line.text
    }

    private static let security = """
        {"site":{"type":"http","scheme":"bearer"},"person":{"type":"http","scheme":"basic"},\
        "session":{"type":"apiKey","in":"cookie","name":"vestnik"}}
        """

    private static func described(_ operation: Operation, _ route: Route, isOpen: Bool) -> JSONLine {
        var line = JSONLine()
        line.add("operationId", operation.id)
        line.add("summary", operation.summary)
        switch route.access {
        case .token: line.add("security", json: #"[{"site":[]}]"#)
        case .reader where isOpen: break
        case .reader, .operator: line.add("security", json: #"[{"person":[]},{"session":[]}]"#)
        case .open: break
        }
        var parameters: [JSONLine] = []
        for case .variable(let name) in route.segments {
            var parameter = JSONLine()
            parameter.add("name", name)
            parameter.add("in", "path")
            parameter.add("required", true)
            parameter.add("schema", json: operation.variables[name] ?? Self.segment())
            parameters.append(parameter)
        }
        for parameter in operation.parameters {
            var described = JSONLine()
            described.add("name", parameter.name)
            described.add("in", "query")
            described.add("description", parameter.summary)
            described.add("schema", json: parameter.schema)
            parameters.append(described)
        }
        if !parameters.isEmpty { line.add("parameters", parameters) }
        if let body = operation.body {
            let content = object([("application/json", reference(body))])
            line.add("requestBody", json: object([("required", "true"), ("content", content)]))
        }
        line.add("responses", json: responses(operation))
        return line
    }

    /// One for each status, with all that it may be told in.
    private static func responses(_ operation: Operation) -> String {
        var statuses: [Int] = []
        for answer in operation.answers where !statuses.contains(answer.status) {
            statuses.append(answer.status)
        }
        return object(
            statuses.map { status in
                let answers = operation.answers.filter { $0.status == status }
                var line = JSONLine()
                line.add("description", answers.map(\.meaning).joined(separator: " "))
                let contents = answers.compactMap { $0.schema.map(content) }
                if !contents.isEmpty { line.add("content", json: object(contents)) }
                return (String(status), line.text)
            }
        )
    }

    private static func content(_ schema: String) -> (String, String) {
        if schema.contains("/") { return (schema, #"{"schema":{"type":"string"}}"#) }
        return (schema == "Problem" ? "application/problem+json" : "application/json", reference(schema))
    }

    private static func reference(_ schema: String) -> String {
        ##"{"schema":{"$ref":"#/components/schemas/\##(schema)"}}"##
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\($0.0.jsonText):\($0.1)" }.joined(separator: ",") + "}"
    }
}
