import HTTP

/// A letter's page for a frame.
enum LetterFrame {
    /// A page that may do nothing: no script, no form, nothing from elsewhere, no name of its own.
    static func response(_ html: String) -> Response {
        Response(text: html, type: "text/html; charset=utf-8").with("Content-Security-Policy", policy)
    }

    /// What it may load: what it brings.
    static let policy =
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'"
}
