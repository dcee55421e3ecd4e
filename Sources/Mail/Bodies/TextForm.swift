/// The lines that many letters share, looked at and encoded once, with gaps between them for lines of each letter's
/// own.
public final class TextForm: Sendable {
    /// A run of whole lines: where it lies in ``bytes``, and its encoded forms.
    struct Run {
        let bytes: Range<Int>
        let quoted: Range<Int>
        let characters: (Range<Int>, Range<Int>, Range<Int>)
    }

    let runs: [Run]
    /// All runs, one after the other.
    let bytes: [UInt8]
    /// The runs in quoted-printable, where a line's form depends on nothing outside the line.
    ///
    /// Empty where base64 is likely.
    let quoted: [UInt8]
    /// The base64 of each run without its first none, one and two octets, whole groups alone and without ends of lines.
    ///
    /// What stands before a run decides which of the three goes. Empty where quoted-printable is likely.
    let characters: ([UInt8], [UInt8], [UInt8])
    /// Octets above 127.
    let high: Int
    let figures: TextFigures
    let isFitForSevenBit: Bool
    /// Whether runs and gaps hold whole lines, so that they can be encoded by themselves in any encoding; base64 asks
    /// for no lines.
    let isOfLines: Bool
    /// Whether base64 will be the encoding, unless a letter's own lines are many.
    public let isBase64: Bool

    /// A form of runs of UTF-8, every line but the very last ended by CRLF.
    ///
    /// There is one run more than there are gaps, empty where two gaps meet or the text begins or ends with one.
    ///
    /// - Parameters:
    ///   - shared: the runs.
    ///   - isOfLines: whether each run is one of whole lines, as every gap's content will be; else they may begin and
    /// end     anywhere.
    public init(_ shared: [[UInt8]], isOfLines: Bool = true) {
        self.isOfLines = isOfLines
        let bytes = shared.flatMap(\.self)
        high = TextFigures.high(in: bytes)
        figures = TextFigures(bytes)
        isFitForSevenBit = SevenBit.isFit(bytes)
        // The letter's own lines are few: its encoding will be that of the shared ones, nearly always.
        isBase64 = TransferEncoding.isBase64(
            count: bytes.count,
            high: high,
            base64: Base64.encodedCount(bytes.count)
        )
        var runs: [Run] = []
        var start = 0
        var quoted: [UInt8] = []
        var characters: ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        let isBase64 = isBase64
        func encode(_ run: ArraySlice<UInt8>, _ skipped: Int, into out: inout [UInt8]) -> Range<Int> {
            let start = out.count
            let rest = run.dropFirst(skipped)
            if isBase64 { Base64.encodeLine(rest.prefix(rest.count / 3 * 3), into: &out) }
            return start..<out.count
        }
        for run in shared {
            let from = quoted.count
            if !isBase64 { run.withUnsafeBufferPointer { QuotedPrintable.encode($0, into: &quoted) } }
            runs.append(
                Run(
                    bytes: start..<(start + run.count),
                    quoted: from..<quoted.count,
                    characters: (
                        encode(run[...], 0, into: &characters.0),
                        encode(run[...], 1, into: &characters.1),
                        encode(run[...], 2, into: &characters.2)
                    )
                )
            )
            start += run.count
        }
        self.runs = runs
        self.bytes = bytes
        self.quoted = quoted
        self.characters = characters
    }
}
