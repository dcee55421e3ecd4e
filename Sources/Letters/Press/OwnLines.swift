import Mail

/// A text whose shared lines are ready, with the lines that hold a letter's own values between them.
struct OwnLines {
    /// A gap's lines: in HTML segments that go one after the other, in plain text lines that are wrapped.
    enum Gap {
        case html([Segment])
        case text([TextWriter.Line])
    }

    private let form: TextForm
    private let gaps: [Gap]

    /// A page whose `segments` hold own values alone as slots, and whose lines end in CRLF.
    init(html segments: [Segment]) {
        let end: [UInt8] = [0x0D, 0x0A]
        var shared: [[UInt8]] = []
        var gaps: [Gap] = []
        var lines: [UInt8] = []  // whole lines without a slot, and the beginning of the next
        var gap: [Segment] = []
        for segment in segments {
            switch segment {
            case .literal(let bytes):
                guard !gap.isEmpty, let first = bytes.firstRange(of: end) else {
                    if gap.isEmpty { lines += bytes } else { gap.append(segment) }
                    continue
                }
                gap.append(.literal(Array(bytes[..<first.upperBound])))
                gaps.append(.html(gap))
                gap = []
                lines = Array(bytes[first.upperBound...])
            case .slot:
                if gap.isEmpty {
                    let start = lines.ranges(of: end).last?.upperBound ?? 0
                    shared.append(Array(lines[..<start]))
                    if start < lines.count { gap.append(.literal(Array(lines[start...]))) }
                    lines = []
                }
                gap.append(segment)
            }
        }
        if !gap.isEmpty { gaps.append(.html(gap)) }
        shared.append(lines)
        form = TextForm(shared)
        self.gaps = gaps
    }

    /// Plain text: `pieces` hold own values alone as slots.
    init(text pieces: [TextPiece]) {
        var shared: [[UInt8]] = []
        var gaps: [Gap] = []
        var lines: [UInt8] = []
        var gap: [TextWriter.Line] = []
        for piece in pieces {
            switch piece {
            case .fixed(let bytes):
                if !gap.isEmpty { gaps.append(.text(gap)) }
                gap = []
                lines += bytes
            case .line(let line):
                if gap.isEmpty {
                    shared.append(lines)
                    lines = []
                }
                gap.append(line)
            }
        }
        if !gap.isEmpty { gaps.append(.text(gap)) }
        shared.append(lines)
        form = TextForm(shared)
        self.gaps = gaps
    }

    /// The text with a letter's values.
    func filled(_ values: [String]) -> FilledText {
        var filled = FilledText(form)
        for gap in gaps {
            switch gap {
            case .html(let segments): Fill.html(segments, values, into: &filled.own)
            case .text(let lines): Fill.text(lines, values, into: &filled.own)
            }
            filled.endGap()
        }
        return filled
    }
}
