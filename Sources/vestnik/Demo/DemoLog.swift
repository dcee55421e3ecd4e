import Reports
import Store
import Terminal
import Wording

/// The delivery log as the demo shows it: a few ordinary rows, and all that has something to tell.
struct DemoLog {
    let output: Output
    let language: String
    /// How many rows that simply went are shown.
    private let ordinary = 6

    func write(_ store: MessageStore) throws {
        var rows: [LogRow] = []
        try store.log(LogFilter()) { row throws(StoreError) in
            rows.append(row)
            return true
        }
        // The order of sending depends on which session was faster; the order of planning does not.
        rows.sort { ($0.message?.id ?? 0, $0.at, $0.id) < ($1.message?.id ?? 0, $1.at, $1.id) }
        let troubled = Set(rows.filter { $0.outcome != "sent" }.compactMap { $0.message?.id })
        let plain = rows.filter { row in row.message.map { !troubled.contains($0.id) } ?? false }
        var table = Table([
            Table.Column(Wording(ru: "№", en: "ID").text(in: language), numeric: true, keep: 0),
            Table.Column(Wording(ru: "КОМУ", en: "TO").text(in: language), keep: 3),
            Table.Column(Wording(ru: "ПИСЬМО", en: "LETTER").text(in: language), keep: 2),
            Table.Column(outcome, keep: 0),
            Table.Column(Wording(ru: "КОД", en: "CODE").text(in: language), numeric: true, keep: 0),
            Table.Column(Wording(ru: "ОТВЕТ", en: "REPLY").text(in: language), keep: 1, wraps: true),
        ])
        for row in plain.prefix(ordinary) { add(row, to: &table) }
        let more = max(0, plain.count - ordinary)
        let told = Wording(ru: "и ещё \(more) ушли сразу", en: "\(more) more that went at once")
        table.add(["…", told.text(in: language)])
        for row in rows where row.message.map({ troubled.contains($0.id) }) ?? false { add(row, to: &table) }
        var held = LogFilter()
        held.states = [.held]
        var waiting: [MessageRow] = []
        try store.messages(held) { row throws(StoreError) in
            waiting.append(row)
            return true
        }
        for message in waiting.reversed() {
            table.add(
                [String(message.id), message.email, message.notification, "held", "", message.reason ?? ""],
                roles: [outcome: .warning]
            )
        }
        try output.writeLine()
        try output.write(table.text(width: output.width ?? 110, style: output.style))
    }

    private var outcome: String { Wording(ru: "ИСХОД", en: "OUTCOME").text(in: language) }

    /// The reply without the queue's name for the message, which depends on which session was faster.
    private func said(_ row: LogRow) -> String {
        let said = LogReport.told(row).text(in: language)
        return said.firstRange(of: ": queued as ").map { String(said[..<$0.lowerBound]) } ?? said
    }

    private func add(_ row: LogRow, to table: inout Table) {
        table.add(
            [
                row.message.map { String($0.id) } ?? "", row.message?.email ?? "",
                row.message?.notification ?? "",
                row.outcome ?? "", row.code.map { String($0) } ?? "", said(row),
            ],
            roles: Style.Role.of(row.outcome).map { [outcome: $0] } ?? [:]
        )
    }
}
