public import Settings

/// A list of invitees as a ministry's spreadsheet gives it, read to rows and faults. Pure.
public struct InviteeFile: Sendable {
    /// One invitee, values checked and made uniform.
    public struct Row: Sendable, Hashable {
        /// The line it starts in; of the first of them where several rows were merged.
        public var line: Int
        /// `local@domain`, as the database keeps it.
        public var email: String
        public var secondEmail: String?
        public var name: String?
        public var organization: String?
        public var position: String?
        /// Subject code.
        public var region: String?
        public var language: String?
        public var timeZone: String?
        /// Any other column, by its heading, in the file's order; as JSON text by ``detailsJSON``.
        public var details: [JSONMember]
    }

    /// Something to put right, or to look at.
    public struct Remark: Sendable, Hashable {
        /// From 1; a quoted line feed counts.
        public var line: Int
        /// The cell's number in its row from 1; 0: the row as a whole.
        public var column: Int
        public var heading: String
        /// What is wrong and what to write instead.
        public var message: String
    }

    public var rows: [Row]
    /// With any of these nothing is imported.
    public var faults: [Remark]
    /// Merged duplicates, codes that clash and the like.
    public var warnings: [Remark]

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - headings: mapping of configuration: heading → column, `details.KEY` or `-`.
    ///   - language: of the remarks.
    public static func read(
        _ bytes: [UInt8],
        headings: [String: String] = [:],
        language: Language
    ) -> InviteeFile {
        InviteeFile(rows: [], faults: [], warnings: [])
    }
}
