import Acts
import Foundation
import HTTP
import Terminal
import Wording

/// What operators do: for programs with JSON, for browsers with forms.
///
/// The daemon does it; here nothing is written.
enum ActRoutes {
    static let all: [Route] =
        ActOperations.kinds.map { kind in
            Route(.post, "/api/acts/" + kind.rawValue, access: .operator, operation: ActOperations.of(kind)) {
                visit throws(Refusal) in
                let answer = try act(kind, visit)
                var line = JSONLine()
                line.add("outcome", answer.outcome.rawValue)
                line.add("told", visit.text(Wording(ru: answer.ru, en: answer.en)))
                line.add("messages", answer.messages)
                line.add("missing", answer.missing)
                return Response(status(of: answer), text: line.text + "\n", type: "application/json")
            }
        } + [
            Route(.post, "/api/acts/{act}", access: .operator) { _ throws(Refusal) in
                throw Refusal(.notFound, WebWords.noAct)
            },
            Route(.post, "/acts/{act}", access: .operator) { visit throws(Refusal) in
                guard let kind = ActRequest.Kind(rawValue: visit["act"]), ActOperations.kinds.contains(kind)
                else {
                    throw Refusal(.notFound, WebWords.noAct)
                }
                let answer = try act(kind, visit)
                let told = Wording(ru: answer.ru, en: answer.en)
                guard answer.outcome == .done else { throw Refusal(status(of: answer), told) }
                if let reader = visit.person?.formToken {
                    visit.web.identity.sessions.tell(visit.text(told), reader)
                }
                return .seeOther(LoginRoutes.local(visit.request.form?["back"] ?? "/"))
            },
        ]

    private static func act(_ kind: ActRequest.Kind, _ visit: Visit) throws(Refusal) -> ActAnswer {
        guard let person = visit.person else { throw Refusal(.unauthorized, WebWords.logIn) }
        var request = ActRequest(kind, actor: person.actor)
        if let form = visit.request.form {
            let ids = form.values(of: "id").flatMap { $0.split(separator: ",") }
            request.ids = ids.isEmpty ? nil : ids.compactMap { Int64($0) }
            guard request.ids?.count ?? 0 == ids.count else { throw Refusal(.badRequest, WebWords.badAct) }
            request.event = form["event"]
            request.notification = form["notification"]
            request.address = form["address"]
            request.former = form["former"]
            request.scope = form["scope"]
            request.reason = form["reason"].flatMap { $0.isEmpty ? nil : $0 }
        } else if visit.request.mediaType == "application/json" {
            guard let body = try? JSONDecoder().decode(ActBody.self, from: Data(visit.request.body)) else {
                throw Refusal(.badRequest, WebWords.badAct)
            }
            request.ids = body.ids
            request.event = body.event
            request.notification = body.notification
            request.address = body.address
            request.former = body.former
            request.scope = body.scope
            request.reason = body.reason
        } else {
            throw Refusal(.unsupportedMediaType, WebWords.jsonWanted)
        }
        if kind == .correct { try AddressCorrection.write(&request, visit) }
        return visit.web.acts.send(request)
    }

    private struct ActBody: Decodable {
        var ids: [Int64]?
        var event: String?
        var notification: String?
        var address: String?
        var former: String?
        var scope: String?
        var reason: String?
    }

    private static func status(of answer: ActAnswer) -> Status {
        switch answer.outcome {
        case .done: .ok
        case .bad: .badRequest
        case .unknown: .notFound
        case .refused: .conflict
        case .busy, .failed: .unavailable
        }
    }
}

extension Visit {
    /// Takes what the last act has left to be told, once.
    public func takeTold() -> String? {
        person?.formToken.flatMap { web.identity.sessions.takeTold($0) }
    }
}
