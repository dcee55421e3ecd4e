/// A token by which a site of another host writes the registrations of one event, as it is kept: by its hash.
public struct RegistrationToken: Sendable, Hashable {
    /// What it is called in lists: the beginning of its hash.
    public var id: String { String(hash.prefix(8)) }
    /// SHA-256 of the token, in hexadecimal: 256 bits of chance need no slower one.
    public let hash: String
    /// The event.
    public let event: String
    /// What people call it; empty where they do not.
    public let name: String
    /// When it was made, RFC 3339.
    public let created: String
}
