public import Wording

/// Why a template cannot be parsed or rendered, with the place in its source.
public struct MustacheError: Error, Sendable, Hashable, Worded {
    /// Name of the template, as given to ``Template/init(_:name:)``; usually a file.
    public let name: String
    /// Line of the source, from 1.
    public let line: Int
    /// Column of the source in characters (Unicode scalars), from 1.
    public let column: Int
    /// What is wrong, as a person would say it.
    public let message: Wording
    /// The beginning of the source at that place; empty at its end.
    public let near: String
    /// The name that the data lack, when that is what is wrong.
    public let missingName: String?
    /// Names in the data that look like the missing one, the likeliest first.
    public let suggestions: [String]
    /// What the rendering had too much of, when that is what is wrong.
    public let excess: Bounds.Excess?

    init(
        _ message: Wording,
        name: String,
        line: Int,
        column: Int,
        near: String = "",
        missingName: String? = nil,
        suggestions: [String] = [],
        excess: Bounds.Excess? = nil
    ) {
        self.name = name
        self.line = line
        self.column = column
        self.message = message
        self.near = near
        self.missingName = missingName
        self.suggestions = suggestions
        self.excess = excess
    }

    /// `name:line:column: message, near “…”`.
    public var wording: Wording {
        let told = "\(name):\(line):\(column): " + message
        return near.isEmpty ? told : told + Wording(ru: ", рядом: «\(near)»", en: ", near “\(near)”")
    }
}
