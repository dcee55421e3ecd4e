/// A form with what one letter puts into its gaps, by reference: a message passes its texts on many times.
public final class FilledText: Sendable {
    let form: TextForm
    /// What stands in the gaps, one after the other.
    private let own: [UInt8]
    /// Where in ``own`` each gap ends.
    private let ends: [Int]

    /// A form whose gaps are filled.
    init(_ form: TextForm, own: [UInt8], ends: [Int]) {
        self.form = form
        self.own = own
        self.ends = ends
    }

    /// A form whose gaps are filled.
    public init(_ filling: consuming TextFilling) {
        form = filling.form
        own = filling.own
        ends = filling.ends
    }

    /// A text that shares nothing with others.
    public init(_ bytes: [UInt8]) {
        form = Self.nothingShared
        own = bytes
        ends = [bytes.count]
    }

    private static let nothingShared = TextForm([[], []])

    /// Whether the form gives lines of its own; then those of the gaps are whole ones too, ended by CRLF.
    var sharesLines: Bool { form.isOfLines && !form.bytes.isEmpty }

    /// Whether the form gives bytes of its own, whether or not they are whole lines.
    var sharesBytes: Bool { !form.bytes.isEmpty }

    /// Octets of the whole text.
    public var count: Int { form.bytes.count + own.count }

    /// The whole text.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in form.runs.indices {
            bytes += form.bytes[form.runs[index].bytes]
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
        guard form.isOfLines, ends.count < form.runs.count, LineEnds.areCanonical(own) else { return false }
        return ends.indices.allSatisfy { index in
            let end = ends[index]
            let isLast = end == own.count && form.runs[(index + 1)...].allSatisfy { $0.bytes.isEmpty }
            return isLast || gap(index).isEmpty || own[end - 1] == UInt8(ascii: "\n")
        }
    }
}

extension FilledText {
    /// The encoding with the shortest result: what ``TransferEncoding/shortest(for:)`` says of ``bytes``.
    var encoding: TransferEncoding {
        let base64 = Base64.encodedCount(count)
        // Often the shared lines alone decide.
        if TransferEncoding.isBase64(count: count, high: form.high, base64: base64) { return .base64 }
        let high = form.high + TextFigures.high(in: own)
        if TransferEncoding.isBase64(count: count, high: high, base64: base64) { return .base64 }
        var figures = TextFigures(own)
        figures += form.figures
        return TransferEncoding.shortest(count: count, high: high, figures: figures, base64: base64) {
            form.isOfLines ? form.isFitForSevenBit && SevenBit.isFit(own) : SevenBit.isFit(bytes)
        } quotedCount: {
            // Lines are encoded by themselves: their lengths add up.
            let isReady = sharesLines && !form.isBase64
            return isReady
                ? form.quoted.count + QuotedPrintable.encodedCount(own) : QuotedPrintable.encodedCount(bytes)
        }
    }

    /// Appends the text, encoded; the result ends with a line end where the encoding gives it one.
    func encode(_ encoding: TransferEncoding, into out: inout [UInt8]) {
        switch encoding {
        case .sevenBit: out += bytes
        case .quotedPrintable:
            form.bytes.withUnsafeBufferPointer { shared in
                own.withUnsafeBufferPointer { own in
                    for (index, run) in form.runs.enumerated() {
                        if run.quoted.isEmpty {
                            QuotedPrintable.encode(
                                UnsafeBufferPointer(rebasing: shared[run.bytes]),
                                into: &out
                            )
                        } else {
                            out += form.quoted[run.quoted]
                        }
                        QuotedPrintable.encode(UnsafeBufferPointer(rebasing: own[gap(index)]), into: &out)
                    }
                }
            }
        case .base64:
            out.append(addingCapacity: Base64.encodedCount(count)) { room in
                form.bytes.withUnsafeBufferPointer { shared in
                    own.withUnsafeBufferPointer { own in
                        var writer = Base64Writer()
                        for (index, run) in form.runs.enumerated() {
                            append(run, UnsafeBufferPointer(rebasing: shared[run.bytes]), to: &writer, &room)
                            writer.append(UnsafeBufferPointer(rebasing: own[gap(index)]), to: &room)
                        }
                        writer.finish(&room)
                    }
                }
            }
        }
    }

    /// Appends a run in base64, in the form that fits behind what the writer has written.
    private func append(
        _ run: TextForm.Run,
        _ bytes: UnsafeBufferPointer<UInt8>,
        to writer: inout Base64Writer,
        _ room: inout OutputSpan<UInt8>
    ) {
        func append(_ characters: [UInt8], _ range: Range<Int>) {
            characters.withUnsafeBufferPointer { characters in
                writer.append(bytes, encoded: UnsafeBufferPointer(rebasing: characters[range]), to: &room)
            }
        }
        switch writer.missing {
        case 1: append(form.characters.1, run.characters.1)
        case 2: append(form.characters.2, run.characters.2)
        default: append(form.characters.0, run.characters.0)
        }
    }

    /// The last octet; nil for an empty text.
    var last: UInt8? {
        for index in form.runs.indices.reversed() {
            if let last = own[gap(index)].last { return last }
            if let last = form.bytes[form.runs[index].bytes].last { return last }
        }
        return nil
    }
}

/// A form whose gaps are being filled, from the first to the last.
public struct TextFilling {
    let form: TextForm
    /// What stands in the gaps so far; more is appended.
    public var own: [UInt8] = []
    private(set) var ends: [Int] = []

    /// A form whose gaps are still to be filled.
    public init(_ form: TextForm) {
        self.form = form
        own.reserveCapacity(1024)
        ends.reserveCapacity(form.runs.count)
    }

    /// Ends a gap.
    public mutating func endGap() { ends.append(own.count) }
}
