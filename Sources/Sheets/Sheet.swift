/// A table out of a file: rows of cells, each cell the text that a person sees in it.
public struct Sheet: Sendable, Equatable {
    /// A row that is not blank.
    public struct Row: Sendable, Equatable {
        /// The line of the file in which it starts, or its number in the workbook; from 1.
        public var line: Int
        /// Its cells, empty ones at the end left out.
        public var cells: [String]
        /// How many cells the file gives it, empty ones included; nil where files leave out empty cells, as workbooks do.
        public var width: Int?

        /// A row.
        public init(line: Int, cells: [String], width: Int? = nil) {
            self.line = line
            self.cells = cells
            self.width = width
        }
    }

    /// A cell that cannot be read.
    public struct Fault: Sendable, Hashable {
        /// What is wrong with it.
        public enum Kind: Sendable {
            /// A quotation mark that is opened and never closed.
            case unclosedQuote
            /// Text behind the closing quotation mark.
            case afterQuote
            /// A formula of which nobody has kept the result.
            case uncalculated
        }
        /// What is wrong.
        public var kind: Kind
        /// As of ``Row``.
        public var line: Int
        /// The cell's number in its row, from 1.
        public var column: Int
    }

    /// What kind of file it was.
    public enum Source: Sendable, Hashable {
        /// A text with separators.
        case text(TextEncoding, separator: Character)
        /// A workbook: the sheet that was read, and the names of the other visible ones.
        case workbook(sheet: String, others: [String])
    }

    /// The rows, in the file's order.
    public internal(set) var rows: [Row] = []
    /// What cannot be read; at most ``SheetLimits/faults``.
    public internal(set) var faults: [Fault] = []
    /// What it was read from.
    public internal(set) var source: Source
    /// How many of the rows a person does not see, because they are hidden or filtered out.
    public internal(set) var hiddenRows = 0
}

/// How a file is to be read.
public struct SheetOptions: Sendable {
    /// Of a text; nil: recognised.
    public var encoding: TextEncoding?
    /// The sheet of a workbook; nil: the first that is visible.
    public var sheet: String?
    /// `ru` or `en`: how truth values and dates of no form of their own are shown.
    public var language = "ru"
    /// The bounds.
    public var limits = SheetLimits()

    /// Everything recognised.
    public init() {}
}

/// Takes the rows of a table one by one.
public protocol SheetSink: AnyObject {
    /// The table begins; or begins anew, and none of the rows that came before counts.
    func begin(_ source: Sheet.Source) throws(SheetError)
    /// The next row that is not blank.
    func take(_ row: Sheet.Row) throws(SheetError)
}

extension Sheet {
    /// Reads a file row by row.
    ///
    /// - Parameters:
    ///   - source: a text with separators, or an Excel workbook (`.xlsx`), whatever it is called.
    ///   - options: what is not to be recognised.
    ///   - sink: what takes the rows.
    /// - Returns: what there is to say of the table, without its rows.
    /// - Throws: what keeps it from being read at all: rows that were taken before do not count.
    public static func read(
        _ source: ByteSource,
        _ options: SheetOptions = SheetOptions(),
        into sink: any SheetSink
    ) throws(SheetError) -> Sheet {
        guard source.count <= options.limits.fileBytes else { throw .tooLarge(options.limits.fileBytes) }
        switch FileKind(source.head(1 << 20)) {
        case .archive:
            var workbook = try Workbook(source, options)
            return try workbook.read(into: sink)
        case .other(let format): throw .format(format)
        case .text:
            guard options.sheet == nil else { throw .hasNoSheets }
            let text = try TextDecoding.stream(source, as: options.encoding)
            var reader = CSVReader(text, options.limits)
            try reader.readSeparator()
            var sheet = Sheet(source: .text(text.encoding, separator: Character(reader.separator)))
            try sink.begin(sheet.source)
            try reader.read { (row) throws(SheetError) in try sink.take(row) }
            sheet.faults = reader.faults
            return sheet
        }
    }

    /// Reads a file that is in memory, all rows of it.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - options: what is not to be recognised.
    /// - Returns: its table.
    /// - Throws: what keeps it from being read at all.
    public static func read(
        _ bytes: [UInt8],
        _ options: SheetOptions = SheetOptions()
    ) throws(SheetError) -> Sheet {
        let rows = SheetRows()
        var sheet = try read(ByteSource(bytes), options, into: rows)
        sheet.rows = rows.rows
        return sheet
    }
}

/// Keeps all rows.
private final class SheetRows: SheetSink {
    private(set) var rows: [Sheet.Row] = []

    func begin(_ source: Sheet.Source) { rows = [] }
    func take(_ row: Sheet.Row) { rows.append(row) }
}
