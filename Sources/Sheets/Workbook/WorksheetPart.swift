/// A sheet of a workbook: rows of cells, each at the place that its reference names.
final class WorksheetPart: XMLEvents {
    private let values: CellValues
    private let limits: SheetLimits
    private let sink: any SheetSink
    /// How many rows there are.
    private(set) var rows = 0
    /// How many of them a person does not see.
    private(set) var hiddenRows = 0
    private(set) var faults: [Sheet.Fault] = []
    /// Rows that are put in order once all are read; nil where they come in order.
    private var held: [Sheet.Row]?
    private var hidden: Set<Int> = []
    private var isOutOfOrder = false
    private var merges: [CellRange] = []
    /// What the merged cells hold, where these are known from the first reading.
    private var merged: MergedCells?
    private var cells = 0

    private var isInData = false
    private var row = Sheet.Row(line: 0, cells: [])
    private var isRowHidden = false
    private var lastLine = 0
    private var cell: Cell?
    private var element = ""
    private var column = 0

    private struct Cell {
        var type: String?
        var style: Int
        var value: [UInt8] = []
        var inline = RichText()
        var isInline = false
        var hasFormula = false
        var hasValue = false
    }

    init(_ values: CellValues, _ limits: SheetLimits, _ sink: any SheetSink) {
        self.values = values
        self.limits = limits
        self.sink = sink
    }

    /// Reads once more what another has read, knowing now what is merged, and whether rows are in order.
    convenience init(
        _ values: CellValues,
        _ limits: SheetLimits,
        _ sink: any SheetSink,
        after first: WorksheetPart
    ) {
        self.init(values, limits, sink)
        if first.isOutOfOrder { held = [] }
        merged = MergedCells(first.merges, limits)
    }

