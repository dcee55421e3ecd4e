public import Settings
public import Sheets

/// A list of invitees as a ministry's spreadsheet gives it, read to rows and faults.
///
/// Pure: whether anything is imported, and whether a row is new, is decided elsewhere.
public struct InviteeFile: Sendable {
    /// One invitee, values checked and made uniform.
    public struct Row: Sendable, Hashable {
        /// The line it starts in; of the first of them where several rows were merged.
        public var line: Int
        /// The first address, as it was written.
        public var email: String
        /// The identity behind the first address, which rows are merged by.
        public var key: String
        /// Where to turn when the first address does not work.
        public var secondEmail: String?
        /// The person, as «Иванова Мария Петровна».
        public var name: String?
        /// The organisation.
        public var organization: String?
        /// The person's position in it.
        public var position: String?
        /// Subject code, 01…99.
        public var region: String?
        /// As `ru`.
        public var language: String?
        /// IANA name.
        public var timeZone: String?
        /// Any other column that is not empty, by its heading, in the file's order.
        public var details: [JSONMember]

        /// What the row has, by the columns' names, `details.KEY` included.
        public var values: [(column: String, value: String)] {
            let own: [(String, String?)] = [
                ("email", email), ("second_email", secondEmail), ("name", name),
                ("organization", organization),
                ("position", position), ("region", region), ("language", language), ("time_zone", timeZone),
            ]
            let others = details.compactMap { member -> (String, String)? in
                guard case .string(let text) = member.value else { return nil }
                return ("details.\(member.key)", text)
            }
            return own.compactMap { name, value in value.map { (name, $0) } } + others
        }

        /// The details as a JSON object; nil where there are none.
        public var detailsJSON: String? { details.isEmpty ? nil : JSONValue.object(details).json }
    }

    /// Something to put right, or to look at.
    public struct Remark: Sendable, Hashable {
        /// The line in which the row starts, from 1.
        public var line: Int
        /// The cell's number in its row from 1; 0: the row as a whole.
        public var column: Int
        /// The heading over the cell; empty for the row as a whole.
        public var heading: String
        /// What is wrong and what to write instead.
        public var message: String

        /// As `FILE:LINE:COLUMN: HEADING: message`.
        ///
        /// - Parameter file: how it is named.
        /// - Returns: one line.
        public func text(file: String) -> String {
            "\(file):\(line):\(max(1, column)): " + (heading.isEmpty ? "" : "\(heading): ") + message
        }
    }

    /// A column of the file, and what it is taken for.
    public struct Column: Sendable, Hashable {
        /// Its place, from 1.
        public var number: Int
        /// What stands over it.
        public var heading: String
        /// The column's name in the database, `details.KEY`, or `-` where it is left out.
        public var name: String
    }

    /// What can be imported, once there are no faults; none where they are handed over one by one (``InviteeList``).
    public internal(set) var rows: [Row] = []
    /// With any of these nothing is imported; in the file's order.
    public internal(set) var faults: [Remark] = []
    /// Merged duplicates, codes that clash, probable slips of typing; in the file's order.
    public internal(set) var warnings: [Remark] = []
    /// How many more warnings there are than are told.
    public internal(set) var furtherWarnings = 0
    /// The columns that have a heading, in the file's order.
    public internal(set) var columns: [Column] = []
    /// What kind of file it was; nil where it could not be read at all.
    public internal(set) var source: Sheet.Source?
    /// Rows read, before merging.
    public internal(set) var rowsRead = 0

    /// How a text was encoded; nil of a workbook.
    public var encoding: TextEncoding? { if case .text(let encoding, _) = source { encoding } else { nil } }

    /// What separates a text's cells: comma, semicolon or tab.
    public var separator: Character? { if case .text(_, let separator) = source { separator } else { nil } }

    /// Reads a file that is in memory.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - headings: `import.headings` of the configuration: heading → column, `details.KEY` or `-`.
    ///   - language: of the remarks.
    ///   - options: what is not to be recognised: encoding, sheet.
    /// - Returns: rows, faults and warnings.
    public static func read(
        _ bytes: [UInt8],
        headings: [String: String] = [:],
        language: Language = .ru,
        options: SheetOptions = SheetOptions()
    ) -> InviteeFile {
        let list = InviteeList(
            ByteSource(bytes),
            headings: headings,
            language: language,
            options: options
        )
        var file = list.file
        do throws(SheetError) { file.rows = try list.first(.max) } catch {
            list.fail(error)
            file = list.file
        }
        return file
    }
}
