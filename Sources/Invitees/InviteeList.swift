public import Settings
public import Sheets

/// A list of invitees of any length, read once and handed over row by row: its rows wait in a scratch file.
public final class InviteeList {
    private let reader: InviteeReader

    /// What was read: columns, faults, warnings; without the rows.
    public var file: InviteeFile { reader.file }
    /// How many rows can be imported, once there are no faults.
    public var count: Int { reader.rows.count }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: of the file.
    ///   - headings: `import.headings` of the configuration: heading → column, `details.KEY` or `-`.
    ///   - language: of the remarks.
    ///   - options: what is not to be recognised: encoding, sheet.
    public init(
        _ bytes: ByteSource,
        headings: [String: String] = [:],
        language: Language = .ru,
        options: SheetOptions = SheetOptions()
    ) {
        var options = options
        options.language = language.rawValue
        reader = InviteeReader(
            headings: headings,
            words: InviteeWords(language: language),
            limits: options.limits,
            rows: RowSpool()
        )
        reader.read(bytes, options)
    }

    /// Hands over the rows in the file's order, those of the same address as one.
    ///
    /// - Throws: what `body` throws; ``SheetError`` where the scratch file cannot be read.
    public func forEach(_ body: (InviteeFile.Row) throws -> Void) throws {
        try reader.rows.forEach(body)
    }

    /// The first rows, so many at most.
    public func first(_ most: Int) throws(SheetError) -> [InviteeFile.Row] {
        try reader.rows.first(most)
    }

    func fail(_ error: SheetError) { reader.fail(error) }
}
