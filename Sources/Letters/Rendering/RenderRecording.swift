import Mustache

/// A recording of how a template with placeholders came to be.
struct BodyRecording {
    /// What the placeholders stand for.
    var known = PlaceholderValues()
    /// The same as a list.
    var values: [String] { known.texts }
    /// The placeholder of each insertion, in the order of the trace's.
    var placeholders: [Int] = []
    var trace: Trace

    init(traced: [Int]) { trace = Trace(of: traced) }

    /// Traces one context more from here on.
    mutating func trace(also context: Int) { trace.add(context) }
}

/// A recording of how a header line came to be.
struct LineRecording {
    /// The line.
    let text: String
    /// What the template gave.
    let bytes: [UInt8]
    /// Where in ``bytes`` each inserted value stands.
    let places: [Range<Int>]
    let trace: Trace
}

/// A recording of how a letter came to be: what a prepared letter is made from.
struct RenderRecording {
    let subject: LineRecording
    let preheader: LineRecording?
    let recording: BodyRecording
    let page: PageLayout
    let text: [TextPiece]
}
