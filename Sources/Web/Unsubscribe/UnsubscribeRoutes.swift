import Acts
import HTTP
import Wording

/// No more bulk mail, at `/u/TOKEN` (RFC 8058).
///
/// Mail programs send the POST, people press the button; a look changes nothing.
enum UnsubscribeRoutes {
    static let all: [Route] = [
        Route(.get, "/u/{token}", access: .open) { visit in
            guard isPossible(visit["token"]) else { throw Refusal(.notFound, UnsubscribeWords.noToken) }
            let body =
                HTMLText.paragraph(visit.text(UnsubscribeWords.question))
                    + """
                    <form method="post" action="\(HTMLText.escaped(visit.request.encodedPath))">
                    <input type="hidden" name="List-Unsubscribe" value="One-Click">
                    <button type="submit">\(HTMLText.escaped(visit.text(UnsubscribeWords.button)))</button>
                    </form>

                    """
            return PlainPage.response(
                title: visit.text(UnsubscribeWords.title),
                body: body,
                language: visit.language
            )
        },
        Route(.post, "/u/{token}", access: .open, post),
    ]

    private static func post(_ visit: Visit) throws(Refusal) -> Response {
        guard isPossible(visit["token"]) else { throw Refusal(.notFound, UnsubscribeWords.noToken) }
        // RFC 8058 §3.2: mail programs send this, as a form of either kind; what else is posted here is no wish.
        guard saysOneClick(visit.request) else { throw Refusal(.badRequest, UnsubscribeWords.noWish) }
        var request = ActRequest(.unsubscribe, actor: "unsubscribe")
        request.token = visit["token"]
        let answer = visit.web.acts.send(request)
        switch answer.outcome {
        case .done:
            return PlainPage.response(
                title: visit.text(UnsubscribeWords.doneTitle),
                body: HTMLText.paragraph(visit.text(UnsubscribeWords.done)),
                language: visit.language
            )
        case .unknown, .bad, .refused: throw Refusal(.notFound, UnsubscribeWords.noToken)
        case .busy, .failed:
            throw Refusal(.unavailable, UnsubscribeWords.later, headers: ["Retry-After": "60"])
        }
    }

    /// A token is letters and digits: what else stands there is asked nobody.
    private static func isPossible(_ token: String) -> Bool {
        (16...64).contains(token.utf8.count)
            && token.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: false
                }
            }
    }

    private static func saysOneClick(_ request: Request) -> Bool {
        if let form = request.form { return form["List-Unsubscribe"] == "One-Click" }
        guard request.mediaType == "multipart/form-data" else { return false }
        let text = String(decoding: request.body, as: UTF8.self)
        return text.contains("name=\"List-Unsubscribe\"") && text.contains("One-Click")
    }
}
