import Mail

/// A text whose shared lines are ready, with the lines that hold a letter's own values between them.
struct PreparedText {
    /// What is done to write the lines of the gaps, one step after the other.
    private enum Step {
        /// Bytes of ``literals``.
        case literal(Range<Int>)
        case html(Int, Placeholder.Use)
        case text(Int, Placeholder.Use)
        /// A line of plain text begins; what stands before its first and its other lines are bytes of ``literals``.
        case line(first: Range<Int>, rest: Range<Int>, wraps: Bool)
        /// The line of plain text ends.
        case lineEnd
        case gapEnd
    }

    private let form: TextForm
    private var literals: [UInt8] = []
    private var steps: [Step] = []

    /// A page whose `segments` hold own values alone as placeholders, and whose lines end in CRLF.
    init(html segments: [Segment]) {
        self.init(linesOf: segments)
        // Base64 asks for no lines: what is written anew may be the values alone.
        if form.isBase64 { self.init(piecesOf: segments) }
    }

    /// A page whose gaps are the values and what is too short to be worth a run.
    private init(piecesOf segments: [Segment]) {
        var shared: [[UInt8]] = [[]]
        var steps: [Step] = []
        var literals: [UInt8] = []
        var isInGap = false
        for segment in segments {
            switch segment {
            case .literal(let bytes):
                if !isInGap {
                    shared[shared.count - 1] += bytes
                } else if bytes.count < 40 {
                    steps.append(.literal(literals.count..<(literals.count + bytes.count)))
                    literals += bytes
                } else {
                    steps.append(.gapEnd)
                    isInGap = false
                    shared.append(bytes)
                }
            case .placeholder(let number, let use):
                steps.append(.html(number, use))
                isInGap = true
            }
        }
        if isInGap {
            steps.append(.gapEnd)
            shared.append([])
        }
        form = TextForm(shared, isOfLines: false)
        self.literals = literals
        self.steps = steps
    }

    private init(linesOf segments: [Segment]) {
        let end: [UInt8] = [0x0D, 0x0A]
        var shared: [[UInt8]] = []
        var lines: [UInt8] = []  // whole lines without a placeholder, and the beginning of the next
        var isInGap = false
        var literals: [UInt8] = []
        var steps: [Step] = []
        func add(_ bytes: some Collection<UInt8>) {
            guard !bytes.isEmpty else { return }
            steps.append(.literal(literals.count..<(literals.count + bytes.count)))
            literals += bytes
        }
        for segment in segments {
            switch segment {
            case .literal(let bytes):
                guard isInGap else {
                    lines += bytes
                    continue
                }
                guard let first = bytes.firstPlace(of: end) else {
                    add(bytes)
                    continue
                }
                add(bytes[..<first.upperBound])
                steps.append(.gapEnd)
                isInGap = false
                lines = Array(bytes[first.upperBound...])
            case .placeholder(let number, let use):
                if !isInGap {
                    let start = lines.places(of: end).last?.upperBound ?? 0
                    shared.append(Array(lines[..<start]))
                    add(lines[start...])
                    lines = []
                    isInGap = true
                }
                steps.append(.html(number, use))
            }
        }
        if isInGap { steps.append(.gapEnd) }
        shared.append(lines)
        form = TextForm(shared)
        self.literals = literals
        self.steps = steps
    }

    /// Plain text: `pieces` hold own values alone as placeholders.
    init(text pieces: [TextPiece]) {
        var shared: [[UInt8]] = []
        var lines: [UInt8] = []
        var isInGap = false
        var literals: [UInt8] = []
        var steps: [Step] = []
        func place(_ bytes: some Collection<UInt8>) -> Range<Int> {
            literals += bytes
            return (literals.count - bytes.count)..<literals.count
        }
        for piece in pieces {
            switch piece {
            case .fixed(let bytes):
                if isInGap { steps.append(.gapEnd) }
                isInGap = false
                lines += bytes
            case .line(let line):
                if !isInGap { shared.append(lines) }
                lines = []
                isInGap = true
                steps.append(
                    .line(first: place(line.first.utf8), rest: place(line.rest.utf8), wraps: line.wraps)
                )
                for segment in line.content ?? [] {
                    switch segment {
                    case .literal(let bytes): steps.append(.literal(place(bytes)))
                    case .placeholder(let number, let use): steps.append(.text(number, use))
                    }
                }
                steps.append(.lineEnd)
            }
        }
        if isInGap { steps.append(.gapEnd) }
        shared.append(lines)
        form = TextForm(shared)
        self.literals = literals
        self.steps = steps
    }

    /// The text with a letter's values.
    func filled(_ values: RecipientValues) -> FilledText {
        var filled = TextFilling(form)
        literals.withUnsafeBufferPointer { literals in
            values.bytes.withUnsafeBufferPointer { bytes in
                values.places.withUnsafeBufferPointer { places in
                    var line = Line()
                    for step in steps {
                        switch step {
                        case .literal(let range): filled.own.append(contentsOf: literals[rebased: range])
                        case .html(let number, .text):
                            guard number < places.count else { continue }
                            filled.own.append(contentsOf: bytes[rebased: places[number].html])
                        case .html(let number, let use):
                            guard number < places.count else { continue }
                            Substitution.html(values.text(number), use, into: &filled.own)
                        case .text(let number, .text):
                            guard number < places.count else { continue }
                            filled.own.append(contentsOf: bytes[rebased: places[number].line])
                        case .text(let number, let use):
                            guard number < places.count else { continue }
                            Substitution.line(values.text(number), use, into: &filled.own)
                        case .line(let first, let rest, let wraps):
                            line = Line(start: filled.own.count, first: first, rest: rest, wraps: wraps)
                            filled.own.append(contentsOf: literals[rebased: first])
                        case .lineEnd: line.end(&filled.own, literals)
                        case .gapEnd: filled.endGap()
                        }
                    }
                }
            }
        }
        return FilledText(filled)
    }

    /// A line of plain text that is being written.
    private struct Line {
        var start = 0
        var first = 0..<0
        var rest = 0..<0
        var wraps = false

        /// Ends the line: as it stands where it fits, else wrapped.
        func end(_ out: inout [UInt8], _ literals: UnsafeBufferPointer<UInt8>) {
            let content = start + first.count
            let fits = out.withUnsafeBufferPointer { out in
                TextWrap.fits(out[rebased: content..<out.count], behind: first.count)
            }
            if wraps, fits {
                out.append(0x0D)
                out.append(0x0A)
                return
            }
            let text = Array(out[content...])
            out.removeSubrange(start...)
            TextWrap.append(
                text,
                first: String(decoding: literals[first], as: UTF8.self),
                rest: String(decoding: literals[rest], as: UTF8.self),
                wraps: wraps,
                to: &out
            )
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// A part as a buffer of its own.
    fileprivate subscript(rebased range: Range<Int>) -> UnsafeBufferPointer {
        UnsafeBufferPointer(rebasing: self[range])
    }
}
