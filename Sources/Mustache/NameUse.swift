/// A name that a template uses, and where.
public struct NameUse: Sendable, Hashable {
    /// What the template does with the name.
    public enum Kind: Sendable, Hashable {
        /// `{{name}}`: inserted, escaped.
        case value
        /// `{{{name}}}` or `{{&name}}`: inserted as it is.
        case raw
        /// `{{#name}}`.
        case section
        /// `{{^name}}`.
        case inverted
        /// `{{>name}}`: the name of another template, not of data.
        case partial
        /// `{{<name}}`: the name of another template, not of data.
        case parent
        /// `{{>*name}}` or `{{<*name}}`: data that hold the name of a template.
        case dynamic
    }

    /// The name as written, without blanks around it: `event.dates`, `.`.
    public let path: String
    /// Line of the tag, from 1.
    public let line: Int
    /// Column of the tag in characters, from 1.
    public let column: Int
    /// What the template does with the name.
    public let kind: Kind
    /// Names of the sections around the tag, from the outermost: a name may belong to what they push.
    public let scope: [String]

    /// The path split at its dots; empty for `.`.
    let parts: [String]
}
