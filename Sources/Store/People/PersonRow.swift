internal import Mail
internal import SQLite

/// A row of `registrations` or `invitees`, every column as it stands: a value that is copied by reference until it is
/// changed, for it is handed on many times between the intake and the letter.
@dynamicMemberLookup
public struct PersonRow: Sendable, Hashable {
    /// Which table the row is of.
    public enum Kind: String, Sendable {
        /// A row of `registrations`.
        case registration
        /// A row of `invitees`.
        case invitee
    }

    /// The columns.
    public struct Columns: Sendable, Hashable {
        /// Which table the row is of.
        public var kind: Kind
        /// `id` of the row.
        public var id: Int64
        /// The event's name: its folder.
        public var event: String
        /// The address as the writer gave it.
        public var email: String
        /// An invitee's second address.
        public var secondEmail: String?
        /// Surname, name, patronymic.
        public var name: String?
        /// The organization.
        public var organization: String?
        /// The position held there.
        public var position: String?
        /// The region as the writer gave it.
        public var region: String?
        /// The language that the person reads.
        public var language: String?
        /// The person's own time zone, by its IANA name.
        public var timeZone: String?
        /// A registration's status.
        public var status: String?
        /// A JSON object as text.
        public var details: String?
        /// When the row was made: UTC, RFC 3339.
        public var createdAt: String?
        /// When the row was last changed: UTC, RFC 3339.
        public var updatedAt: String?
        /// A registration's key at the web site.
        public var key: String?
        /// The person's identity: `Address.identity(of:)` of the address.
        public var personKey = ""
        /// Which of a registration's versions this is, counted from 1; 0 for an invitee.
        public var version = 0
        /// What was wrong with the row as the web site wrote it: `details tooLong 70000`, one a line.
        public var faults: String?

        /// Those that no row lacks.
        package init(kind: Kind, id: Int64, event: String, email: String) {
            self.kind = kind
            self.id = id
            self.event = event
            self.email = email
        }
    }

    /// Never changed: a changed row has another one.
    @usableFromInline
    final class Storage: Sendable {
        @usableFromInline let columns: Columns

        @usableFromInline
        init(_ columns: Columns) { self.columns = columns }
    }

    @usableFromInline var storage: Storage

    /// A row of these columns, made once all of them are known: each change of a row copies them.
    package init(_ columns: Columns) { storage = Storage(columns) }

    /// A row made by hand.
    public init(kind: Kind, id: Int64, event: String, email: String) {
        self.init(Columns(kind: kind, id: id, event: event, email: email))
    }

    /// A column.
    @inlinable
    public subscript<Value>(dynamicMember column: WritableKeyPath<Columns, Value>) -> Value {
        get { storage.columns[keyPath: column] }
        _modify {
            var columns = storage.columns
            yield &columns[keyPath: column]
            storage = Storage(columns)
        }
    }

    /// Whether all columns are the same.
    public static func == (one: PersonRow, other: PersonRow) -> Bool {
        one.storage === other.storage || one.storage.columns == other.storage.columns
    }

    /// Hashes all columns.
    public func hash(into hasher: inout Hasher) { hasher.combine(storage.columns) }

    /// Whether the web site's row says the same, whenever it was written.
    public func saysTheSame(as other: PersonRow) -> Bool {
        self.event == other.event && self.email == other.email && self.name == other.name
            && self.organization == other.organization && self.position == other.position
            && self.region == other.region
            && self.language == other.language && self.timeZone == other.timeZone
            && self.status == other.status
            && self.details == other.details && self.key == other.key && self.faults == other.faults
    }

    /// The columns of a registration, in the order that `init(row:from:kind:)` reads.
    static func registrationColumns(_ table: String) -> String {
        columns(table, "NULL", "\(table).status", "\(table).key", "\(table).version", "\(table).faults")
    }

    /// The columns of an invitee, in the same order.
    static func inviteeColumns(_ table: String) -> String {
        columns(table, "\(table).second_email", "NULL", "NULL", "0", "NULL")
    }

    static let columnCount: Int32 = 18

    private static func columns(
        _ table: String,
        _ second: String,
        _ status: String,
        _ key: String,
        _ version: String,
        _ faults: String
    ) -> String {
        """
        \(table).id, \(table).event, \(table).email, \(second), \(table).name, \(table).organization, \
        \(table).position, \(table).region, \(table).language, \(table).time_zone, \(status), \
        \(table).details, \(table).created_at, \(table).updated_at, \(key), \(table).person_key, \(version), \
        \(faults)
        """
    }

    /// Reads the columns from `first` on; nil when there is no such row (a join found none).
    init?(row: Row, from first: Int32, kind: Kind) {
        guard !row.isNull(first) else { return nil }
        var columns = Columns(
            kind: kind,
            id: row.int64(first),
            event: row.text(first + 1),
            email: row.text(first + 2)
        )
        columns.secondEmail = row.optionalText(first + 3)
        columns.name = row.optionalText(first + 4)
        columns.organization = row.optionalText(first + 5)
        columns.position = row.optionalText(first + 6)
        columns.region = row.optionalText(first + 7)
        columns.language = row.optionalText(first + 8)
        columns.timeZone = row.optionalText(first + 9)
        columns.status = row.optionalText(first + 10)
        columns.details = row.optionalText(first + 11)
        columns.createdAt = row.optionalText(first + 12)
        columns.updatedAt = row.optionalText(first + 13)
        columns.key = row.optionalText(first + 14)
        columns.personKey = row.optionalText(first + 15) ?? Address.identity(of: columns.email)
        columns.version = row.int(first + 16)
        columns.faults = row.optionalText(first + 17)
        self.init(columns)
    }
}
