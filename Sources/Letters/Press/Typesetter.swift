import Mail
import Mustache

/// Sets one letter's texts: subject, preheader, HTML page and plain text, from templates and values.
final class Typesetter {
    let wardrobe: Wardrobe
    let pictures: Pictures
    let bounds: LetterBounds
    /// Off, every letter is set from the beginning: what the caches must equal.
    var caches = true
    /// Off, forms are made of every letter, whether or not that pays.
    var sparesForms = true
    private var cache = SkeletonCache()
    private let forms = FormCabinet()

    /// A typesetter with nothing in its caches.
    init(wardrobe: Wardrobe, pictures: Pictures, bounds: LetterBounds) {
        self.bounds = bounds
        self.wardrobe = wardrobe
        self.pictures = pictures
    }

    /// Sets a letter: by a form that was made for another one like it, or from the templates.
    ///
    /// - Throws: ``LetterError`` naming the place in the template.
    func set(_ assignment: Assignment, _ names: LetterNames) throws(LetterError) -> Sheet {
        guard caches else {
            cache = SkeletonCache()
            return try compose(assignment, names).sheet
        }
        guard assignment.forms.pays || !sparesForms else {
            assignment.forms.pass()
            return try compose(assignment, names).sheet
        }
        let shelf = forms.shelf(for: assignment, names)
        if let sheet = shelf.sheet(names) {
            try bounds.check(sheet.html.count + sheet.text.count)
            try bounds.checkLines(sheet.subject, sheet.preheader)
            assignment.forms.use()
            return sheet
        }
        let (sheet, record) = try compose(assignment, names)
        // What few other letters will be like is not worth a form, nor the room that it takes.
        guard sheet.html.count + sheet.text.count <= Self.mostOfForm else { return sheet }
        assignment.forms.make()
        forms.add(record.form(names), to: shelf, for: names, equalTo: sheet)
        return sheet
    }

    /// Of longer letters no form is made, in bytes.
    private static let mostOfForm = 200_000

