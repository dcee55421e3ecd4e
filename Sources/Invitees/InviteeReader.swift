import Settings
import Sheets

/// Goes through an invitee file row by row.
final class InviteeReader: SheetSink {
    private let headings: [String: String]
    private let words: InviteeWords
    private let limits: SheetLimits
    /// What was read, its rows aside.
    private(set) var file = InviteeFile()
    /// The rows.
    let rows: RowSpool
    /// Rows that may stand above the headings.
    private var head: [Sheet.Row] = []
    private var headingRow: Sheet.Row?
    private var shortRows: [Int] = []
    private var titles: [String] = []
    private var columns: [InviteeColumn] = []

    /// Headings are looked for in so many rows.
    private static let mostAbove = 10
    /// So many warnings are told.
    static let mostWarnings = 10_000

    init(headings: [String: String], words: InviteeWords, limits: SheetLimits, rows: RowSpool) {
        self.headings = headings
        self.words = words
        self.limits = limits
        self.rows = rows
    }

    func read(_ bytes: ByteSource, _ options: SheetOptions) {
        do throws(SheetError) {
            finish(try Sheet.read(bytes, options, into: self))
            var merging = Merging(words: words, most: Self.mostWarnings)
            try rows.merge(&merging)
            file.furtherWarnings += merging.untold
            file.warnings += merging.remarks
            sortRemarks()
        } catch { fail(error) }
    }

    /// The file cannot be read: nothing of what was read of it counts.
    func fail(_ error: SheetError) {
        reset()
        fault(error.line, column: 0, words.say(error.wording))
    }

    private func reset() {
        file = InviteeFile()
        rows.clear()
        (head, headingRow, shortRows, titles, columns) = ([], nil, [], [], [])
    }

    // MARK: - Rows as they come

    func begin(_ source: Sheet.Source) {
        reset()
        file.source = source
    }

    /// Lists have a title, a date or a letterhead above their headings: these are the first row with a column for addresses
    /// among the first ten, none of which before it has an address.
    func take(_ row: Sheet.Row) throws(SheetError) {
        guard headingRow == nil else { return try takeData(row) }
        head.append(row)
        if hasEmailHeading(row) {
            try open(head.count - 1)
        } else if head.count == Self.mostAbove || row.cells.contains(where: { $0.contains("@") }) {
            try open(0)
        }
    }

    private func hasEmailHeading(_ row: Sheet.Row) -> Bool {
        row.cells.contains { InviteeColumn(heading: CellText.tidy($0), mapping: headings) == .email }
    }

    /// The headings are known: what stands below them is read.
    private func open(_ start: Int) throws(SheetError) {
        let row = head[start]
        if start > 0 { warn(head[0].line, words.above(head[..<start].map(\.line), row.line)) }
        headingRow = row
        readHeadings(row)
        let below = head[(start + 1)...]
        head = []
        for row in below { try takeData(row) }
    }

    private func takeData(_ row: Sheet.Row) throws(SheetError) {
        guard columns.contains(.email) else { return }
        file.rowsRead += 1
        if let width = headingRow?.width, (row.width ?? width) < width { shortRows.append(row.line) }
        if file.faults.count < limits.faults { try readRow(row) }
    }

    // MARK: - The end

    private func finish(_ sheet: Sheet) {
        file.source = sheet.source
        if headingRow == nil, !head.isEmpty {
            do throws(SheetError) { try open(0) } catch { return fail(error) }
        }
        takeFaults(of: sheet)
        guard let headingRow else {
            if file.faults.isEmpty { fault(1, column: 0, words.empty) }
            return
        }
        if columns.contains(.email) {
            // Spreadsheet programs leave out empty cells at the end of rows; a row that was torn in two has another fault
            // besides.
            if let first = shortRows.first { warn(first, words.short(shortRows)) }
            if sheet.hiddenRows > 0 { warn(headingRow.line, words.hidden(sheet.hiddenRows)) }
        }
        sortRemarks()
    }

    private func sortRemarks() {
        file.faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        file.warnings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        let untold = file.warnings.count - Self.mostWarnings
        guard untold > 0 else { return }
        file.warnings.removeLast(untold)
        file.furtherWarnings += untold
    }

