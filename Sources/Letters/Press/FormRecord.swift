import Mail
import Mustache

/// How a template with slots came to be.
struct Setting {
    /// What the slots stand for.
    var known = SlotValues()
    /// The same as a list.
    var values: [String] { known.texts }
    /// The slot of each insertion, in the order of the trace's.
    var slots: [Int] = []
    var trace: Trace

    init(traced: [Int]) { trace = Trace(of: traced) }

    /// Traces one context more from here on.
    mutating func trace(also context: Int) { trace.add(context) }
}

/// How a header line came to be.
struct LineRecord {
    /// The line.
    let text: String
    /// What the template gave.
    let bytes: [UInt8]
    /// Where in ``bytes`` each inserted value stands.
    let places: [Range<Int>]
    let trace: Trace

    /// The line as a form; nil where the trace does not tell all.
    func form(_ kind: Person.Kind) -> LineForm? {
        guard trace.isComplete, trace.insertions.count == places.count else { return nil }
        var tests: [(OwnName, Bool)] = []
        for test in trace.tests {
            guard let name = OwnName(test.path, kind: kind) else { return nil }
            tests.append((name, test.isTruthy))
        }
        var pieces: [LineForm.Piece] = []
        var start = 0
        for (path, place) in zip(trace.insertions, places) {
            guard let path else { continue }
            guard let name = OwnName(path, kind: kind) else { return nil }
            pieces += [.fixed(fixed(start..<place.lowerBound)), .own(name)]
            start = place.upperBound
        }
        if pieces.isEmpty { return LineForm(fixed: text, pieces: [], tests: tests) }
        pieces.append(.fixed(fixed(start..<bytes.count)))
        return LineForm(fixed: nil, pieces: pieces, tests: tests)
    }

    /// A part of the line that is the same for all, without the blanks that the line begins with.
    private func fixed(_ range: Range<Int>) -> [UInt8] {
        var part = bytes[range]
        // Only before a letter: what is set behind a blank as an accent goes together with it.
        let text = part.drop { $0 == 0x20 || 0x09...0x0D ~= $0 }
        if range.lowerBound == 0, let first = text.first, 0x21...0x7E ~= first || 0xD0...0xD1 ~= first {
            part = text
        }
        var line: [UInt8] = []
        Fill.appendLine(String(decoding: part, as: UTF8.self), to: &line)
        return line
    }
}

/// How a letter came to be: what a form for others like it is made from.
struct FormRecord {
    let subject: LineRecord
    let preheader: LineRecord?
    let setting: Setting
    let page: PageSkeleton
    let text: [TextPiece]

    /// A form with more values than this takes longer than the templates: each value is compared with all others.
    private static let mostSlots = 200

    /// The form; nil where the trace does not tell all that the letter depended on.
    func form(_ names: LetterNames) -> LetterForm? {
        let kind = names.person.person.kind
        guard setting.slots.count <= Self.mostSlots, setting.trace.isComplete,
            setting.trace.insertions.count == setting.slots.count,
            let subject = subject.form(kind)
        else { return nil }
        let preheader = preheader.map { $0.form(kind) }
        if case .some(nil) = preheader { return nil }
        var shows: [LetterForm.FormName: Bool] = [:]
        var order: [LetterForm.FormName] = []
        for test in setting.trace.tests {
            guard let name = formName(test.path, kind) else { return nil }
            if shows.updateValue(test.isTruthy, forKey: name) == nil { order.append(name) }
        }
        let inserted = zip(setting.trace.insertions, setting.slots)
        let fixed = Set(inserted.lazy.filter { $0.0 == nil }.map(\.1))
        var places: [LetterForm.FormName: LetterForm.Question.Place] = [:]
        var numbers: [Int: Int] = [:]  // of own values, by slot
        var questions: [LetterForm.Question] = []
        for (path, slot) in inserted {
            guard let path else { continue }
            guard let name = formName(path, kind) else { return nil }
            guard places[name] == nil else { continue }
            if fixed.contains(slot) {
                places[name] = .fixed(setting.values[slot])
            } else {
                let number = numbers[slot] ?? numbers.count
                numbers[slot] = number
                places[name] = .own(number)
            }
            questions.append(.init(name: name, shows: shows[name], place: places[name] ?? .none))
        }
        for name in order where places[name] == nil {
            questions.append(.init(name: name, shows: shows[name], place: .none))
        }
        return LetterForm(
            extra: names.usedExtra,
            subject: subject,
            preheader: preheader ?? nil,
            questions: questions,
            fixedTexts: fixed.sorted().map { setting.values[$0] },
            html: OwnLines(html: baked(page.segments, numbers)),
            text: OwnLines(text: baked(numbers)),
            pictures: page.pictures
        )
    }

    private func formName(_ path: [String], _ kind: Person.Kind) -> LetterForm.FormName? {
        if path == ["subject"] { return .subject }
        if path == ["preheader"] { return .preheader }
        return OwnName(path, kind: kind).map(LetterForm.FormName.own)
    }

    /// Segments of a page with the event's texts filled in, and the letter's own values as slots by their numbers.
    private func baked(_ segments: [Segment], _ numbers: [Int: Int]) -> [Segment] {
        var baked: [Segment] = []
        var literal: [UInt8] = []
        for segment in segments {
            guard case .slot(let slot, let use) = segment, let number = numbers[slot] else {
                Fill.html([segment], setting.values, into: &literal)
                continue
            }
            if !literal.isEmpty { baked.append(.literal(literal)) }
            literal = []
            baked.append(.slot(number, use))
        }
        if !literal.isEmpty { baked.append(.literal(literal)) }
        return baked
    }

    /// The plain text with the event's texts filled in, lines without a value of the letter's own wrapped.
    private func baked(_ numbers: [Int: Int]) -> [TextPiece] {
        var pieces: [TextPiece] = []
        for piece in text {
            guard case .line(var line) = piece, let content = line.content else {
                pieces.append(piece)
                continue
            }
            var baked: [Segment] = []
            var literal: [UInt8] = []
            for segment in content {
                guard case .slot(let slot, let use) = segment, let number = numbers[slot] else {
                    Fill.line(segment, setting.values, into: &literal)
                    continue
                }
                if !literal.isEmpty { baked.append(.literal(literal)) }
                literal = []
                baked.append(.slot(number, use))
            }
            if !literal.isEmpty { baked.append(.literal(literal)) }
            line.content = baked
            pieces += TextPiece.pieces(of: [line])
        }
        return pieces
    }
}