    /// Whether the rows that went on were not what the sheet says.
    var mustBeReadAgain: Bool { isOutOfOrder || merges.contains { $0.last.row > $0.first.row } }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetError) {
        element = name
        switch name {
        case "sheetData": isInData = true
        case "row" where isInData: try startRow(attributes)
        case "c" where isInData: try startCell(attributes)
        case "f": cell?.hasFormula = true
        case "v": cell?.hasValue = true
        case "is":
            cell?.isInline = true
            cell?.hasValue = true
        case "mergeCell":
            if merges.count < limits.columns, let range = attributes["ref"].flatMap(CellRange.init) {
                merges.append(range)
            }
        default: break
        }
        if cell?.isInline == true { cell?.inline.start(name) }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        guard cell != nil else { return }
        if cell?.isInline == true {
            guard cell?.inline.take(bytes, most: limits.cellBytes) != false else { throw tooLong }
        } else if element == "v" {
            cell?.value += bytes
            guard (cell?.value.count ?? 0) <= limits.cellBytes else { throw tooLong }
        }
    }

    func end(_ name: String) throws(SheetError) {
        element = ""
        if cell?.isInline == true { cell?.inline.end(name) }
        switch name {
        case "is": cell?.isInline = false
        case "c": try endCell()
        case "row" where isInData: try endRow()
        case "sheetData": isInData = false
        default: break
        }
    }

    private var tooLong: SheetError { .cellTooLong(limits.cellBytes, line: row.line) }

    // MARK: - Rows and cells

    private func startRow(_ attributes: [String: String]) throws(SheetError) {
        // References may be left out: the next row, the next cell are meant.
        let number = attributes["r"].flatMap { Int($0) } ?? row.line + 1
        guard (1...limits.rows).contains(number) else { throw .tooManyRows(limits.rows) }
        row = Sheet.Row(line: number, cells: [])
        column = 0
        isRowHidden = attributes["hidden"].isTrue
    }

    private func startCell(_ attributes: [String: String]) throws(SheetError) {
        column += 1
        if let reference = attributes["r"] {
            guard let place = CellPlace(reference) else { throw .damaged(reference) }
            column = place.column
        }
        guard (1...limits.columns).contains(column) else {
            throw .tooManyColumns(limits.columns, line: row.line)
        }
        cell = Cell(type: attributes["t"], style: attributes["s"].flatMap { Int($0) } ?? 0)
    }

    private func endCell() throws(SheetError) {
        guard let cell else { return }
        self.cell = nil
        guard cell.hasValue else {
            if cell.hasFormula, faults.count < limits.faults {
                faults.append(Sheet.Fault(kind: .uncalculated, line: row.line, column: column))
            }
            return
        }
        let inline = cell.inline.text
        let value = String(decoding: cell.value, as: UTF8.self)
        let shown =
            cell.type == "inlineStr" ? inline : values.text(value, type: cell.type, style: cell.style)
        guard let text = shown else { throw .damaged("\(CellPlace.name(column))\(row.line)") }
        guard !text.isEmpty else { return }
        cells += max(1, column - row.cells.count)
        guard cells <= limits.cells else { throw .tooManyCells(limits.cells, line: row.line) }
        while row.cells.count < column { row.cells.append("") }
        row.cells[column - 1] = text
    }

    private func endRow() throws(SheetError) {
        defer { row.cells = [] }
        guard row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return }
        if held != nil {
            guard cells <= limits.heldCells else { throw .tooManyCells(limits.heldCells, line: row.line) }
            held?.append(row)
            if isRowHidden { hidden.insert(row.line) }
            return
        }
        if row.line <= lastLine { isOutOfOrder = true }
        lastLine = row.line
        // What goes on is not what the sheet says: it is read again.
        guard !isOutOfOrder else { return }
        try pass(row, isHidden: isRowHidden)
    }

    private func pass(_ row: Sheet.Row, isHidden: Bool) throws(SheetError) {
        var row = row
        merged?.fill(&row)
        rows += 1
        if isHidden { hiddenRows += 1 }
        try sink.take(row)
    }

    /// Hands over rows that were held, in their order: the file has them in another one, or in pieces.
    func handOver() throws(SheetError) {
        guard let held else { return }
        self.held = nil
        var last: Sheet.Row?
        let ordered = held.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        for row in ordered.map(\.element) {
            guard var whole = last, whole.line == row.line else {
                if let last { try pass(last, isHidden: hidden.contains(last.line)) }
                last = row
                continue
            }
            for (index, text) in row.cells.enumerated() where !text.isEmpty {
                while whole.cells.count <= index { whole.cells.append("") }
                whole.cells[index] = text
            }
            last = whole
        }
        if let last { try pass(last, isHidden: hidden.contains(last.line)) }
    }
}

/// Cells that are merged downwards are read in each of their rows that has others: one organisation beside three names.
struct MergedCells {
    /// Those that begin below the rows read so far, the next one last.
    private var waiting: [CellRange]
    /// Those within which the last row stood, with what is in them.
    private var open: [(range: CellRange, text: String)] = []
    private var steps = 0
    private let most: Int

    init(_ ranges: [CellRange], _ limits: SheetLimits) {
        waiting = ranges.filter { $0.last.row > $0.first.row }.enumerated()
            .sorted { ($0.element.first.row, $0.offset) > ($1.element.first.row, $1.offset) }.map(\.element)
        most = limits.cells
    }

    /// Fills the empty cells of a row; rows come in their order.
    mutating func fill(_ row: inout Sheet.Row) {
        open.removeAll { $0.range.last.row < row.line }
        for (range, text) in open where steps < most {
            while row.cells.count < range.first.column { row.cells.append("") }
            if row.cells[range.first.column - 1].isEmpty { row.cells[range.first.column - 1] = text }
            steps += range.first.column
        }
        while let next = waiting.last, next.first.row <= row.line {
            waiting.removeLast()
            guard next.first.row == row.line, next.first.column <= row.cells.count else { continue }
            open.append((next, row.cells[next.first.column - 1]))
        }
    }
}
