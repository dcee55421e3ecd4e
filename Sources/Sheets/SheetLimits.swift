/// How much of a file is read: no file may take the memory or the time of the machine, whatever is in it.
public struct SheetLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var fileBytes = 32 << 20
    /// Bytes that all read parts of a workbook take unpacked.
    public var unpackedBytes = 128 << 20
    /// Files in a workbook's archive.
    public var entries = 10_000
    /// Rows; the most that spreadsheet programs have.
    public var rows = 1_048_576
    /// Cells in a row; the most that spreadsheet programs have.
    public var columns = 16_384
    /// Cells of all rows together, empty ones before the last that is not included.
    public var cells = 2_000_000
    /// Cells that are held at once where a workbook has its rows in no order.
    public var heldCells = 2_000_000
    /// Bytes of one row of a text.
    public var rowBytes = 16 << 20
    /// Bytes of one cell; spreadsheet programs have 32,767 characters.
    public var cellBytes = 128 << 10
    /// Faults that are told of one file.
    public var faults = 1000

    /// The limits of a table that is held in memory.
    public init() {}

    /// The limits of a list that is read row by row.
    public static let list: SheetLimits = {
        var limits = SheetLimits()
        limits.fileBytes = 1 << 30
        limits.unpackedBytes = 4 << 30
        limits.rows = 5_000_000
        limits.cells = 50_000_000
        return limits
    }()
}
