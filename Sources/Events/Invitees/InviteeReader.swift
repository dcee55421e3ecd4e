import Settings

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

    mutating func read(_ bytes: [UInt8]) {
        let (text, encoding) = TextDecoding.decode(bytes)
        let csv = CSV(text)
        file.encoding = encoding
        file.separator = Character(csv.separator)
        for fault in csv.faults {
            let message = fault.kind == .unclosed ? words.unclosedQuote : words.afterQuote
            file.faults.append(.init(line: fault.line, column: fault.column, heading: "", message: message))
        }
        guard let first = csv.records.first else {
            file.faults.append(.init(line: 1, column: 0, heading: "", message: words.empty))
            return
        }
        readHeadings(first)
        if columns.contains(.email) {
            for record in csv.records.dropFirst() { readRow(record) }
            file.rowsRead = csv.records.count - 1
            var merging = Merging(words: words)
            file.rows = merging.merge(file.rows)
            file.warnings += merging.remarks
        }
        file.faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        file.warnings.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    private mutating func readHeadings(_ record: CSV.Record) {
        titles = record.cells.map(CellText.tidy)
        columns = titles.map { InviteeColumn(heading: $0, mapping: headings) }
        for (index, column) in columns.enumerated() where column != .ignored {
            guard let other = columns.firstIndex(of: column), other < index else { continue }
            fault(record.line, index, words.repeatedHeading(other + 1))
        }
        guard !columns.contains(.email) else { return }
        let isData = record.cells.contains { $0.contains("@") }
        file.faults.append(
            .init(
                line: record.line,
                column: 0,
                heading: "",
                message: isData ? words.noHeadings : words.noEmailColumn
            )
        )
    }

    private mutating func readRow(_ record: CSV.Record) {
        var cells = InviteeCells(line: record.line)
        for (index, raw) in record.cells.enumerated() {
            let text = CellText.tidy(raw)
            guard index < columns.count, !(columns[index] == .ignored && titles[index].isEmpty) else {
                if !text.isEmpty { fault(record.line, index, words.noHeading) }
                continue
            }
            if text.unicodeScalars.contains("\u{FFFD}") {
                fault(record.line, index, words.badCharacter)
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

    private mutating func fault(_ line: Int, _ index: Int, _ message: String) {
        file.faults.append(.init(line: line, column: index + 1, heading: title(index), message: message))
    }

    private func title(_ index: Int) -> String {
        index < titles.count ? titles[index] : ""
    }
}

/// Texts of cells.
enum CellText {
    /// On one line, without blanks around it or doubled; soft hyphens and marks of no width are left out.
    static func tidy(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 32 || $0 == "\u{7F}" }
            .map { word in
                String(
                    String.UnicodeScalarView(
                        word.filter { !["\u{AD}", "\u{200B}", "\u{FEFF}", "\u{2060}"].contains($0) }
                    )
                )
            }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}
