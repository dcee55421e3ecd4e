/// The person a letter is for: one row of `registrations` or of `invitees`, as it stands.
public struct Person: Sendable, Hashable {
    /// Which table the row is of.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A row of `registrations`.
        case registration
        /// A row of `invitees`.
        case invitee
    }

    /// Which table the row is of.
    public var kind: Kind
    /// The row's id.
    public var id: Int64
    /// The address as written in the row.
    public var email: String
    /// «Фамилия Имя Отчество» as one field, or whatever the person typed.
    public var name: String?
    /// The organisation.
    public var organization: String?
    /// The post held there.
    public var position: String?
    /// The region: subject code, ISO 3166-2 or a name.
    public var region: String?
    /// The reader's language (`ru`, `en`).
    public var language: String?
    /// The reader's IANA time zone.
    public var timeZone: String?
    /// The registration's status; nil for invitees.
    public var status: String?
    /// Further facts as a JSON object; empty when there are none.
    public var details: String
    /// When the row came to be, RFC 3339 in UTC.
    public var createdAt: String?
    /// When the row changed last, RFC 3339 in UTC.
    public var updatedAt: String?

    /// A person with the given columns.
    public init(
        kind: Kind,
        id: Int64,
        email: String,
        name: String? = nil,
        organization: String? = nil,
        position: String? = nil,
        region: String? = nil,
        language: String? = nil,
        timeZone: String? = nil,
        status: String? = nil,
        details: String = "",
        createdAt: String? = nil,
        updatedAt: String? = nil
    ) {
        self.kind = kind
        self.id = id
        self.email = email
        self.name = name
        self.organization = organization
        self.position = position
        self.region = region
        self.language = language
        self.timeZone = timeZone
        self.status = status
        self.details = details
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
