import Store
import Terminal

/// Rows of the delivery log: for programs the columns of `delivery_log`, then what they are about.
enum LogReport {
    static let keys = [
        "id", "at", "message", "kind", "outcome", "relay", "code", "enhanced_code", "reply", "tls",
        "duration_ms",
        "actor", "note", "event", "notification", "email",
    ]

    static let columns =
        (keys + ["state"]).map { ReportColumn($0) } + [
            ReportColumn(nil, "TIME", keep: 4), ReportColumn(nil, "ID", keep: 0, numeric: true),
            ReportColumn(nil, "OUTCOME", keep: 0), ReportColumn(nil, "TO", keep: 3),
            ReportColumn(nil, "LETTER"), ReportColumn(nil, "CODE", keep: 0, numeric: true),
            ReportColumn(nil, "REPLY", keep: 1),
        ]

    static func cells(_ row: LogRow) -> [Cell] {
        [
            .integer(row.id), .moment(row.at), .integer(row.message?.id), .text(row.kind.rawValue),
            .text(row.outcome), .text(row.relay), .count(row.code), .text(row.enhancedCode), .text(row.reply),
            .text(row.tls), .count(row.duration), .text(row.actor), .text(row.note),
            .text(row.event), .text(row.notification), .text(row.email),
            .text(row.message?.state.rawValue),
            // For people.
            .moment(row.at), .integer(row.message?.id), .text(row.outcome), .text(row.email),
            .text(row.notification), .count(row.code), .text(said(row)),
        ]
    }

    static func roles(_ row: LogRow) -> [String: Style.Role] {
        Style.Role.of(row.outcome).map { ["OUTCOME": $0] } ?? [:]
    }

    /// The reply, else the remark and who made it.
    static func said(_ row: LogRow) -> String {
        if let reply = row.reply, !reply.isEmpty { return reply }
        let kind = row.kind == .attempt || row.kind == .admin ? nil : row.kind.rawValue
        let actor = row.actor.map { row.note == nil ? "by \($0)" : "by \($0):" }
        return [kind, actor, row.note].compactMap(\.self).joined(separator: " ")
    }

    /// One row as an object.
    static func line(_ row: LogRow) -> JSONLine { JSONLine(columns, cells(row)) }
}
