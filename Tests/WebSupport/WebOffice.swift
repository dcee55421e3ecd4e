public import HTTP
import Passwords
public import Web

/// Whoever has the web pages of a configuration can ask them, as a browser or a program on this machine does.
public protocol WebOffice {
    /// What answers.
    var application: WebApplication { get }
}

/// Two users: anna acts, boris looks; both have the password `secret`, hashed once for all tests: that takes long on
/// purpose.
public enum WebUsers {
    private static let hash = Password.hash("secret") ?? ""

    /// As the configuration names them.
    public static var text: String {
        #"users: [{ name: "anna", password: "\#(hash)", role: "operator" }, { name: "boris", password: "\#(hash)" }],"#
    }
}

extension WebOffice {
    /// Asks; without `Host` for this machine.
    public func ask(
        _ method: HTTP.Method,
        _ target: String,
        _ headers: Fields = [:],
        body: String = ""
    ) throws -> Answer {
        var headers = headers
        if headers["Host"] == nil { headers.add("Host", "127.0.0.1:8025") }
        guard let request = Request(method, target, headers: headers, body: Array(body.utf8)) else {
            throw NotARequest(target: target)
        }
        return Answer(application.response(to: request))
    }

    /// Sends a form.
    public func form(_ target: String, _ fields: Query, _ headers: Fields = [:]) throws -> Answer {
        var headers = headers
        headers.add("Content-Type", "application/x-www-form-urlencoded")
        return try ask(.post, target, headers, body: fields.encoded)
    }
}

/// What a test asked is no request: its target or a field is none that HTTP allows.
public struct NotARequest: Error {
    /// What was asked for.
    public let target: String
}

/// An answer with its body as text.
public struct Answer {
    /// Its status code.
    public let status: Int
    /// Its headers.
    public let headers: Fields
    /// Its body; empty where it comes in parts.
    public let text: String

    /// The answer of an application.
    public init(_ response: Response) {
        status = response.status.code
        headers = response.headers
        switch response.body {
        case .bytes(let bytes): text = String(decoding: bytes, as: UTF8.self)
        case .empty, .stream: text = ""
        }
    }
}
