package import Wording

/// What a letter to administrators says: a line, and sections of lines; text and page say the same.
package struct AlertText: Sendable, Hashable {
    /// Lines under a heading.
    package struct Section: Sendable, Hashable {
        package var title: Wording
        package var lines: [Wording]

        package init(_ title: Wording, _ lines: [Wording]) {
            self.title = title
            self.lines = lines
        }
    }

    package var subject: Wording
    package var first: Wording
    package var sections: [Section]
    package var last: Wording

    package init(subject: Wording, first: Wording, sections: [Section], last: Wording = .nothing) {
        self.subject = subject
        self.first = first
        self.sections = sections
        self.last = last
    }

    /// The subject in a language: one line, no longer than readers show.
    package func subject(in language: String) -> String {
        let line = Self.line(subject.text(in: language))
        return line.count <= 120 ? line : line.prefix(119) + "…"
    }

    /// The plain text in a language.
    package func text(in language: String) -> String {
        var text = Self.line(first.text(in: language)) + "\n"
        for section in sections {
            text += "\n" + Self.line(section.title.text(in: language)) + "\n"
            for line in section.lines { text += "  – " + Self.line(line.text(in: language)) + "\n" }
        }
        if !last.isEmpty { text += "\n" + Self.line(last.text(in: language)) + "\n" }
        return text
    }

    /// The page in a language.
    package func html(in language: String) -> String {
        var body = "<p>\(Self.escaped(first.text(in: language)))</p>\n"
        for section in sections {
            body += "<h2>\(Self.escaped(section.title.text(in: language)))</h2>\n<ul>\n"
            for line in section.lines { body += "<li>\(Self.escaped(line.text(in: language)))</li>\n" }
            body += "</ul>\n"
        }
        if !last.isEmpty { body += "<p>\(Self.escaped(last.text(in: language)))</p>\n" }
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Self.escaped(subject(in: language)))</title>
            <style>body{font:16px/1.5 sans-serif;max-width:45em;margin:1em auto;padding:0 1em}h2{font-size:1.1em;margin:1.2em 0 .3em}\
            ul{margin:0;padding-left:1.2em}</style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    /// What relays and people wrote stays in its line.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
            .filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
    }

    private static func escaped(_ text: String) -> String {
        line(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
