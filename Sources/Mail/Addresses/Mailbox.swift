/// An address with the name that is shown beside it: RFC 5322 §3.4 `mailbox`.
public struct Mailbox: Sendable, Hashable {
    /// The display name as people read it; nil or empty for none.
    public var name: String?
    /// The address.
    public var address: Address

    /// A mailbox with or without a display name.
    public init(name: String? = nil, address: Address) {
        self.name = name
        self.address = address
    }
}
