/// A registration as somebody hands it in: a line of JSON, for the row of one key.
public struct RegistrationLine: Sendable, Hashable {
    /// The number of its line, from 1.
    public let line: Int
    /// The key of the row within the event.
    public let key: String
    /// The values that it gives, by column; nil clears one, and what is not given stays as it is.
    public let values: [String: String?]

    /// The columns that a line may give beside the key, in the table's order.
    public static let columns = IntakeSchema.given.filter { $0 != "event" && $0 != "key" }

    /// The same for the whole row: a column that is not given is cleared, and the status is `registered`.
    public var whole: RegistrationLine {
        var values = values
        for column in Self.columns where values[column] == nil { values[column] = .some(nil) }
        if (values["status"] ?? nil) == nil { values["status"] = "registered" }
        return RegistrationLine(line: line, key: key, values: values)
    }

    /// The address.
    public var email: String { (values["email"] ?? nil) ?? "" }
}

/// What is wrong with a line.
public struct RegistrationLineFault: Error, Sendable, Hashable {
    /// The number of the line, from 1.
    public let line: Int
    /// What it is.
    public let kind: Kind

    /// What may be wrong.
    public enum Kind: Sendable, Hashable {
        /// The line is longer than so many bytes.
        case lineTooLong(most: Int)
        case notUTF8
        case notJSON
        case notAnObject
        /// It holds U+0000, where SQLite ends a text.
        case holdsNul
        /// A key that must be there is not, or says nothing.
        case missing(String)
        /// There is no column of this name.
        case unknown(String)
        /// The key stands there twice.
        case repeated(String)
        /// The database keeps this column itself.
        case kept(String)
        /// The value is neither a text nor null.
        case notText(String)
        /// The value is longer than so many bytes.
        case tooLong(String, most: Int)
        /// `details` are no object.
        case detailsNotAnObject
        /// No status is called so.
        case unknownStatus(String)
        /// It names another event.
        case otherEvent(String)
        /// It names another key than the one that it was sent to.
        case otherKey(String)
    }

    /// A fault in a line.
    public init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }
}

extension RegistrationLineFault {
    /// The words of `status`, for people who wrote another.
    public static let statuses = IntakeSchema.statuses
}
