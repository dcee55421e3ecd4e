/// What became of a request (RFC 9110 §15).
public struct Status: Sendable, Hashable {
    /// Three digits.
    public let code: Int

    /// A status of any code.
    public init(_ code: Int) { self.code = code }

    /// Here it is.
    public static let ok = Status(200)
    /// It is new.
    public static let created = Status(201)
    /// Done, and there is nothing to show.
    public static let noContent = Status(204)
    /// It is shown elsewhere.
    public static let seeOther = Status(303)
    /// The reader has it already.
    public static let notModified = Status(304)
    /// It cannot be understood.
    public static let badRequest = Status(400)
    /// Who asks is not known.
    public static let unauthorized = Status(401)
    /// Who asks may not.
    public static let forbidden = Status(403)
    /// There is no such thing.
    public static let notFound = Status(404)
    /// That is not done with it; `Allow` says what is.
    public static let methodNotAllowed = Status(405)
    /// It is not to be had in the form that is wanted.
    public static let notAcceptable = Status(406)
    /// It contradicts what is.
    public static let conflict = Status(409)
    /// How long it is must be said.
    public static let lengthRequired = Status(411)
    /// The body is too long.
    public static let contentTooLarge = Status(413)
    /// The target is too long.
    public static let targetTooLong = Status(414)
    /// The body is of a kind that is not read.
    public static let unsupportedMediaType = Status(415)
    /// Another host is meant.
    public static let misdirected = Status(421)
    /// The body is understood, and wrong.
    public static let unprocessable = Status(422)
    /// Too often; `Retry-After` says when again.
    public static let tooManyRequests = Status(429)
    /// The header is too long.
    public static let fieldsTooLarge = Status(431)
    /// The fault is on this side.
    public static let internalError = Status(500)
    /// Nobody knows the method.
    public static let notImplemented = Status(501)
    /// Not now.
    public static let unavailable = Status(503)
}
