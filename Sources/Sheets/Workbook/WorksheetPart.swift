/// A sheet of a workbook: rows of cells, each at the place that its reference names.
final class WorksheetPart: XMLEvents {
    private let values: CellValues
    private let limits: SheetLimits
    private var rows: [Sheet.Row] = []
    private var hidden: Set<Int> = []
    private var faults: [Sheet.Fault] = []
    private var merges: [CellRange] = []
    private var cells = 0

    private var isInData = false
    private var row = Sheet.Row(line: 0, cells: [])
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

    init(_ values: CellValues, _ limits: SheetLimits) {
        self.values = values
        self.limits = limits
    }

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
        case "row" where isInData: endRow()
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
        if attributes["hidden"].isTrue { hidden.insert(number) }
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

    private func endRow() {
        guard row.cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return }
        rows.append(row)
        row.cells = []
    }

    // MARK: - The whole

    /// What was read.
    func finished() -> (rows: [Sheet.Row], faults: [Sheet.Fault], hiddenRows: Int) {
        if !zip(rows, rows.dropFirst()).allSatisfy({ $0.line < $1.line }) { putInOrder() }
        fillMerged()
        return (rows, faults, rows.count { hidden.contains($0.line) })
    }

    /// Rows that the file has in another order, or in pieces.
    private func putInOrder() {
        var ordered: [Sheet.Row] = []
        for row in rows.enumerated().sorted(by: {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        })
        .map(\.element) {
            guard let last = ordered.indices.last, ordered[last].line == row.line else {
                ordered.append(row)
                continue
            }
            for (index, text) in row.cells.enumerated() where !text.isEmpty {
                while ordered[last].cells.count <= index { ordered[last].cells.append("") }
                ordered[last].cells[index] = text
            }
        }
        rows = ordered
    }

    /// A cell that is merged downwards is read in each of its rows that has others: one organisation beside three names.
    private func fillMerged() {
        var steps = 0
        for range in merges where range.last.row > range.first.row {
            let top = index(of: range.first.row)
            guard top < rows.count, rows[top].line == range.first.row,
                range.first.column <= rows[top].cells.count
            else { continue }
            let text = rows[top].cells[range.first.column - 1]
            var index = top + 1
            while index < rows.count, rows[index].line <= range.last.row, steps < limits.cells {
                while rows[index].cells.count < range.first.column { rows[index].cells.append("") }
                if rows[index].cells[range.first.column - 1].isEmpty {
                    rows[index].cells[range.first.column - 1] = text
                }
                steps += range.first.column
                index += 1
            }
        }
    }

    /// The first row that is not above a line; rows are in order.
    private func index(of line: Int) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
