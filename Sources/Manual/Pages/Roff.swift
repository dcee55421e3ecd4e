internal import Terminal
internal import Wording

/// A page in the man macros of groff, written line by line; no text of its own can become a request.
struct Roff {
    private(set) var text: String
    let language: String

    /// A page begun with its title line, ragged and without hyphens, as commands must not be broken.
    init(title: String, section: Int, version: String, language: String) {
        self.language = language
        text = ".\\\" -*- coding: utf-8 -*-\n"
        text +=
            ".TH \(Self.argument(title)) \(section) \"\" \(Self.argument("Vestnik " + version)) \"Vestnik\"\n"
        text += ".nh\n.ad l\n"
    }

    /// A section's heading, in capitals as everywhere in manuals.
    mutating func heading(_ title: Wording) {
        text += ".SH \(Self.argument(title.text(in: language).uppercased()))\n"
    }

    /// A heading within a section.
    mutating func subheading(_ title: Wording) {
        text += ".SS \(Self.argument(title.text(in: language)))\n"
    }

    /// A paragraph; what stands in back quotes is bold.
    mutating func paragraph(_ wording: Wording) { text += ".PP\n" + Self.filled(wording.text(in: language)) }

    /// A text as it is, without a paragraph of its own.
    mutating func line(_ plain: String) { text += Self.line(Self.escaped(plain)) }

    /// A paragraph in bold.
    mutating func boldParagraph(_ wording: Wording) {
        text += ".PP\n" + Self.line("\\fB" + Self.escaped(wording.text(in: language)) + "\\fP")
    }

    /// A term, bold, and what it means.
    mutating func term(_ term: String, _ meanings: [Wording]) {
        text += ".TP\n" + Self.line("\\fB" + Self.escaped(term) + "\\fP")
        let told = meanings.filter { !$0.isEmpty }
        for (number, meaning) in told.enumerated() {
            if number > 0 { text += ".br\n" }
            text += Self.filled(meaning.text(in: language))
        }
        // An empty definition would take the next term for its own.
        if told.isEmpty { text += "\\&\n" }
    }

    /// What stands as it is typed.
    mutating func example(_ lines: String) {
        text += ".PP\n.RS 4\n.nf\n"
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
            text += line.isEmpty ? "\\&\n" : Self.line(Self.escaped(String(line)))
        }
        text += ".fi\n.RE\n"
    }

    /// Text with what stands in back quotes in bold.
    private static func filled(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let isPaired = parts.count % 2 == 1
        let set = parts.enumerated().map { number, part in
            let plain = escaped(String(part))
            guard isPaired else { return number == 0 ? plain : "\\(ga" + plain }
            return number % 2 == 1 && !part.isEmpty ? "\\fB\(plain)\\fP" : plain
        }
        return line(set.joined())
    }

    /// A line of text that begins with no request.
    private static func line(_ escaped: String) -> String {
        (escaped.hasPrefix(".") || escaped.hasPrefix("\\(aq") || escaped.hasPrefix("'") ? "\\&" : "")
            + escaped
            + "\n"
    }

    /// An argument of a macro, quoted.
    static func argument(_ text: String) -> String { "\"" + escaped(text) + "\"" }

    /// A text in which no character is a command to groff; line ends and other control characters are blanks.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case _ where scalar.properties.generalCategory == .control: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
