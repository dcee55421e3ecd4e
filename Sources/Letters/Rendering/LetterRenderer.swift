import Mail
import Mustache
import Wording

/// The renderer of one letter's texts: subject, preheader, HTML page and plain text, from templates and values.
final class LetterRenderer {
    let templateSet: TemplateSet
    let pictures: Pictures
    let bounds: LetterBounds
    /// Off, every letter is set from the beginning: what the caches must equal.
    var caches = true
    /// Where letters may be had without rendering them; nil for nowhere.
    var shortcut: (any LetterShortcut)? = PreparedLetters()
    private var cache = LayoutCache()

    /// A renderer with nothing in its caches.
    init(templateSet: TemplateSet, pictures: Pictures, bounds: LetterBounds) {
        self.bounds = bounds
        self.templateSet = templateSet
        self.pictures = pictures
    }

    /// Renders a letter: by the short cut, or from the templates.
    ///
    /// - Throws: ``LetterError`` naming the place in the template.
    func render(_ choice: TemplateChoice, _ names: LetterVariables) throws(LetterError) -> RenderedLetter {
        guard caches else {
            cache = LayoutCache()
            return try compose(choice, names).rendered
        }
        if let letter = shortcut?.letter(choice, names) {
            try bounds.check(letter.html.count + letter.text.count)
            try bounds.checkLines(letter.subject, letter.preheader)
            return letter
        }
        let (rendered, record) = try compose(choice, names)
        shortcut?.learn(rendered, record, choice, names)
        return rendered
    }

    /// Sets a letter from the templates, and takes down how it came to be.
    private func compose(
        _ choice: TemplateChoice,
        _ names: LetterVariables
    ) throws(LetterError) -> (rendered: RenderedLetter, record: RenderRecording) {
        let draft = choice.draft
        let contexts = names.contexts
        let partials = templateSet.partials[choice.language] ?? .none
        let toSeveral = choice.words.isRussian ? names.isToSeveral : nil
        let subject = try line(draft.subject, contexts, partials, toSeveral)
        let preheader = try draft.preheader.map { template throws(LetterError) in
            try line(template, contexts, partials, toSeveral)
        }
        var recording = BodyRecording(traced: [LetterVariables.own])
        let key = try withPlaceholders(draft, contexts, partials, toSeveral, &recording)
        let body = try cache.draft(key) { number throws(LetterError) in
            try bodyLayout(of: key.bytes, draft: draft, number: number)
        }
        var whole = recording
        whole.trace(also: contexts.count)
        var frame = Array(Self.bodyMark.utf8)
        if !body.isWholePage {
            let header: Value = [
                "subject": .string(subject.text), "preheader": .string(preheader?.text ?? ""),
            ]
            let marks: Value = [
                "body": .string(Self.bodyMark),
                "footer": .string(body.footer.isEmpty ? "" : Self.footerMark),
            ]
            frame = try placeholders(templateSet.layout, contexts + [header, marks], partials, &whole)
        }
        let page = try cache.page(PlaceholderKey(owner: "\(body.number)", bytes: frame)) {
            () throws(LetterError) in
            try self.page(frame, body)
        }
        var html: [UInt8] = []
        html.reserveCapacity(16_384)
        Substitution.html(page.segments, whole.values, most: bounds.letter, into: &html)
        try bounds.check(html.count)
        var text: [UInt8] = []
        text.reserveCapacity(4_096)
        Substitution.text(body.text, whole.values, most: bounds.letter, into: &text)
        try bounds.check(html.count + text.count)
        let rendered = RenderedLetter(
            subject: subject.text,
            preheader: preheader?.text ?? "",
            html: FilledText(html),
            text: FilledText(text),
            pictures: page.pictures
        )
        let record = RenderRecording(
            subject: subject,
            preheader: preheader,
            recording: whole,
            page: page,
            text: body.text
        )
        return (rendered, record)
    }

    /// A header line from its template; `toSeveral` is nil where nothing depends on how many it is to.
    private func line(
        _ template: Template,
        _ contexts: [Value],
        _ partials: Partials,
        _ toSeveral: Bool?
    ) throws(LetterError) -> LineRecording {
        var out: [UInt8] = []
        var places: [Range<Int>] = []
        var insertions: [FullStop.Insertion] = []
        var trace = Trace(of: [LetterVariables.own])
        try rendered { () throws(MustacheError) in
            try template.render(
                contexts,
                partials: partials,
                missing: .error,
                bounds: bounds.renderingLine,
                trace: &trace,
                into: &out
            ) { text, out in
                let start = out.count
                Substitution.appendLine(text, to: &out)
                places.append(start..<out.count)
                insertions.append(.init(end: out.count, endsSentence: FullStop.endsSentence(text)))
            }
        }
        let stops = FullStop.settle(insertions, in: &out)
        if !stops.removed.isEmpty {
            places = places.map { place in
                let shift = stops.removed.count { $0 < place.lowerBound }
                return place.lowerBound - shift..<place.upperBound - shift
            }
        }
        let hasPoliteForm =
            toSeveral.map { PoliteForm.lower(&out, except: places, writes: $0) } ?? false
        return LineRecording(
            bytes: out,
            places: places,
            followed: Dictionary(
                uniqueKeysWithValues: stops.followed.map { ($0, insertions[$0].endsSentence) }
            ),
            hasPoliteForm: hasPoliteForm,
            trace: trace
        )
    }

