import Reports
import Store
import Web
import Wording

/// Rows of the log as a table, under the titles that `vestnik log` gives them.
struct LogTable {
    private let visit: Visit
    private let clock: ReportClock
    private var table: CardTable

    init(_ visit: Visit, _ clock: ReportClock, caption: Wording) {
        self.visit = visit
        self.clock = clock
        let columns = LogReport.columns.compactMap { column in
            column.title.map { (Self.title($0.text(in: visit.language)), column.isNumeric) }
        }
        table = CardTable(caption: visit.text(caption), columns: columns)
    }

    /// A terminal's title in capitals as a page has it.
    private static func title(_ text: String) -> String {
        text == "ID" ? text : text.prefix(1) + text.dropFirst().lowercased()
    }

    var isEmpty: Bool { table.isEmpty }
    var text: String { table.text }

    mutating func add(_ row: LogRow) {
        let id = row.message?.id
        let letter = [row.event, row.notification].compactMap(\.self).joined(separator: " / ")
        let code = row.code.map { String($0) } ?? ""
        table.add([
            visit.time(row.at, clock),
            id.map { Link.to(Link.letter($0), String($0)) } ?? "",
            outcome(row),
            row.email.map { Link.to(Link.person($0), $0) } ?? "",
            letter.isEmpty ? "" : Markup.isolated(letter),
            Markup.escaped(code),
            told(row),
        ])
    }

    private func outcome(_ row: LogRow) -> String {
        let kind =
            row.kind == .attempt
            ? "" : "<br/><span class=\"soft\">\(visit.said(LogWords.kind(row.kind)))</span>"
        guard let word = row.outcome else { return kind.isEmpty ? "" : visit.said(LogWords.kind(row.kind)) }
        if let state = MessageState(rawValue: word) { return visit.state(state) + kind }
        return visit.said(LogWords.outcome(word)) + kind
    }

    private func told(_ row: LogRow) -> String {
        let text = LogReport.told(row).text(in: visit.language)
        return text.isEmpty ? "" : "<span class=\"reply\">\(Markup.isolated(text))</span>"
    }
}
