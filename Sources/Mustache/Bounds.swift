/// Limits of one rendering: how much it may write, and how many steps it may take.
///
/// The data decide how often a section repeats and how long a value is. A list of thousands that is shown whole for
/// each of its elements grows by the square; a rendering that goes over stops there and then.
public struct Bounds: Sendable, Hashable {
    /// Bytes that are written, a value counting as it was before it was escaped, or after, whichever is more.
    public var bytes: Int
    /// Tags and pieces of text that are gone through, and turns that sections take.
    public var steps: Int

    /// Limits; without figures those of a page that a person may still want to read.
    public init(bytes: Int = 10 << 20, steps: Int = 1_000_000) {
        self.bytes = bytes
        self.steps = steps
    }

    /// What a rendering had too much of, with the limit.
    public enum Excess: Sendable, Hashable {
        /// More bytes would have been written.
        case bytes(Int)
        /// More steps would have been taken.
        case steps(Int)
        /// Sections and partials stood in one another deeper than this.
        case depth(Int)
    }
}
