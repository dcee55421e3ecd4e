public import Foundation
public import HTTP
public import Store
import Terminal
import Wording

/// Which rows are asked for, in the words of `vestnik log`, and from where on.
public struct LogQuery: Sendable {
    /// The filter.
    public var filter: LogFilter
    /// Behind which row to go on; nil: from the newest.
    package var cursor: Cursor?

    /// A place between rows that stays while others arrive.
    package struct Cursor: Sendable, Hashable {
        let at: Int64
        let id: Int64

        init(_ row: LogRow) { (at, id) = (row.at, row.id) }

        init?(_ text: String) {
            let parts = text.split(separator: "-").map { Int64($0) }
            guard parts.count == 2, let at = parts[0], let id = parts[1] else { return nil }
            (self.at, self.id) = (at, id)
        }

        /// As an address has it.
        package var text: String { "\(at)-\(id)" }
    }

    /// The parameters that are read, as the API describes them.
    static let parameters: [Operation.Parameter] = [
        .init("event", "Of this event."), .init("notification", "Of this notification."),
        .init(
            "state",
            "In one of these states, or attempts with one of these outcomes; several with commas.",
            schema: states
        ),
        .init("to", "To this address, to everyone @domain, or a pattern with *."),
        .init("region", "Of this region: code, ISO 3166-2 or name."),
        .init(
            "code",
            "With this reply: 550, 5, or an enhanced code as 5.1.1.",
            schema: #"{"type":"string","pattern":"^[0-9.]{0,11}$"}"#
        ),
        .init("since", "Not before: a date, RFC 3339, or how long ago as 2h.", schema: moment),
        .init("until", "Before this time.", schema: moment),
        .init(
            "limit",
            "At most so many.",
            schema: #"{"type":"integer","minimum":1,"maximum":1000,"default":100}"#
        ),
    ]

    private static let states: String = {
        let one = "(" + MessageState.allCases.map(\.rawValue).joined(separator: "|") + ")"
        return #"{"type":"string","pattern":"^(\#(one)(,\#(one))*)?$"}"#
    }()
    private static let years = "^(19[7-9][0-9]|[2-9][0-9]{3})-"
    /// What is written without a zone, or in several units, is read as well.
    private static let moment = """
        {"anyOf":[{"type":"string","format":"date","pattern":"\(years)"},{"type":"string","format":"date-time","pattern":"\(years)"},\
        {"type":"string","pattern":"^[0-9]{1,3}[smhdw]( ago)?$"},{"enum":["","now","today","yesterday"]}]}
        """

    /// Reads the parameters of a query; those that it does not know are no business of its.
    ///
    /// - Parameters:
    ///   - visit: whose query it is.
    ///   - now: the moment that times are counted from.
    /// - Throws: a value that cannot be, with its name.
    public init(_ visit: Visit, now: Date) throws(Refusal) { try self.init(visit.request.query, now: now) }

    /// Reads these parameters.
    public init(_ query: Query, now: Date) throws(Refusal) {
        func text(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
        filter = LogFilter()
        filter.event = text("event")
        filter.notification = text("notification")
        filter.to = text("to")
        filter.region = text("region")
        for word in query.values(of: "state").flatMap({ $0.split(separator: ",") }) {
            guard let state = MessageState(rawValue: String(word)) else { throw Self.wrong("state") }
            filter.states.append(state)
        }
        if let code = text("code") {
            guard Self.isCode(code) else { throw Self.wrong("code") }
            filter.code = code
        }
        let times = TimeArgument(now: now)
        func moment(_ name: String, endOfDay: Bool) throws(Refusal) -> Int64? {
            guard let text = text(name) else { return nil }
            do throws(UsageError) {
                let seconds = try times.read(text, endOfDay: endOfDay).timeIntervalSince1970
                return Int64(exactly: (seconds * 1000).rounded())
            } catch { throw Refusal(.badRequest, WebWords.badQuery(name), fields: [(name, error.message)]) }
        }
        filter.since = try moment("since", endOfDay: false)
        filter.until = try moment("until", endOfDay: true)
        filter.limit = 100
        if let limit = text("limit") {
            guard let limit = Int(limit), (1...1000).contains(limit) else { throw Self.wrong("limit") }
            filter.limit = limit
        }
        if let text = text("cursor") {
            guard let cursor = Cursor(text) else { throw Self.wrong("cursor") }
            self.cursor = cursor
        }
    }

    private static func wrong(_ name: String) -> Refusal {
        Refusal(.badRequest, WebWords.badQuery(name), fields: [(name, WebWords.badQuery(name))])
    }

    /// As `vestnik log` takes it: the beginning of a code, or an enhanced one.
    private static func isCode(_ text: String) -> Bool {
        (1...11).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }

    /// The rows behind the cursor, newest first, and where the next begin; nil where there are no more.
    package func page(of store: MessageStore) throws(StoreError) -> (rows: [LogRow], next: Cursor?) {
        var filter = filter
        let limit = filter.limit ?? 100
        if let cursor { filter.until = min(filter.until ?? .max, cursor.at + 1) }
        var rows: [LogRow] = []
        // Without a limit the way would be along the whole log, whatever index holds the few rows that are meant.
        var asked = limit + 1
        var met = 0
        repeat {
            (rows, met) = ([], 0)
            filter.limit = asked
            try store.log(filter) { row throws(StoreError) in
                met += 1
                // Of the same moment, those that were given already.
                if let cursor, row.at == cursor.at, row.id >= cursor.id { return true }
                rows.append(row)
                return rows.count <= limit
            }
            asked *= 4
        } while rows.count <= limit && met * 4 >= asked
        guard rows.count > limit else { return (rows, nil) }
        rows.removeLast()
        return (rows, rows.last.map(Cursor.init))
    }
}
