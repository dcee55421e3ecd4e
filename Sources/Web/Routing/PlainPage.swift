public import HTTP

/// Text in HTML.
public enum HTMLText {
    /// A text that stands as it is in elements and in quoted attributes.
    public static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // HTML has no other control characters.
            case _
            where scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                || (0x7F..<0xA0).contains(scalar.value):
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A paragraph of a text.
    public static func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>\n" }
}

/// A page of a few words: a refusal, the login, an unsubscription.
public enum PlainPage {
    /// A page.
    ///
    /// - Parameters:
    ///   - status: of the answer.
    ///   - title: a text.
    ///   - body: HTML.
    ///   - language: `ru` or `en`.
    /// - Returns: the answer.
    public static func response(
        _ status: Status = .ok,
        title: String,
        body: String,
        language: String
    ) -> Response {
        let title = HTMLText.escaped(title)
        let text = """
            <!DOCTYPE html>
            <html lang="\(language == "ru" ? "ru" : "en")">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="robots" content="noindex"/>
            <title>\(title)</title>
            <link rel="stylesheet" href="/assets/plain.css"/>
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            \(body)</main>
            </body>
            </html>

            """
        return Response(status, text: text, type: "text/html; charset=utf-8")
            .with("Content-Security-Policy", policy)
    }

    /// What a page may load: its own style, and forms that go to this server.
    public static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// The style of such pages.
    static let style = """
        :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
        body { margin: 0; }
        main { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem; }
        h1 { font-size: 1.5rem; line-height: 1.25; }
        label { display: block; margin: 1rem 0; }
        input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; margin-top: .25rem; }
        button { font: inherit; padding: .5rem 1.25rem; min-height: 2.75rem; }
        :focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }

        """
}
