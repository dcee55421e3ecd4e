import Mustache

/// A recording of how a template with placeholders came to be.
struct BodyRecording {
    /// What the placeholders stand for.
    var known = PlaceholderValues()
    /// The same as a list.
    var values: [String] { known.texts }
    /// The placeholder of each insertion, in the order of the trace's.
    var placeholders: [Int] = []
    /// Placeholders that a full stop follows somewhere: the text depends on whether their values end in one.
    var followed: Set<Int> = []
    /// Whether there is a form of «Вы» that depends on how many the letter is to.
    var hasPoliteForm = false
    var trace: Trace

    init(traced: [Int]) { trace = Trace(of: traced) }

    /// Traces one context more from here on.
    mutating func trace(also context: Int) { trace.add(context) }
}

/// A recording of how a header line came to be.
struct LineRecording {
    /// The line: one line, blanks at its ends cut.
    let text: String
    /// What the template gave.
    let bytes: [UInt8]
    /// Where in ``bytes`` each inserted value stands.
    let places: [Range<Int>]
    /// Those of ``places`` that a full stop follows, with whether their values end in one.
    let followed: [Int: Bool]
    /// Whether there is a form of «Вы» that depends on how many the letter is to.
    let hasPoliteForm: Bool
    let trace: Trace

    init(
        bytes: [UInt8],
        places: [Range<Int>],
        followed: [Int: Bool],
        hasPoliteForm: Bool,
        trace: Trace
    ) {
        self.bytes = bytes
        self.places = places
        self.followed = followed
        self.hasPoliteForm = hasPoliteForm
        self.trace = trace
        text = String(decoding: Self.cleaned(bytes[...], places), as: UTF8.self).trimmed
    }

    /// A part of the line fit for a header field; the values in it are so already, and keep their isolates.
    static func cleaned(_ part: ArraySlice<UInt8>, _ places: [Range<Int>]) -> [UInt8] {
        var line: [UInt8] = []
        var start = part.startIndex
        for place in places where part.startIndex <= place.lowerBound && place.upperBound <= part.endIndex {
            Substitution.appendClean(
                String(decoding: part[start..<place.lowerBound], as: UTF8.self),
                to: &line
            )
            line += part[place]
            start = place.upperBound
        }
        Substitution.appendClean(String(decoding: part[start...], as: UTF8.self), to: &line)
        return line
    }
}

/// A recording of how a letter came to be: what a prepared letter is made from.
struct RenderRecording {
    let subject: LineRecording
    let preheader: LineRecording?
    let recording: BodyRecording
    let page: PageLayout
    let text: [TextPiece]
}
