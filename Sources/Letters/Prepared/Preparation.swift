import Mail
import Mustache

/// A header line, prepared from the recording of one.
extension LineRecording {
    /// The line, prepared; nil where the trace does not tell all.
    func prepared(_ kind: Person.Kind, isToSeveral: Bool) -> PreparedLine? {
        guard trace.isComplete, trace.insertions.count == places.count else { return nil }
        var tests: [(RecipientName, Bool)] = []
        for test in trace.tests {
            guard let name = RecipientName(test.path, kind: kind) else { return nil }
            tests.append((name, test.isTruthy))
        }
        if hasPoliteForm { tests.append((.isToSeveral, isToSeveral)) }
        var stops: [(RecipientName, Bool)] = []
        var pieces: [PreparedLine.Piece] = []
        var start = 0
        for (number, (path, place)) in zip(trace.insertions, places).enumerated() {
            guard let path else { continue }
            guard let name = RecipientName(path, kind: kind) else { return nil }
            if let ends = followed[number] { stops.append((name, ends)) }
            pieces += [.fixed(fixed(start..<place.lowerBound)), .own(name)]
            start = place.upperBound
        }
        if pieces.isEmpty { return PreparedLine(fixed: text, pieces: [], tests: tests, stops: []) }
        pieces.append(.fixed(fixed(start..<bytes.count)))
        return PreparedLine(fixed: nil, pieces: pieces, tests: tests, stops: stops)
    }

    /// A part of the line that is the same for all, without the blanks that the line begins with.
    private func fixed(_ range: Range<Int>) -> [UInt8] {
        var part = bytes[range]
        // Only before a letter: what is set behind a blank as an accent goes together with it.
        let text = part.drop { $0 == 0x20 || 0x09...0x0D ~= $0 }
        if range.lowerBound == 0, let first = text.first, 0x21...0x7E ~= first || 0xD0...0xD1 ~= first {
            part = text
        }
        return Self.cleaned(part, places)
    }
}

/// A prepared letter, made from the recording of one.
extension RenderRecording {
    /// A prepared letter with more values than this takes longer than the templates: each value is compared with all
    /// others.
    private static let mostSlots = 200

    /// The prepared letter; nil where the trace does not tell all that the letter depended on.
    func prepared(_ names: LetterVariables) -> PreparedLetter? {
        let kind = names.person.person.kind
        guard recording.placeholders.count <= Self.mostSlots, recording.trace.isComplete,
            recording.trace.insertions.count == recording.placeholders.count,
            let subject = subject.prepared(kind, isToSeveral: names.isToSeveral)
        else { return nil }
        let preheader = preheader.map { $0.prepared(kind, isToSeveral: names.isToSeveral) }
        if case .some(nil) = preheader { return nil }
        var shows: [PreparedLetter.VariableName: Bool] = [:]
        var order: [PreparedLetter.VariableName] = []
        for test in recording.trace.tests {
            guard let name = variableName(test.path, kind) else { return nil }
            if shows.updateValue(test.isTruthy, forKey: name) == nil { order.append(name) }
        }
        if recording.hasPoliteForm {
            shows[.own(.isToSeveral)] = names.isToSeveral
            order.append(.own(.isToSeveral))
        }
        let inserted = zip(recording.trace.insertions, recording.placeholders)
        let fixed = Set(inserted.lazy.filter { $0.0 == nil }.map(\.1))
        var places: [PreparedLetter.VariableName: PreparedLetter.Question.Place] = [:]
        var numbers: [Int: Int] = [:]  // of own values, by placeholder
        var questions: [PreparedLetter.Question] = []
        for (path, placeholder) in inserted {
            guard let path else { continue }
            guard let name = variableName(path, kind) else { return nil }
            guard places[name] == nil else { continue }
            if fixed.contains(placeholder) {
                places[name] = .fixed(recording.values[placeholder])
            } else {
                let number = numbers[placeholder] ?? numbers.count
                numbers[placeholder] = number
                places[name] = .own(number)
            }
            questions.append(
                .init(
                    name: name,
                    shows: shows[name],
                    endsSentence: recording.followed.contains(placeholder)
                        ? FullStop.endsSentence(recording.values[placeholder]) : nil,
                    place: places[name] ?? .none
                )
            )
        }
        for name in order where places[name] == nil {
            questions.append(.init(name: name, shows: shows[name], endsSentence: nil, place: .none))
        }
        return PreparedLetter(
            extra: names.usedExtra,
            subject: subject,
            preheader: preheader ?? nil,
            questions: questions,
            fixedTexts: fixed.sorted().map { recording.values[$0] },
            html: PreparedText(html: baked(page.segments, numbers)),
            text: PreparedText(text: baked(numbers)),
            pictures: page.pictures
        )
    }

    private func variableName(_ path: [String], _ kind: Person.Kind) -> PreparedLetter.VariableName? {
        if path == ["subject"] { return .subject }
        if path == ["preheader"] { return .preheader }
        return RecipientName(path, kind: kind).map(PreparedLetter.VariableName.own)
    }

    /// Segments of a page with the event's texts filled in, and the letter's own values as placeholders by their
    /// numbers.
    private func baked(_ segments: [Segment], _ numbers: [Int: Int]) -> [Segment] {
        var baked: [Segment] = []
        var literal: [UInt8] = []
        for segment in segments {
            guard case .placeholder(let placeholder, let use) = segment, let number = numbers[placeholder]
            else {
                Substitution.html([segment], recording.values, into: &literal)
                continue
            }
            if !literal.isEmpty { baked.append(.literal(literal)) }
            literal = []
            baked.append(.placeholder(number, use))
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
                guard case .placeholder(let placeholder, let use) = segment, let number = numbers[placeholder]
                else {
                    Substitution.line(segment, recording.values, into: &literal)
                    continue
                }
                if !literal.isEmpty { baked.append(.literal(literal)) }
                literal = []
                baked.append(.placeholder(number, use))
            }
            if !literal.isEmpty { baked.append(.literal(literal)) }
            line.content = baked
            pieces += TextPiece.pieces(of: [line])
        }
        return pieces
    }
}
