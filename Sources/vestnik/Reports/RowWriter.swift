import Reports
import Terminal
import Wording

/// Writes the rows of a report as they come: JSON Lines, CSV, a table for a person, or tabs for a pipe.
final class RowWriter {
    enum Form: Equatable {
        case json, table, tabs
        case csv(CSV)
    }

    let form: Form
    private let output: Output
    private let context: CommandContext
    private let columns: [ReportColumn]
    private var table: Table
    let language: String
    private var pending = 0
    private var isStarted = false
    /// By which moments are shown.
    private let clock: ReportClock
    /// What stands above a person's table, until it has been written.
    private var preface: Wording?
    /// A terminal's table is made in pieces: widths need all rows of a piece.
    private static let piece = 1000

    /// A writer of rows of these columns.
    /// - Parameters:
    ///   - context: what was asked, and where it goes.
    ///   - columns: in the order of the rows' cells.
    ///   - clock: by which a person sees moments; it is named above their table.
    ///   - preface: what stands there instead.
    init(
        _ context: CommandContext,
        _ columns: [ReportColumn],
        clock: ReportClock? = nil,
        preface: Wording? = nil
    ) {
        self.clock = clock ?? .machine
        self.preface = preface ?? clock?.named(at: context.now)
        output = context.output
        self.context = context
        self.columns = columns
        form =
            context.wantsJSON
            ? .json : context.csv.map(Form.csv) ?? (context.output.isTerminal ? .table : .tabs)
        language = context.language
        table = Self.table(columns, context.language)
    }

    /// Writes a row: a cell for each column.
    /// - Parameters:
    ///   - cells: one for each column.
    ///   - roles: colours of cells by the columns' English titles.
    /// - Throws: the reader has gone, or the system refused.
    func add(_ cells: [Cell], roles: [String: Style.Role] = [:]) throws(OutputError) {
        try start()
        switch form {
        case .json:
            try output.writeLine(JSONLine(columns, cells).text)
        case .csv(let csv):
            try output.write(csv.record(zip(columns, cells).filter { $0.0.key != nil }.map(\.1.plain)))
        case .tabs:
            let shown = zip(columns, cells).filter { $0.0.title != nil }.map {
                Visible.line($0.1.plain ?? "")
            }
            try output.writeLine(shown.joined(separator: "\t"))
        case .table:
            table.add(
                zip(columns, cells).filter { $0.0.title != nil }.map { $0.1.shown(by: clock) },
                roles: painted(roles)
            )
            pending += 1
            if pending >= Self.piece { try flushTable() }
        }
    }

    /// Writes what is held back, so that a reader sees it now.
    func flush() throws(OutputError) {
        if form == .table { try flushTable() }
        try output.flush()
    }

    /// Ends the report.
    func finish() throws(OutputError) {
        try start()
        try flush()
    }

    /// Ends the report, and tells people, not programs, what may be done about the rows.
    func finish(_ hints: WaitingHints) throws(OutputError) {
        try finish()
        guard form == .table || form == .tabs else { return }
        for sentence in hints.sentences { context.say(sentence) }
    }

    private func start() throws(OutputError) {
        guard !isStarted else { return }
        isStarted = true
        switch form {
        case .csv(let csv): try output.write(csv.beginning + csv.record(columns.compactMap(\.key)))
        case .tabs:
            try output.writeLine(columns.compactMap { $0.title?.text(in: language) }.joined(separator: "\t"))
        case .json, .table: break
        }
    }

    private func flushTable() throws(OutputError) {
        guard pending > 0 else { return }
        if let preface {
            try output.writeLine("", taking: 0, preface.text(in: language) + ".")
            self.preface = nil
        }
        try output.write(table)
        table = Self.table(columns, language)
        pending = 0
    }

    /// The roles by the titles as they are shown.
    private func painted(_ roles: [String: Style.Role]) -> [String: Style.Role] {
        guard !roles.isEmpty else { return roles }
        let shown = columns.compactMap { column in
            column.title.flatMap { title in roles[title.en].map { (title.text(in: language), $0) } }
        }
        return Dictionary(shown, uniquingKeysWith: { first, _ in first })
    }

    /// An empty table of the columns that people see.
    static func table(_ columns: [ReportColumn], _ language: String) -> Table {
        Table(
            columns.compactMap { column in
                column.title.map {
                    Table.Column(
                        $0.text(in: language),
                        numeric: column.isNumeric,
                        keep: column.keep,
                        wraps: column.wraps
                    )
                }
            }
        )
    }
}
