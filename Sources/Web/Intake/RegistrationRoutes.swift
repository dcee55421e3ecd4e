import Administration
import Foundation
import HTTP
import Intake
import Terminal
import Wording

/// `/api/events/EVENT/registrations/KEY`: registrations of sites on other hosts.
enum RegistrationRoutes {
    private static let path = "/api/events/{event}/registrations/{key}"

    static let all: [Route] = [
        Route(.put, path, access: .token, operation: RegistrationOperations.put, put),
        Route(.get, path, access: .token, operation: RegistrationOperations.get, get),
        Route(.delete, path, access: .token, operation: RegistrationOperations.delete, delete),
    ]

    /// Makes a row be what is sent: a column that is not named is cleared (RFC 9110 §9.3.4).
    private static func put(_ visit: Visit) throws(Refusal) -> Response {
        try visit.web.tokenGate.check(visit)
        let (event, key) = (visit["event"], visit["key"])
        guard visit.request.mediaType == "application/json" else {
            throw Refusal(.unsupportedMediaType, WebWords.jsonWanted)
        }
        let read: RegistrationLines
        do throws(IntakeUnusable) {
            read = try RegistrationLines(
                object: visit.request.body,
                key: key,
                event: event,
                detailsLimit: visit.web.intake.detailsLimit
            )
        } catch { throw Refusal(.unavailable, error.wording) }
        try refuse(read, visit.request.body)
        guard !TokenGate.isCalledOff(event, visit.web) else {
            throw Refusal(.conflict, WebWords.calledOff(event))
        }
        let lines = read.lines.map(\.whole)
        let (counts, row) = try visit.web.intake.visit { writer throws(RegistrationWriter.Failure) in
            let counts = try writer.write(lines, event: event)
            return (counts, try writer.find(key, event: event))
        }
        let status: Status = counts.inserted > 0 ? .created : .ok
        return answer(status, row, visit)
    }

    private static func get(_ visit: Visit) throws(Refusal) -> Response {
        try visit.web.tokenGate.check(visit)
        let row = try visit.web.intake.visit { writer throws(RegistrationWriter.Failure) in
            try writer.find(visit["key"], event: visit["event"])
        }
        guard let row else { throw Refusal(.notFound, WebWords.noRegistration) }
        return answer(.ok, row, visit)
    }

    private static func delete(_ visit: Visit) throws(Refusal) -> Response {
        try visit.web.tokenGate.check(visit)
        let isThere = try visit.web.intake.visit { writer throws(RegistrationWriter.Failure) in
            try writer.cancel(visit["key"], event: visit["event"])
        }
        guard isThere else { throw Refusal(.notFound, WebWords.noRegistration) }
        return Response(.noContent)
    }

    private static func refuse(_ read: RegistrationLines, _ body: [UInt8]) throws(Refusal) {
        var fields = read.faults.map { (RegisterWords.column(of: $0), RegisterWords.fault($0, body)) }
        for line in read.lines {
            if let fault = RegisterWords.addressFault(line) { fields.append(("email", fault)) }
        }
        guard !fields.isEmpty else { return }
        let isJSON = !read.faults.contains { $0.kind == .notJSON || $0.kind == .notUTF8 }
        throw Refusal(
            isJSON ? .unprocessable : .badRequest,
            WebWords.nothingWritten,
            fields: fields.map { (name: $0.0, wording: $0.1) }
        )
    }

    private static func answer(_ status: Status, _ row: RegistrationLookup?, _ visit: Visit) -> Response {
        var response = Response(status, text: row.map { json($0) + "\n" } ?? "{}\n", type: "application/json")
        if status == .created { response.headers.add("Location", visit.request.encodedPath) }
        return response
    }

    private static func json(_ row: RegistrationLookup) -> String {
        var line = JSONLine()
        line.add("id", row.id)
        for column in RegistrationLookup.columns {
            guard column == "details" else {
                line.add(column, row.values[column])
                continue
            }
            line.add(column, json: row.values[column].flatMap(object))
        }
        line.add(
            "letters",
            row.letters.map { letter in
                var line = JSONLine()
                line.add("notification", letter.notification)
                line.add("state", letter.state)
                line.add("reason", letter.reason)
                line.add("sent_at", letter.sentAt)
                line.add("updated_at", letter.updatedAt)
                return line
            }
        )
        return line.text
    }

    /// The file is a stranger's: what is no object there is not passed on as one.
    private static func object(_ text: String) -> String? {
        let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        return value is [String: Any] ? text : nil
    }
}