    /// Cells that the sheet could not read, but of columns that are left out.
    private func takeFaults(of sheet: Sheet) {
        for found in sheet.faults {
            let index = found.column - 1
            let isLeftOut = index < columns.count && columns[index] == .ignored
            switch found.kind {
            case .unclosedQuote: fault(found.line, column: found.column, words.unclosedQuote)
            case .afterQuote: fault(found.line, column: found.column, words.afterQuote)
            case .uncalculated where isLeftOut: break
            case .uncalculated: fault(found.line, index, words.uncalculated)
            }
        }
    }

    private func readHeadings(_ row: Sheet.Row) {
        titles = row.cells.map(CellText.tidy)
        columns = titles.map { InviteeColumn(heading: $0, mapping: headings) }
        file.columns = zip(titles, columns).enumerated().filter { !$0.element.0.isEmpty }.map {
            index,
            column in
            InviteeFile.Column(number: index + 1, heading: column.0, name: column.1.name)
        }
        for (index, column) in columns.enumerated() where column != .ignored {
            guard let other = columns.firstIndex(of: column), other < index else { continue }
            fault(row.line, index, words.repeatedHeading(other + 1))
        }
        guard !columns.contains(.email) else { return }
        let isData = row.cells.contains { $0.contains("@") }
        fault(row.line, column: 0, isData ? words.noHeadings : words.noEmailColumn)
    }

    private func readRow(_ record: Sheet.Row) throws(SheetError) {
        var cells = InviteeCells(line: record.line)
        for (index, raw) in record.cells.enumerated() {
            let text = CellText.tidy(raw)
            guard index < columns.count, !(columns[index] == .ignored && titles[index].isEmpty) else {
                if !text.isEmpty { fault(record.line, index, words.noHeading) }
                continue
            }
            if columns[index] == .ignored { continue }
            if text.unicodeScalars.contains("\u{FFFD}") {
                fault(record.line, index, words.badCharacter)
            } else if CellText.isErrorValue(text) {
                fault(record.line, index, words.errorValue(text))
            } else {
                cells.take(text, raw: raw, as: columns[index], words)
                report(&cells, record.line, index)
            }
        }
        let emailIndex = columns.firstIndex(of: .email) ?? 0
        let row = cells.row(words)
        report(&cells, record.line, emailIndex)
        if let row { try rows.append(row) }
    }

    /// What reading a cell had to say.
    private func report(_ cells: inout InviteeCells, _ line: Int, _ index: Int) {
        for message in cells.faults { fault(line, index, message) }
        for message in cells.warnings {
            guard file.warnings.count < Self.mostWarnings else {
                file.furtherWarnings += 1
                continue
            }
            file.warnings.append(
                .init(line: line, column: index + 1, heading: title(index), message: message)
            )
        }
        cells.faults = []
        cells.warnings = []
    }

    private func warn(_ line: Int, _ message: String) {
        file.warnings.append(.init(line: line, column: 0, heading: "", message: message))
    }

    private func fault(_ line: Int, column: Int, _ message: String) {
        file.faults.append(.init(line: line, column: column, heading: "", message: message))
    }

    private func fault(_ line: Int, _ index: Int, _ message: String) {
        file.faults.append(.init(line: line, column: index + 1, heading: title(index), message: message))
    }

    private func title(_ index: Int) -> String {
        index < titles.count ? titles[index] : ""
    }
}

/// Texts of cells.
enum CellText {
    /// On one line, without blanks around it or doubled.
    ///
    /// Soft hyphens, marks of no width and marks of direction, which come along when addresses are copied, are left out.
    static func tidy(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 32 || $0 == "\u{7F}" }
            .map { word in
                String(
                    String.UnicodeScalarView(
                        word.filter { !isInvisible($0) }
                    )
                )
            }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{AD}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{FEFF}", "\u{2060}",
            "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
            true
        default: false
        }
    }

    /// What spreadsheets show instead of a result, in English and Russian.
    static func isErrorValue(_ text: String) -> Bool {
        guard text.hasPrefix("#") else { return false }
        return [
            "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#Н/Д",
            "#ССЫЛКА!", "#ЗНАЧ!", "#ИМЯ?", "#ДЕЛ/0!", "#ПУСТО!", "#ЧИСЛО!",
        ].contains(text.uppercased())
    }
}
