package import Foundation
import HTTP
import Reports
import Store
import Terminal
import Wording

/// The data of the pages as JSON, under the names that the command line's `--json` gives them.
enum DataRoutes {
    static let all: [Route] = [
        Route(.get, "/api/overview", access: .reader, operation: DataOperations.overview) { visit in
            json(try visit.web.stores.read { store in try Overview.line(store, visit.web, visit.language) })
        },
        Route(.get, "/api/log", access: .reader, operation: DataOperations.log) { visit in
            let query = try LogQuery(visit, now: visit.date)
            let page = try visit.web.stores.read { store in try query.page(of: store) }
            var line = JSONLine()
            line.add("rows", page.rows.map(LogReport.line))
            line.add("next", page.next?.text)
            return json(line)
        },
        Route(.get, "/api/log.csv", access: .reader, operation: DataOperations.logTable) { visit in
            let query = try LogQuery(visit, now: visit.date)
            let csv: CSV
            switch visit.request.query["for"] ?? "" {
            case "": csv = .plain
            case "spreadsheet": csv = .spreadsheet(language: visit.language)
            default:
                throw Refusal(
                    .badRequest,
                    WebWords.badQuery("for"),
                    fields: [("for", WebWords.badQuery("for"))]
                )
            }
            return Response(
                stream: LogTable(query, visit.web.stores, csv),
                type: "text/csv; charset=utf-8; header=present"
            )
            .with("Content-Disposition", "attachment; filename=\"log.csv\"")
        },
        Route(.get, "/api/log/events", access: .reader, operation: DataOperations.logEvents) { visit in
            let query = try LogQuery(visit, now: visit.date)
            let last = visit.request.headers["Last-Event-ID"].flatMap { Int64($0) }
            let start = try last ?? visit.web.stores.read { store in try store.lastLogID() }
            return Response(
                stream: LogEvents(query.filter, after: start, visit.web),
                type: "text/event-stream"
            )
        },
        Route(.get, "/api/queue", access: .reader, operation: DataOperations.queue) { visit in
            let query = try LogQuery(visit, now: visit.date)
            var rows: [JSONLine] = []
            try visit.web.stores.read { store in
                try store.queue(query.filter) { row throws(StoreError) in
                    rows.append(MessageReport.line(row))
                    return true
                }
            }
            return list(rows)
        },
        Route(.get, "/api/messages/{id}", access: .reader, operation: DataOperations.message) { visit in
            guard let id = Int64(visit["id"]), String(id) == visit["id"] else { throw Self.nothing }
            return try visit.web.stores.read { store in
                guard let message = try store.message(id: id) else { throw Self.nothing }
                return json(try story(message, store))
            }
        },
        Route(.get, "/api/people/{address}", access: .reader, operation: DataOperations.person) { visit in
            let key = MessageStore.personKey(of: visit["address"])
            return try visit.web.stores.read { store in
                let messages = try store.messages(of: key)
                let suppression = try store.suppression(of: key)
                let acts = try store.acts(about: key)
                guard !messages.isEmpty || suppression != nil || !acts.isEmpty else { throw Self.nothing }
                var line = JSONLine()
                line.add("email", key)
                line.add("messages", try messages.map { message in try story(message, store) })
                line.add("suppression", json: suppression.map { SuppressionReport.row($0).text })
                line.add("acts", acts.map(LogReport.line))
                return json(line)
            }
        },
        Route(.get, "/api/events/{event}", access: .reader, operation: DataOperations.event) { visit in
            let event = visit["event"]
            return try visit.web.stores.read { store in
                let mailings = try store.mailings().filter { $0.event == event }
                let counts = try store.counts(event: event)
                let registrations = try store.registrationCounts(event: event)
                guard
                    !mailings.isEmpty || !counts.isEmpty || !registrations.isEmpty
                        || visit.web.eventNames.contains(event)
                else { throw Self.nothing }
                var line = JSONLine()
                line.add("event", event)
                line.add("messages", Overview.states(counts))
                line.add(
                    "registrations",
                    registrations.map { row in
                        var line = JSONLine()
                        line.add("status", row.status)
                        line.add("count", row.count)
                        return line
                    }
                )
                line.add("mailings", mailings.map(MailingReport.line))
                return json(line)
            }
        },
        Route(.get, "/api/events/{event}/coverage", access: .reader, operation: DataOperations.coverage) {
            visit in
            let event = visit["event"]
            return try visit.web.stores.read { store in
                let rows = try store.coverage(event: event)
                guard !rows.isEmpty || visit.web.eventNames.contains(event) else { throw Self.nothing }
                return list(rows.map { CoverageReport.line($0, event) })
            }
        },
        Route(.get, "/api/relays", access: .reader, operation: DataOperations.relays) { visit in
            list(try visit.web.stores.read { store in try Overview.relays(store, visit.web) })
        },
        Route(.get, "/api/suppressions", access: .reader, operation: DataOperations.suppressions) { visit in
            list(try visit.web.stores.read { store in try store.suppressions().map(SuppressionReport.row) })
        },
        Route(.get, "/api/openapi.json", access: .open) { visit in
            Response(
                text: OpenAPI.document(
                    CoreRoutes.all,
                    server: visit.web.settings.public,
                    isOpen: visit.web.isOpenToRead
                ),
                type: "application/json"
            )
        },
    ]

    private static var nothing: Refusal { Refusal(.notFound, WebWords.nothingKnown) }

    private static func story(_ message: MessageRow, _ store: MessageStore) throws(StoreError) -> JSONLine {
        var line = JSONLine()
        line.add("message", MessageReport.line(message))
        line.add("log", try store.attempts(of: message.id).map(LogReport.line))
        return line
    }

    private static func list(_ rows: [JSONLine]) -> Response {
        var line = JSONLine()
        line.add("rows", rows)
        return json(line)
    }

    private static func json(_ line: JSONLine) -> Response {
        Response(text: line.text + "\n", type: "application/json")
    }
}

extension Visit {
    /// Now.
    package var date: Date { Date(timeIntervalSince1970: Double(web.now()) / 1000) }
}
