/// What a rendering asked of those contexts that differ from one rendering to the next.
///
/// Whoever renders a template again and again need not walk through it each time: where the same questions have the
/// same answers, the same text comes out, but for the values that were inserted.
public struct Trace: Sendable {
    /// A section's question whether a value is there.
    public struct Test: Sendable, Hashable {
        /// The name's parts.
        public let path: [String]
        /// The answer.
        public let isTruthy: Bool
    }

    /// The sections' questions to the traced contexts, in order.
    public private(set) var tests: [Test] = []
    /// For each text that was inserted, in order, the parts of its name in the traced contexts; nil where it came from
    /// another context.
    public private(set) var insertions: [[String]?] = []
    /// Whether ``tests`` and ``insertions`` tell all that the result depends on: not where a traced value was a list,
    /// an object with names of its own, inserted as it is, or the name of a template.
    public private(set) var isComplete = true

    /// Which contexts are traced, by their place among those that are rendered from.
    private var traced: [Int]
    /// Where values of traced contexts stand for the length of a section.
    private var pushed: [Int] = []

    /// A trace of the contexts at the given places.
    public init(of contexts: [Int]) { traced = contexts }

    /// Traces one context more from here on.
    public mutating func add(_ context: Int) { traced.append(context) }

    /// What is done with a value.
    enum Use {
        case section
        case test
        case insertion
        /// Anything else: for a value of a traced context the trace is then not complete.
        case other
    }

    /// Takes note of a look-up that ended in the context at a place.
    mutating func note(_ parts: [String], _ value: Value?, at context: Int, _ use: Use) {
        guard traced.contains(context), !parts.isEmpty else {
            // `{{.}}` has no name that a traced value could be asked for again.
            if pushed.contains(context) || traced.contains(context) { isComplete = false }
            if use == .insertion { insertions.append(nil) }
            return
        }
        switch use {
        case .insertion: insertions.append(parts)
        case .other: isComplete = false
        case .section, .test:
            let isTruthy = value?.isTruthy ?? false
            tests.append(Test(path: parts, isTruthy: isTruthy))
            guard use == .section, isTruthy, let value else { return }
            switch value {
            case .list, .object: isComplete = false
            default: break
            }
        }
    }

    /// Whether a value of a context stands for the traced one: asked before a section pushes it.
    func covers(_ context: Int) -> Bool { traced.contains(context) || pushed.contains(context) }

    mutating func push(_ context: Int) { pushed.append(context) }
    mutating func pop() { pushed.removeLast() }
}
