/// The lines that many letters share, looked at and encoded once, with gaps between them for lines of each letter's own.
public final class TextForm: Sendable {
    let runs: [SharedRun]
    /// Octets of all runs.
    let count: Int
    /// Octets above 127 in all runs.
    let high: Int

    /// A form of runs of whole lines in UTF-8, each line but the very last ended by CRLF.
    ///
    /// There is one run more than there are gaps, empty where two gaps meet or the text begins or ends with one.
    public init(_ shared: [[UInt8]]) {
        count = shared.reduce(0) { $0 + $1.count }
        high = shared.reduce(0) { $0 + TextFigures.high(in: $1) }
        // The letter's own lines are few: its encoding will be that of the shared ones, nearly always.
        let isBase64 = count + 2 * high > Base64.encodedCount(count)
        runs = shared.map { SharedRun($0, isBase64: isBase64) }
    }
}

/// A run of whole lines.
final class SharedRun: Sendable {
    let bytes: [UInt8]
    let figures: TextFigures
    let isFitForSevenBit: Bool
    /// The run in quoted-printable, where a line's form depends on nothing outside the line.
    ///
    /// Empty where base64 is likely.
    let quoted: [UInt8]
    /// The base64 of the run without its first none, one and two octets, whole groups alone and without ends of lines.
    ///
    /// What stands before the run decides which of the three goes. Empty where quoted-printable is likely.
    let characters: [[UInt8]]

    init(_ bytes: [UInt8], isBase64: Bool) {
        self.bytes = bytes
        figures = TextFigures(bytes)
        isFitForSevenBit = SevenBit.isFit(bytes)
        var quoted: [UInt8] = []
        if !isBase64 { bytes.withUnsafeBufferPointer { QuotedPrintable.encode($0, into: &quoted) } }
        self.quoted = quoted
        characters =
            isBase64
            ? (0..<3).map { skipped in
                let rest = bytes.dropFirst(skipped)
                var characters: [UInt8] = []
                Base64.encodeLine(rest.prefix(rest.count / 3 * 3), into: &characters)
                return characters
            } : []
    }
}

/// A form with the lines of one letter in its gaps.
public struct FilledText: Sendable {
    let form: TextForm
    /// What stands in the gaps, one after the other.
    public var own: [UInt8] = []
    /// Where in ``own`` each gap's lines end.
    private var ends: [Int] = []

    /// A form whose gaps are still to be filled.
    public init(_ form: TextForm) {
        self.form = form
        own.reserveCapacity(1024)
        ends.reserveCapacity(form.runs.count)
    }

    /// A form whose gaps are filled.
    init(_ form: TextForm, own: [UInt8], ends: [Int]) {
        self.form = form
        self.own = own
        self.ends = ends
    }

    /// A text that shares nothing with others.
    public init(_ bytes: [UInt8]) {
        form = Self.nothingShared
        own = bytes
        ends = [bytes.count]
    }

    private static let nothingShared = TextForm([[], []])

    /// Ends the lines of a gap, which were appended to ``own``.
    public mutating func endGap() { ends.append(own.count) }

    /// Whether the form gives lines of its own; then those of the gaps are whole ones too, ended by CRLF.
    var sharesLines: Bool { form.count > 0 }

    /// Octets of the whole text.
    public var count: Int { form.count + own.count }

    /// The whole text.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in form.runs.indices {
            bytes += form.runs[index].bytes
            bytes += own[gap(index)]
        }
        return bytes
    }

    /// The lines in the gap behind a run.
    func gap(_ index: Int) -> Range<Int> {
        guard index < ends.count else { return own.count..<own.count }
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// Whether the gaps hold whole lines that end in CRLF, so that each line can be encoded by itself.
    var isOfWholeLines: Bool {
        guard ends.count < form.runs.count, LineEnds.areCanonical(own) else { return false }
        return ends.indices.allSatisfy { index in
            let end = ends[index]
            let isLast = end == own.count && form.runs[(index + 1)...].allSatisfy(\.bytes.isEmpty)
            return isLast || gap(index).isEmpty || own[end - 1] == UInt8(ascii: "\n")
        }
    }
}

extension FilledText {
    /// The encoding with the shortest result: what ``TransferEncoding/shortest(for:)`` says of ``bytes``.
    var encoding: TransferEncoding {
        let count = count
        let high = form.high + TextFigures.high(in: own)
        let base64 = Base64.encodedCount(count)
        if TransferEncoding.isBase64(count: count, high: high, base64: base64) { return .base64 }
        var figures = TextFigures(own)
        for run in form.runs { figures += run.figures }
        return TransferEncoding.shortest(count: count, high: high, figures: figures, base64: base64) {
            form.runs.allSatisfy(\.isFitForSevenBit) && SevenBit.isFit(own)
        } quotedCount: {
            QuotedPrintable.encodedCount(bytes)
        }
    }

    /// Appends the text, encoded; the result ends with a line end where the encoding gives it one.
    func encode(_ encoding: TransferEncoding, into out: inout [UInt8]) {
        switch encoding {
        case .sevenBit: out += bytes
        case .quotedPrintable:
            for index in form.runs.indices {
                let run = form.runs[index]
                if run.quoted.isEmpty {
                    run.bytes.withUnsafeBufferPointer { QuotedPrintable.encode($0, into: &out) }
                } else {
                    out += run.quoted
                }
                own.withUnsafeBufferPointer { own in
                    QuotedPrintable.encode(UnsafeBufferPointer(rebasing: own[gap(index)]), into: &out)
                }
            }
        case .base64:
            out.append(addingCapacity: Base64.encodedCount(count)) { room in
                var writer = Base64Writer()
                own.withUnsafeBufferPointer { own in
                    for index in form.runs.indices {
                        writer.append(form.runs[index], to: &room)
                        writer.append(UnsafeBufferPointer(rebasing: own[gap(index)]), to: &room)
                    }
                }
                writer.finish(&room)
            }
        }
    }

    /// The last octet; nil for an empty text.
    var last: UInt8? {
        for index in form.runs.indices.reversed() {
            let gap = gap(index)
            if let last = own[gap].last { return last }
            if let last = form.runs[index].bytes.last { return last }
        }
        return nil
    }
}
