import HTTP
import Terminal
import Wording

/// How a refusal is told.
enum Problem {
    /// For programs (RFC 9457).
    static func json(_ refusal: Refusal, _ language: String) -> Response {
        var line = JSONLine()
        line.add("title", WebWords.title(of: refusal.status).en)
        line.add("status", refusal.status.code)
        line.add("detail", refusal.wording.text(in: language))
        if !refusal.fields.isEmpty {
            line.add(
                "fields",
                refusal.fields.map { field in
                    var line = JSONLine()
                    line.add("field", field.name)
                    line.add("detail", field.wording.text(in: language))
                    return line
                }
            )
        }
        return with(
            refusal.headers,
            Response(refusal.status, text: line.text + "\n", type: "application/problem+json")
        )
    }

    /// For people.
    static func page(_ refusal: Refusal, _ language: String, at request: Request) -> Response {
        let title = WebWords.title(of: refusal.status)
        var body = HTMLText.paragraph(refusal.wording.text(in: language))
        if refusal.status == .unauthorized {
            // Whoever only wanted to look comes back to where they were going.
            let query = request.query.items.isEmpty ? "" : "?" + request.query.encoded
            let back = request.method.isSafe ? "?back=" + Percent.encode(request.encodedPath + query) : ""
            let title = HTMLText.escaped(WebWords.toLogin.text(in: language))
            body += "<p><a href=\"/login\(back)\">\(title)</a></p>\n"
        }
        if refusal.status != .unauthorized {
            body += "<p><a href=\"/\">\(HTMLText.escaped(WebWords.toOverview.text(in: language)))</a></p>\n"
        }
        return with(
            refusal.headers,
            PlainPage.response(
                refusal.status,
                title: title.text(in: language),
                body: body,
                language: language
            )
        )
    }

    private static func with(_ headers: Fields, _ response: Response) -> Response {
        headers.all.reduce(response) { $0.with($1.name, $1.value) }
    }
}
