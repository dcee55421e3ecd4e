/// An answer.
public struct Response: Sendable {
    /// What became of the request.
    public var status: Status
    /// Header fields; the strict ones that ``strictFields`` names are added where they do not stand here.
    public var headers: Fields
    /// What is shown.
    public var body: Body

    /// What an answer shows.
    public enum Body: Sendable {
        /// Nothing.
        case empty
        /// These bytes.
        case bytes([UInt8])
        /// What is made while it is sent.
        case stream(any BodyStream)
    }

    /// An answer.
    public init(_ status: Status, headers: Fields = Fields(), body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer of text, in UTF-8.
    public init(_ status: Status = .ok, text: String, type: String = "text/plain; charset=utf-8") {
        self.init(status, headers: ["Content-Type": type], body: .bytes(Array(text.utf8)))
    }

    /// An answer of bytes.
    public init(_ status: Status = .ok, bytes: [UInt8], type: String) {
        self.init(status, headers: ["Content-Type": type], body: .bytes(bytes))
    }

    /// An answer that is made while it is sent.
    public init(_ status: Status = .ok, stream: any BodyStream, type: String) {
        self.init(status, headers: ["Content-Type": type], body: .stream(stream))
    }

    /// Sends the reader elsewhere, to be shown there (RFC 9110 §15.4.4).
    public static func seeOther(_ address: String) -> Response {
        Response(.seeOther, headers: ["Location": address])
    }

    /// The same answer with one header field more.
    public func with(_ name: String, _ value: String) -> Response {
        var response = self
        response.headers.add(name, value)
        return response
    }

    /// What every answer says unless it says otherwise: nothing is fetched from anywhere, framed, guessed or kept.
    public static let strictFields: Fields = [
        "Content-Security-Policy":
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cache-Control": "no-store",
    ]
}

/// A body that is made while it is sent: rows of a table, events as they happen.
public protocol BodyStream: AnyObject, Sendable {
    /// The next piece, of any length; called by one thread at a time, and no more after `.end` and `.broken`.
    ///
    /// It may not wait: a thread serves many readers. Where there is nothing yet, say `.wait`.
    func next() -> BodyPiece
}

/// A piece of a body.
public enum BodyPiece: Sendable {
    /// These bytes; none is asked again at once.
    case bytes([UInt8])
    /// Nothing yet: ask again after so many milliseconds, or when the server is woken.
    case wait(milliseconds: Int)
    /// That was all.
    case end
    /// It cannot go on: the connection is closed, so that the reader does not take a part for the whole.
    case broken
}

/// Answers requests.
public protocol Responder: Sendable {
    /// The answer to a request; called by several threads at once.
    ///
    /// HEAD is answered like GET: the server leaves the body out.
    func response(to request: Request) -> Response

    /// The answer to what is no request that could be read.
    ///
    /// - Parameters:
    ///   - status: what speaks against it.
    ///   - target: as it came, at least in part.
    ///   - headers: as they came.
    /// - Returns: what is answered.
    func refusal(_ status: Status, target: String, headers: Fields) -> Response
}
