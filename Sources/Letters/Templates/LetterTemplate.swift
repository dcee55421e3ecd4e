import Mustache
import Wording

/// A letter draft `NAME.LANGUAGE.md`: header lines, an empty line, a Markdown body, all in Mustache.
struct LetterTemplate: Sendable {
    let file: String
    let subject: Template
    let preheader: Template?
    /// The body, behind as many empty lines as stand before it in the file: errors then name the file's lines.
    let body: Template
    /// Parts that replace what the Markdown would give.
    var html: Template?
    var text: Template?

    /// The header lines a draft may have.
    static let headerNames = KnownVariables.headers.map(\.path)

    /// Parses a draft.
    ///
    /// - Throws: every fault, as `FILE:LINE:COLUMN: message`.
    init(_ source: String, file: String) throws(LetterFaults) {
        self.file = file
        let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var faults: [Wording] = []
        var headers: [String: Template] = [:]
        var count = 0
        for line in lines {
            guard !line.allSatisfy(\.isWhitespace) else { break }
            count += 1
            guard let colon = line.firstIndex(of: ":"),
                let name = Self.headerNames.first(where: { $0.lowercased() == line[..<colon].lowercased() })
            else {
                faults.append(
                    TemplateReasons.noHeader(file, line: count, known: Self.headerNames)
                )
                continue
            }
            guard headers[name] == nil else {
                faults.append(TemplateReasons.repeated(file, line: count, name))
                continue
            }
            // Padding keeps the line and the column of errors those of the file.
            let value = line[line.index(after: colon)...]
            let padding = String(repeating: " ", count: line.distance(from: line.startIndex, to: colon) + 1)
            headers[name] = Self.template(
                String(repeating: "\n", count: count - 1) + padding + value,
                file,
                &faults
            )
        }
        if headers["Subject"] == nil, faults.isEmpty {
            faults.append(TemplateReasons.noSubject(file))
        }
        let padding = String(repeating: "\n", count: count)
        let body = Self.template(
            padding + Nonbreaking.kept(lines.dropFirst(count).joined(separator: "\n")) + "\n",
            file,
            &faults
        )
        guard let body, let subject = headers["Subject"], faults.isEmpty else { throw LetterFaults(faults) }
        self.subject = subject
        self.body = body
        preheader = headers["Preheader"]
    }

    /// The draft's templates, for whoever looks at the names they use.
    var templates: [Template] {
        [subject, body] + [preheader, html, text].compactMap { $0 }
    }

    private static func template(_ source: String, _ file: String, _ faults: inout [Wording]) -> Template? {
        do {
            return try Template(source, name: file)
        } catch {
            faults.append(error.wording)
            return nil
        }
    }
}
