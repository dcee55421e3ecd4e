package import Store
package import Terminal
import Wording

/// Messages as `queue` reports them: for programs the columns of `messages_view`.
package enum MessageReport {
    private static let integers: Set = [
        "id", "round", "attempts", "code", "registration_id", "invitee_id",
    ]

    package static let columns =
        [
            "id", "event", "notification", "round", "email", "name", "region", "organization", "language",
            "state", "cause", "reason", "attempts", "due_at", "next_attempt_at", "sent_at", "code",
            "enhanced_code", "reply", "relay", "message_id", "registration_id", "invitee_id", "created_at",
            "updated_at",
        ].map {
            ReportColumn($0, kind: integers.contains($0) ? .integer : $0.hasSuffix("_at") ? .moment : .text)
        }
        + [
            ReportColumn(nil, Wording(ru: "№", en: "ID"), keep: 0, numeric: true),
            ReportColumn(nil, Wording(ru: "СОСТОЯНИЕ", en: "STATE"), keep: 0),
            ReportColumn(nil, Wording(ru: "МЕРОПРИЯТИЕ", en: "EVENT"), keep: 1),
            ReportColumn(nil, Wording(ru: "ПИСЬМО", en: "LETTER")),
            ReportColumn(nil, Wording(ru: "КОМУ", en: "TO"), keep: 4),
            ReportColumn(nil, Wording(ru: "ПОПЫТОК", en: "TRIES"), keep: 0, numeric: true),
            ReportColumn(nil, Wording(ru: "УЙДЁТ", en: "GOES AT"), keep: 3),
            ReportColumn(nil, Wording(ru: "ПОЧЕМУ", en: "WHY"), keep: 1),
        ]

    package static func cells(_ row: MessageRow) -> [Cell] {
        [
            .integer(row.id), .text(row.event), .text(row.notification), .count(row.round), .text(row.email),
            .text(row.name), .text(row.region), .text(row.organization), .text(row.language),
            .text(row.state.rawValue), .text(row.cause?.rawValue), .text(row.reason), .count(row.attempts),
            .moment(row.due), .moment(row.nextAttempt),
            .moment(row.sent), .count(row.code), .text(row.enhancedCode), .text(row.reply), .text(row.relay),
            .text(row.messageID), .integer(row.registration), .integer(row.invitee), .moment(row.created),
            .moment(row.updated),
            // For people.
            .integer(row.id), .text(row.state.rawValue), .text(row.event), .text(row.notification),
            .text(row.email), .count(row.attempts), .moment(row.nextAttempt ?? row.due), .text(why(row)),
        ]
    }

    /// One message as an object.
    package static func line(_ row: MessageRow) -> JSONLine { JSONLine(columns, cells(row)) }

    /// The reason, else the relay's last words.
    package static func why(_ row: MessageRow) -> String {
        if let reason = row.reason { return reason }
        return [row.code.map { String($0) }, row.reply].compactMap(\.self).joined(separator: " ")
    }
}
