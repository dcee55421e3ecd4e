import Wording

/// Looks at the sources of layout and drafts for what no mail program would show as its author means it, each at its
/// own file and line.
struct MarkupCheck {
    let files: TemplateFiles
    let pictures: Pictures
    private(set) var findings: [Finding] = []
    /// Addresses that something is loaded from, as they are written.
    private(set) var remote: Set<String> = []
    /// Whether a picture is named that is not among the files.
    private(set) var lacksPicture = false

    /// Looks at every file.
    init(files: TemplateFiles, pictures: Pictures) {
        self.files = files
        self.pictures = pictures
        for path in files.bytes.keys.sorted() {
            let kind = path == "layout.html" ? "html" : TemplateName(path: path)?.kind
            guard path == "layout.html" || path.hasPrefix("templates/"), let kind,
                case .some(let source) = try? files.text(path)
            else { continue }
            switch kind {
            case "html": checkHTML(source, files.shown(path))
            case "md":
                checkMarkdown(
                    source,
                    files.shown(path),
                    isDraft: TemplateName(path: path)?.isPartial == false
                )
            default: break
            }
        }
    }

    // MARK: HTML

    private mutating func checkHTML(_ source: String, _ file: String) {
        let bytes = MaskedTemplate.html(source)
        for piece in HTMLScanner.pieces(of: bytes) {
            for place in AddressPlaces.of(piece, in: bytes) {
                let address = bytes[place.range]
                // What a value says is known when letters are tried.
                guard !address.contains(MaskedTemplate.cover) else { continue }
                let text = String(decoding: address, as: UTF8.self)
                check(
                    text,
                    isFetched: place.isFetched,
                    at: Self.place(of: place.range.lowerBound, bytes),
                    file
                )
            }
        }
    }

    /// Whether an address leads elsewhere.
    static func isRemote(_ address: String) -> Bool {
        let folded = address.lowercased()
        return ["http:", "https:", "//", "ftp:", "\\\\"].contains { folded.hasPrefix($0) }
    }

    private mutating func check(_ address: String, isFetched: Bool, at place: String, _ file: String) {
        let folded = address.lowercased()
        if folded.hasPrefix("cid:") {
            guard pictures.name(String(address.dropFirst(4))) == nil else { return }
            lackPicture(String(address.dropFirst(4)), at: place, file)
        } else if isFetched, Self.isRemote(address) {
            addRemote(address, at: place, file)
        } else if isFetched, !address.hasPrefix("#"), !folded.hasPrefix("data:"), !folded.hasPrefix("mailto:")
        {
            lackPicture(address, at: place, file)
        }
    }

    private mutating func lackPicture(_ name: String, at place: String, _ file: String) {
        lacksPicture = true
        findings.append(
            .fault(
                Wording(
                    ru: """
                        \(file):\(place): картинки «\(name)» нет ни в layout/, ни в attachments/ (годятся png, jpg и gif); \
                        пишите cid:ИМЯ
                        """,
                    en: """
                        \(file):\(place): the picture “\(name)” is neither in layout/ nor in attachments/ (png, jpg and gif \
                        count); write cid:NAME
                        """
                )
            )
        )
    }

    private mutating func addRemote(_ address: String, at place: String, _ file: String) {
        remote.insert(address)
        findings.append(
            .fault(
                Wording(
                    ru: """
                        \(file):\(place): показывает нечто со стороны (\(address)), почтовые программы такое не загружают; \
                        положите картинку в layout/ и напишите cid:ИМЯ, а стили — в саму страницу
                        """,
                    en: """
                        \(file):\(place): shows something from elsewhere (\(address)), which mail programs block; put a \
                        picture into layout/ and write cid:NAME, and styles into the page
                        """
                )
            )
        )
    }

    private static func place(of offset: Int, _ bytes: [UInt8]) -> String {
        let before = bytes[..<offset]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return "\(before.count { $0 == 0x0A } + 1):\(before[start...].count { $0 & 0xC0 != 0x80 } + 1)"
    }

    // MARK: Markdown

    private mutating func checkMarkdown(_ source: String, _ file: String, isDraft: Bool) {
        let lines = MaskedTemplate.markdown(source, isDraft: isDraft)
        let text = lines.map(\.text).joined(separator: "\n") + "\n"
        for remark in Markdown.remarks(Array(text.utf8)) where lines.indices.contains(remark.line - 1) {
            let place = "\(lines[remark.line - 1].number):\(max(1, remark.column))"
            switch remark.kind {
            case .picture(let url):
                guard !url.unicodeScalars.contains(Placeholder.Use.text.mark) else { continue }
                if Self.isRemote(url) {
                    addRemote(url, at: place, file)
                } else {
                    let isReference = url.lowercased().hasPrefix("cid:")
                    let name = isReference ? String(url.dropFirst(4)) : url
                    if pictures.name(name) == nil { lackPicture(name, at: place, file) }
                }
            case .html(let markup):
                guard let element = Self.element(of: markup) else { continue }
                findings.append(
                    .fault(
                        Wording(
                            ru: """
                                \(file):\(place): \(element) пропадёт: черновик пишется в Markdown (`\\` в конце строки \
                                переносит её, строки **Подпись:** составляют таблицу), а HTML — в файле .html рядом
                                """,
                            en: """
                                \(file):\(place): \(element) would vanish: a draft is Markdown (`\\` at the end of a line \
                                breaks it, **Label:** lines are a table), and HTML goes into a file .html beside it
                                """
                        )
                    )
                )
            case .heading(let end):
                // `#` begins the usual one.
                let under = lines[(remark.line - 1)...].prefix(end - remark.line + 2).dropFirst().first {
                    line in
                    let mark = line.text.drop { $0 == " " || $0 == ">" }
                    return mark.contains("-") && mark.allSatisfy { $0 == "-" || $0.isWhitespace }
                }
                let first = lines[remark.line - 1].text.drop { $0 == " " || $0 == ">" || $0 == "-" }
                guard let under, !first.hasPrefix("#") else { continue }
                findings.append(
                    .fault(
                        Wording(
                            ru: """
                                \(file):\(under.number):1: --- сразу под строкой делает эту строку заголовком, а не проводит \
                                черту: вставьте между ними пустую строку
                                """,
                            en: """
                                \(file):\(under.number):1: --- right under a line makes a heading of that line, and no rule: \
                                put an empty line between
                                """
                        )
                    )
                )
            }
        }
    }

    /// What a piece of raw HTML begins with, `<div>`; nil for a remark and for the end of an element.
    private static func element(of markup: String) -> String? {
        var rest = markup[...].drop(while: \.isWhitespace)
        while rest.hasPrefix("<!--") {
            guard let end = rest.firstRange(of: "-->") else { return nil }
            rest = rest[end.upperBound...].drop(while: \.isWhitespace)
        }
        guard !rest.isEmpty, !rest.hasPrefix("</") else { return nil }
        guard rest.hasPrefix("<") else { return "“\(rest.prefix(30))”" }
        return "<" + rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "!" || $0 == "-" } + ">"
    }
}
