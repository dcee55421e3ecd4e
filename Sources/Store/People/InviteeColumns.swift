/// Which columns an invitation list has: invitees who are there already keep what they have in the others.
public struct InviteeColumns: Sendable, Hashable {
    /// A column that a list may lack.
    public enum Column: String, Sendable, CaseIterable {
        case name, organization, position, region, language
        case timeZone = "time_zone"
        case secondEmail = "second_email"
    }

    /// Those that the list has; an empty cell in one of them empties it.
    public var columns: Set<Column>
    /// The keys of `details` that it has; nil: whatever else is in `details` goes.
    public var details: [String]?

    /// A list of these columns.
    public init(_ columns: Set<Column>, details: [String]?) {
        self.columns = columns
        self.details = details
    }

    /// A list of every column, which says all that is known of an invitee.
    public static let all = InviteeColumns(Set(Column.allCases), details: nil)
}

/// A value that an import gave to an invitee who was there already.
public struct InviteeChange: Sendable, Hashable {
    /// Whose.
    public var email: String
    /// The column's name, or `details.KEY`.
    public var column: String
    /// What stood there.
    public var old: String?
    /// What stands there now.
    public var new: String?
}