    /// Sets a letter from the templates, and takes down how it came to be.
    private func compose(
        _ assignment: Assignment,
        _ names: LetterNames
    ) throws(LetterError) -> (sheet: Sheet, record: FormRecord) {
        let draft = assignment.draft
        let contexts = names.contexts
        let partials = wardrobe.partials[assignment.language] ?? .none
        let subject = try line(draft.subject, contexts, partials)
        let preheader = try draft.preheader.map { template throws(LetterError) in
            try line(template, contexts, partials)
        }
        var setting = Setting(traced: [LetterNames.own])
        let key = try slotted(draft, contexts, partials, &setting)
        let body = try cache.draft(key) { number throws(LetterError) in
            try skeleton(of: key.bytes, draft: draft, number: number)
        }
        var whole = setting
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
            frame = try slots(wardrobe.layout, contexts + [header, marks], partials, &whole)
        }
        let page = try cache.page(SlottedKey(owner: "\(body.number)", bytes: frame)) {
            () throws(LetterError) in
            try self.page(frame, body)
        }
        var html: [UInt8] = []
        html.reserveCapacity(16_384)
        Fill.html(page.segments, whole.values, most: bounds.letter, into: &html)
        try bounds.check(html.count)
        var text: [UInt8] = []
        text.reserveCapacity(4_096)
        Fill.text(body.text, whole.values, most: bounds.letter, into: &text)
        try bounds.check(html.count + text.count)
        let sheet = Sheet(
            subject: subject.text,
            preheader: preheader?.text ?? "",
            html: FilledText(html),
            text: FilledText(text),
            pictures: page.pictures
        )
        let record = FormRecord(
            subject: subject,
            preheader: preheader,
            setting: whole,
            page: page,
            text: body.text
        )
        return (sheet, record)
    }

    /// A header line from its template.
    private func line(
        _ template: Template,
        _ contexts: [Value],
        _ partials: Partials
    ) throws(LetterError) -> LineRecord {
        var out: [UInt8] = []
        var places: [Range<Int>] = []
        var trace = Trace(of: [LetterNames.own])
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
                Fill.appendLine(text, to: &out)
                places.append(start..<out.count)
            }
        }
        return LineRecord(text: Self.line(out), bytes: out, places: places, trace: trace)
    }

    /// A header line: one line, blanks at its ends cut.
    static func line(_ rendered: [UInt8]) -> String {
        // The template's blanks before the text keep the places of errors.
        let text = rendered.drop { $0 == 0x20 }
        var whole: [UInt8] = []
        Fill.appendLine(String(decoding: text, as: UTF8.self), to: &whole)
        return String(decoding: whole, as: UTF8.self).trimmed
    }

    /// The draft with slots, and what replaces its Markdown, parted by zero bytes.
    private func slotted(
        _ draft: Draft,
        _ contexts: [Value],
        _ partials: Partials,
        _ setting: inout Setting
    ) throws(LetterError) -> SlottedKey {
        var bytes: [UInt8] = []
        // What both replacements replace need not be rendered, nor lack anything.
        if draft.html == nil || draft.text == nil {
            bytes = try slots(draft.body, contexts, partials, &setting)
        }
        for template in [draft.html, draft.text] {
            bytes.append(0)
            if let template { bytes += try slots(template, contexts, partials, &setting) }
        }
        return SlottedKey(owner: draft.file, bytes: bytes)
    }

    /// A template with slots in place of values; equal values share a slot.
    private func slots(
        _ template: Template,
        _ contexts: [Value],
        _ partials: Partials,
        _ setting: inout Setting
    ) throws(LetterError) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(8_192)
        var values = setting.known
        var slots = setting.slots
        var trace = setting.trace
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
                Slot.append(index, to: &out)
                slots.append(index)
            }
        }
        setting.known = values
        setting.slots = slots
        setting.trace = trace
        return out
    }

    private func rendered(_ render: () throws(MustacheError) -> Void) throws(LetterError) {
        do { try render() } catch {
            if let excess = error.excess { throw bounds.error(excess) }
            guard let name = error.missingName else { throw LetterError(.template, error.description) }
            // A name that letters may lack is no slip of the pen.
            let hint =
                KnownNames.contains(name) ? "" : Nearest.hint(for: name, among: KnownNames.all.map(\.path))
            let place = "\(error.name):\(error.line):\(error.column)"
            throw LetterError(.missingName, "\(place): “\(name)” is not known for this letter\(hint)")
        }
    }

    private func skeleton(of bytes: [UInt8], draft: Draft, number: Int) throws(LetterError) -> DraftSkeleton {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        let length = parts.first?.count ?? 0
        guard length <= bounds.draft else {
            throw LetterError(.tooLarge, LetterReasons.longDraft(length, most: bounds.draft))
        }
        let structure = LetterStructure(Markdown.parse(Array(parts.first ?? [])))
        var html = HTMLWriter(
            pictures: Set(pictures.byName.keys),
            button: structure.button,
            most: bounds.letter
        )
        html.write(structure.body)
        try bounds.check(html.out.count)
        var footer = HTMLWriter(pictures: Set(pictures.byName.keys), most: bounds.letter)
        footer.write(structure.footer)
        try bounds.check(footer.out.count)
        let replacesHTML = draft.html != nil && parts.count > 1
        let replacesText = draft.text != nil && parts.count > 2
        let body = replacesHTML ? Array(parts[1]) : html.out
        return DraftSkeleton(
            number: number,
            body: body,
            footer: replacesHTML ? [] : footer.out,
            text: TextPiece.pieces(
                of: replacesText ? TextWriter.verbatim(Array(parts[2])) : TextWriter.lines(of: structure)
            ),
            isWholePage: body.isWholePage
        )
    }

    private func page(_ frame: [UInt8], _ draft: DraftSkeleton) throws(LetterError) -> PageSkeleton {
        let (body, footer) = (Array(Self.bodyMark.utf8), Array(Self.footerMark.utf8))
        // A layout may repeat them, and once more for each element of a list.
        let bodies = frame.ranges(of: body).count
        let footers = frame.ranges(of: footer).count
        try bounds.check(frame.count + bodies * draft.body.count + footers * draft.footer.count)
        let whole = frame.replacing(body, with: draft.body).replacing(footer, with: draft.footer)
        let resolved = try pictures.resolve(whole)
        // As it goes over the wire, so that no letter's page has to be gone through for its line ends.
        let page = resolved.page.withLineEnds
        return PageSkeleton(segments: Slot.segments(of: page), pictures: resolved.names)
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
