package import Store
package import Terminal
package import Wording

/// Rows of the delivery log: for programs the columns of `delivery_log`, then what they are about.
package enum LogReport {
    private static let integers: Set = ["id", "message", "code", "duration_ms"]

    package static let columns =
        [
            "id", "at", "message", "kind", "outcome", "relay", "code", "enhanced_code", "reply", "tls",
            "duration_ms", "actor", "note", "event", "notification", "email", "state",
        ].map { ReportColumn($0, kind: integers.contains($0) ? .integer : $0 == "at" ? .moment : .text) } + [
            ReportColumn(nil, Wording(ru: "ВРЕМЯ", en: "TIME"), keep: 3),
            ReportColumn(nil, Wording(ru: "№", en: "ID"), keep: 0, numeric: true),
            ReportColumn(nil, Wording(ru: "ИСХОД", en: "OUTCOME"), keep: 0),
            ReportColumn(nil, Wording(ru: "КОМУ", en: "TO"), keep: 4),
            ReportColumn(nil, Wording(ru: "ПИСЬМО", en: "LETTER")),
            ReportColumn(nil, Wording(ru: "КОД", en: "CODE"), keep: 0, numeric: true),
            ReportColumn(nil, Wording(ru: "ОТВЕТ", en: "REPLY"), keep: 1),
        ]

    package static func cells(_ row: LogRow, language: String) -> [Cell] {
        [
            .integer(row.id), .moment(row.at), .integer(row.message?.id), .text(row.kind.rawValue),
            .text(row.outcome), .text(row.relay), .count(row.code), .text(row.enhancedCode), .text(row.reply),
            .text(row.tls), .count(row.duration), .text(row.actor), .text(row.note),
            .text(row.event), .text(row.notification), .text(row.email),
            .text(row.message?.state.rawValue),
            // For people.
            .moment(row.at), .integer(row.message?.id), .text(row.outcome), .text(row.email),
            .text(row.notification), .count(row.code), .text(told(row).text(in: language)),
        ]
    }

    package static func roles(_ row: LogRow) -> [String: Style.Role] {
        Style.Role.of(row.outcome).map { ["OUTCOME": $0] } ?? [:]
    }

    /// The reply, else the remark and who made it.
    package static func told(_ row: LogRow) -> Wording {
        if let reply = row.reply, !reply.isEmpty { return Wording(verbatim: reply) }
        let kind = row.kind == .attempt || row.kind == .admin ? nil : row.kind.rawValue
        let colon = row.note == nil ? "" : ":"
        let actor = row.actor.map { Wording(ru: "\($0)\(colon)", en: "by \($0)\(colon)") }
        return [kind.map { Wording(verbatim: $0) }, actor, row.note.map { Wording(verbatim: $0) }]
            .compactMap(\.self).joined(separator: " ")
    }

    /// One row as an object.
    package static func line(_ row: LogRow) -> JSONLine { JSONLine(columns, cells(row, language: "en")) }
}
