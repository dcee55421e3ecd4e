/// What a request wants done (RFC 9110 §9).
public struct Method: Sendable, Hashable, RawRepresentable {
    /// The word as it came: methods are told apart by case.
    public let rawValue: String

    /// A method of any name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Show it.
    public static let get = Method(rawValue: "GET")
    /// Show it, without the body.
    public static let head = Method(rawValue: "HEAD")
    /// Do something with what is sent.
    public static let post = Method(rawValue: "POST")
    /// Make it be what is sent.
    public static let put = Method(rawValue: "PUT")
    /// Let it be no more.
    public static let delete = Method(rawValue: "DELETE")
    /// What may be done with it.
    public static let options = Method(rawValue: "OPTIONS")

    /// Whether it promises to change nothing (RFC 9110 §9.2.1).
    public var isSafe: Bool { [.get, .head, .options].contains(self) }
}
