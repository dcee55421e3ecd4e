import Store
import Terminal

/// A column of rows for programs, under the name that the command line's `--json` gives it.
struct Column<Row> {
    /// A value.
    enum Value {
        case text(String?)
        case integer(Int64?)
        /// Milliseconds since 1970 UTC.
        case moment(Int64?)

        /// As files have it.
        var plain: String? {
            switch self {
            case .text(let text): text
            case .integer(let number): number.map { String($0) }
            case .moment(let moment): moment.map { Timestamp.text($0) }
            }
        }
    }

    let name: String
    /// The JSON Schema of its values.
    let schema: String
    let value: (Row) -> Value

    static func text(_ name: String, _ value: @escaping (Row) -> String?) -> Column {
        Column(name: name, schema: #"{"type":["string","null"]}"#) { .text(value($0)) }
    }

    static func integer(_ name: String, _ value: @escaping (Row) -> Int64?) -> Column {
        Column(name: name, schema: #"{"type":["integer","null"]}"#) { .integer(value($0)) }
    }

    static func count(_ name: String, _ value: @escaping (Row) -> Int?) -> Column {
        integer(name) { value($0).map { Int64($0) } }
    }

    static func moment(_ name: String, _ value: @escaping (Row) -> Int64?) -> Column {
        Column(name: name, schema: #"{"type":["string","null"],"format":"date-time"}"#) { .moment(value($0)) }
    }
}

extension Array {
    /// A row as an object.
    func line<Row>(_ row: Row) -> JSONLine where Element == Column<Row> {
        var line = JSONLine()
        for column in self {
            switch column.value(row) {
            case .text(let text): line.add(column.name, text)
            case .integer(let number): line.add(column.name, number)
            case .moment(let moment): line.add(column.name, moment.map { Timestamp.text($0) })
            }
        }
        return line
    }

    /// The JSON Schema of such objects.
    func schema<Row>() -> String where Element == Column<Row> {
        let properties = map { "\($0.name.jsonText):\($0.schema)" }.joined(separator: ",")
        let names = map(\.name.jsonText).joined(separator: ",")
        return #"{"type":"object","properties":{\#(properties)},"required":[\#(names)]}"#
    }
}

/// The rows that the API gives.
///
/// Computed, for closures are shared by no threads.
enum Rows {
    static var log: [Column<LogRow>] {
        [
            .integer("id", \.id), .moment("at", \.at), .integer("message") { $0.message?.id },
            .text("kind", \.kind.rawValue), .text("outcome", \.outcome), .text("relay", \.relay),
            .count("code", \.code), .text("enhanced_code", \.enhancedCode), .text("reply", \.reply),
            .text("tls", \.tls), .count("duration_ms", \.duration), .text("actor", \.actor),
            .text("note", \.note), .text("event", \.event), .text("notification", \.notification),
            .text("email", \.email), .text("state") { $0.message?.state.rawValue },
        ]
    }

    static var messages: [Column<MessageRow>] {
        [
            .integer("id", \.id), .text("event", \.event), .text("notification", \.notification),
            .count("round", \.round), .text("email", \.email), .text("name", \.name),
            .text("region", \.region),
            .text("organization", \.organization), .text("language", \.language),
            .text("state", \.state.rawValue), .text("cause", \.cause?.rawValue), .text("reason", \.reason),
            .count("attempts", \.attempts), .moment("due_at", \.due),
            .moment("next_attempt_at", \.nextAttempt),
            .moment("sent_at", \.sent), .count("code", \.code), .text("enhanced_code", \.enhancedCode),
            .text("reply", \.reply), .text("relay", \.relay), .text("message_id", \.messageID),
            .integer("registration_id", \.registration), .integer("invitee_id", \.invitee),
            .moment("created_at", \.created), .moment("updated_at", \.updated),
        ]
    }

    static func coverage(_ event: String) -> [Column<CoverageRow>] {
        [
            .text("event") { _ in event }, .text("region", \.region), .text("region_name", \.name),
            .count("invited", \.invited), .count("reached", \.reached), .count("answered", \.answered),
            .count("registered", \.registered), .count("bounced", \.bounced),
            .count("silent") { max(0, $0.invited - $0.answered) },
        ]
    }

    static var mailings: [Column<Mailing>] {
        [
            .text("event", \.event), .text("notification", \.notification), .moment("due_at", \.due),
            .text("state", \.state.rawValue), .count("audience", \.audience),
        ]
    }

    static var suppressions: [Column<Suppression>] {
        [
            .text("email", \.personKey), .text("scope", \.scope.rawValue), .moment("since", \.at),
            .text("actor", \.actor), .text("reason", \.reason),
        ]
    }
}

extension String {
    /// As JSON has it.
    var jsonText: String { jsonQuoted }
}
