/// A request as it came: bounded, decoded, and nothing decided yet.
public struct Request: Sendable {
    /// What is wanted.
    public var method: Method
    /// The segments of the path, percent-decoded; none for `/`, and an empty one behind a slash at the end.
    public var path: [String]
    /// What stands behind the question mark.
    public var query: Query
    /// Header fields.
    public var headers: Fields
    /// The body.
    public var body: [UInt8]
    /// The address that it came from; empty over a Unix socket.
    public var remote: String
    /// Whether it came over a Unix socket, where the file's rights say who may speak.
    public var arrivedByUnixSocket: Bool

    /// A request made by hand.
    public init(
        _ method: Method,
        path: [String],
        query: Query = Query(),
        headers: Fields = Fields(),
        body: [UInt8] = [],
        remote: String = "",
        arrivedByUnixSocket: Bool = false
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remote = remote
        self.arrivedByUnixSocket = arrivedByUnixSocket
    }

    /// A request for a target as an address writes it; nil where that is none.
    public init?(_ method: Method, _ target: String, headers: Fields = Fields(), body: [UInt8] = []) {
        guard let target = try? Target(target) else { return nil }
        self.init(method, path: target.path, query: target.query, headers: headers, body: body)
    }

    /// Its path as an address writes it.
    public var encodedPath: String { "/" + path.map(Percent.encode).joined(separator: "/") }

    /// The media type of the body, in lower case and without parameters.
    public var mediaType: String? {
        headers["Content-Type"]?.split(separator: ";").first.map {
            String($0).lowercased().filter { !$0.isWhitespace }
        }
    }

    /// The fields of a form in the body; nil where it is none.
    public var form: Query? {
        guard mediaType == "application/x-www-form-urlencoded",
            let text = String(validating: body, as: UTF8.self)
        else { return nil }
        return Query(encoded: text)
    }

    /// The value of a cookie; nil where none of this name came.
    public func cookie(_ name: String) -> String? {
        for header in headers.values(of: "Cookie") {
            for pair in header.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                if pair.hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
            }
        }
        return nil
    }

    /// The languages that the reader wants, the most wanted first, by their first part: `ru`, `en`.
    public var languages: [String] {
        let wanted = (headers["Accept-Language"] ?? "").split(separator: ",").prefix(20).enumerated()
            .compactMap { place, item -> (tag: String, weight: Double, place: Int)? in
                let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
                guard let tag = parts.first?.lowercased(), !tag.isEmpty else { return nil }
                let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map {
                    Double($0.dropFirst(2)) ?? 0
                }
                return (String(tag.prefix { $0 != "-" }), weight ?? 1, place)
            }
        return wanted.filter { $0.weight > 0 }
            .sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
            .map(\.tag)
    }
}
