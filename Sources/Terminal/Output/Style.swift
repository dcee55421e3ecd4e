/// Colours, where they are wanted.
public struct Style: Sendable, Hashable {
    /// What a piece of text is, from which its colour follows.
    public enum Role: String, Sendable, Hashable {
        /// A heading: bold.
        case heading = "1"
        /// Good news: green.
        case good = "32"
        /// Something to look at: yellow.
        case warning = "33"
        /// Something went wrong: red.
        case bad = "31"
        /// Less important: dim.
        case faint = "2"
    }

    /// Whether colours are used.
    public let isColoured: Bool

    /// A style with or without colours.
    public init(coloured: Bool) { isColoured = coloured }

    /// No colours.
    public static let plain = Style(coloured: false)

    /// Colours only on a terminal that has them, and not when `NO_COLOR` is set (no-color.org).
    public init(isTerminal: Bool, environment: [String: String]) {
        isColoured =
            isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// The text in the colour of its role.
    public func callAsFunction(_ role: Role, _ text: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }
}
