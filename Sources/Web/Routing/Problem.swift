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
    static func page(_ refusal: Refusal, _ language: String) -> Response {
        let title = WebWords.title(of: refusal.status)
        var body = HTMLText.paragraph(refusal.wording.text(in: language))
        if refusal.status == .unauthorized {
            body += "<p><a href=\"/login\">\(HTMLText.escaped(WebWords.toLogin.text(in: language)))</a></p>\n"
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