    /// The draft with placeholders, and what replaces its Markdown, parted by zero bytes.
    private func withPlaceholders(
        _ draft: LetterTemplate,
        _ contexts: [Value],
        _ partials: Partials,
        _ toSeveral: Bool?,
        _ recording: inout BodyRecording
    ) throws(LetterError) -> PlaceholderKey {
        var bytes: [UInt8] = []
        // What both replacements replace need not be rendered, nor lack anything.
        if draft.html == nil || draft.text == nil {
            bytes = try placeholders(draft.body, contexts, partials, &recording)
        }
        for template in [draft.html, draft.text] {
            bytes.append(0)
            if let template { bytes += try placeholders(template, contexts, partials, &recording) }
        }
        if let toSeveral { recording.hasPoliteForm = PoliteForm.lower(&bytes, writes: toSeveral) }
        return PlaceholderKey(owner: draft.file, bytes: bytes)
    }

    /// A template with placeholders in place of values; equal values share a placeholder.
    private func placeholders(
        _ template: Template,
        _ contexts: [Value],
        _ partials: Partials,
        _ recording: inout BodyRecording
    ) throws(LetterError) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(8_192)
        var values = recording.known
        var placeholders = recording.placeholders
        var trace = recording.trace
        var insertions: [FullStop.Insertion] = []
        let first = placeholders.count
        try rendered { () throws(MustacheError) in
            try template.render(
                contexts,
                partials: partials,
                missing: .error,
                bounds: bounds.rendering,
                trace: &trace,
                into: &out
            ) { text, out in
                let index = values.number(of: text)
                Placeholder.append(index, to: &out)
                placeholders.append(index)
                insertions.append(.init(end: out.count, endsSentence: FullStop.endsSentence(text)))
            }
        }
        for number in FullStop.settle(insertions, in: &out).followed {
            recording.followed.insert(placeholders[first + number])
        }
        recording.known = values
        recording.placeholders = placeholders
        recording.trace = trace
        return out
    }

    private func rendered(_ render: () throws(MustacheError) -> Void) throws(LetterError) {
        do { try render() } catch {
            if let excess = error.excess { throw bounds.error(excess) }
            guard let name = error.missingName else { throw LetterError(.template, error.wording) }
            // A name that letters may lack is no slip of the pen.
            let hint =
                KnownVariables.contains(name)
                ? .nothing : Nearest.hint(for: name, among: KnownVariables.all.map(\.path))
            let place = "\(error.name):\(error.line):\(error.column)"
            throw LetterError(.missingName, LetterReasons.unknownName(name, at: place) + hint)
        }
    }

    private func bodyLayout(
        of bytes: [UInt8],
        draft: LetterTemplate,
        number: Int
    ) throws(LetterError) -> BodyLayout {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        let length = parts.first?.count ?? 0
        guard length <= bounds.draft else {
            throw LetterError(.tooLarge, LetterReasons.longDraft(length, most: bounds.draft))
        }
        let structure = LetterStructure(Markdown.parse(Array(parts.first ?? [])))
        var html = HTMLWriter(
            pictures: pictures,
            button: structure.button,
            most: bounds.letter
        )
        html.write(structure.body)
        try bounds.check(html.out.count)
        var footer = HTMLWriter(pictures: pictures, most: bounds.letter, face: .footer)
        footer.write(structure.footer)
        try bounds.check(footer.out.count)
        let replacesHTML = draft.html != nil && parts.count > 1
        let replacesText = draft.text != nil && parts.count > 2
        let body = replacesHTML ? Array(parts[1]) : html.out
        return BodyLayout(
            number: number,
            body: body,
            footer: replacesHTML ? [] : footer.out,
            text: TextPiece.pieces(
                of: replacesText ? TextWriter.verbatim(Array(parts[2])) : TextWriter.lines(of: structure)
            ),
            isWholePage: body.isWholePage
        )
    }

    private func page(_ frame: [UInt8], _ draft: BodyLayout) throws(LetterError) -> PageLayout {
        let (body, footer) = (Array(Self.bodyMark.utf8), Array(Self.footerMark.utf8))
        // A layout may repeat them, and once more for each element of a list.
        let bodies = frame.places(of: body).count
        let footers = frame.places(of: footer).count
        try bounds.check(frame.count + bodies * draft.body.count + footers * draft.footer.count)
        let whole = frame.replacing(bytes: body, with: draft.body)
            .replacing(bytes: footer, with: draft.footer)
        var finishing = PageFinishing(pictures: pictures)
        let finished = try finishing.finish(whole)
        // As it goes over the wire, so that no letter's page has to be gone through for its line ends.
        let page = finished.withLineEnds
        return PageLayout(segments: Placeholder.segments(of: page), pictures: finishing.names)
    }

    // Where the layout's {{{body}}} and {{{footer}}} go; no text holds these characters.
    private static let bodyMark = String(decoding: [0xEF, 0xB7, 0x94, 0x42] as [UInt8], as: UTF8.self)
    private static let footerMark = String(decoding: [0xEF, 0xB7, 0x94, 0x46] as [UInt8], as: UTF8.self)
}

extension [UInt8] {
    /// The text with CRLF at the end of each line.
    fileprivate var withLineEnds: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + count / 32)
        for (index, byte) in enumerated() {
            if byte == 0x0A, index == 0 || self[index - 1] != 0x0D { result.append(0x0D) }
            result.append(byte)
            if byte == 0x0D, index + 1 == count || self[index + 1] != 0x0A { result.append(0x0A) }
        }
        return result
    }

    /// Whether HTML is a page of its own, which needs no layout around it.
    fileprivate var isWholePage: Bool {
        let head = String(decoding: prefix(200), as: UTF8.self).lowercased().trimmed
        return head.hasPrefix("<!doctype") || head.hasPrefix("<html")
    }
}
