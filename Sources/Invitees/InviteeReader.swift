import Settings
import Sheets

/// Goes through an invitee file row by row.
struct InviteeReader {
    let headings: [String: String]
    let words: InviteeWords
    var file = InviteeFile()
    private var titles: [String] = []
    private var columns: [InviteeColumn] = []

    init(headings: [String: String], words: InviteeWords) {
        self.headings = headings
        self.words = words
    }

    mutating func read(_ bytes: [UInt8], _ options: SheetOptions) {
        let sheet: Sheet
        do throws(SheetError) { sheet = try Sheet.read(bytes, options) } catch {
            fault(error.line, column: 0, words.say(error.wording))
            return
        }
        file.source = sheet.source
        guard !sheet.rows.isEmpty else {
            takeFaults(of: sheet)
            if file.faults.isEmpty { fault(1, column: 0, words.empty) }
            return
        }
        let start = headingRow(of: sheet.rows)
        let headings = sheet.rows[start]
        if start > 0 {
            warn(sheet.rows[0].line, words.above(sheet.rows[..<start].map(\.line), headings.line))
        }
        readHeadings(headings)
        takeFaults(of: sheet)
        if columns.contains(.email) {
            let rows = sheet.rows.dropFirst(start + 1)
            for row in rows where file.faults.count < options.limits.faults { readRow(row) }
            file.rowsRead = rows.count
            warnOfShortRows(rows, headings.width)
            if sheet.hiddenRows > 0 { warn(headings.line, words.hidden(sheet.hiddenRows)) }
            var merging = Merging(words: words)
            file.rows = merging.merge(file.rows)
            file.warnings += merging.remarks
        }
        file.faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        file.warnings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// Lists have a title, a date or a letterhead above their headings: these are the first row with a column for addresses
    /// among the first ten, none of which before it has an address.
    private func headingRow(of rows: [Sheet.Row]) -> Int {
        for (index, row) in rows.prefix(10).enumerated() {
            let columns = row.cells.map { InviteeColumn(heading: CellText.tidy($0), mapping: headings) }
            if columns.contains(.email) { return index }
            if row.cells.contains(where: { $0.contains("@") }) { return 0 }
        }
        return 0
    }

    /// Cells that the sheet could not read, but of columns that are left out.
    private mutating func takeFaults(of sheet: Sheet) {
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

    /// Spreadsheet programs leave out empty cells at the end of rows; a row that was torn in two has another fault besides.
    private mutating func warnOfShortRows(_ rows: ArraySlice<Sheet.Row>, _ width: Int?) {
        guard let width else { return }
        let short = rows.filter { ($0.width ?? width) < width }.map(\.line)
        if let first = short.first { warn(first, words.short(short)) }
    }

    private mutating func readHeadings(_ row: Sheet.Row) {
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

    private mutating func readRow(_ record: Sheet.Row) {
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
        if let row { file.rows.append(row) }
    }

    /// What reading a cell had to say.
    private mutating func report(_ cells: inout InviteeCells, _ line: Int, _ index: Int) {
        for message in cells.faults { fault(line, index, message) }
        for message in cells.warnings {
            file.warnings.append(
                .init(line: line, column: index + 1, heading: title(index), message: message)
            )
        }
        cells.faults = []
        cells.warnings = []
    }

    private mutating func warn(_ line: Int, _ message: String) {
        file.warnings.append(.init(line: line, column: 0, heading: "", message: message))
    }

    private mutating func fault(_ line: Int, column: Int, _ message: String) {
        file.faults.append(.init(line: line, column: column, heading: "", message: message))
    }

    private mutating func fault(_ line: Int, _ index: Int, _ message: String) {
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
