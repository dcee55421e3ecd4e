/// A piece of a template: text, at most to the end of its line, or a tag.
struct Token {
    enum Kind {
        case text
        case value
        case raw
        case section
        case inverted
        case close
        case partial
        case parent
        case block
        case comment
        case delimiters
    }

    let kind: Kind
    /// Bytes of the source, the delimiters of a tag included.
    let range: Range<Int>
    /// The name in the tag, without its sign and outer blanks; a dynamic name without its asterisk.
    var name = ""
    /// `{{>*name}}`: the name's value names the template.
    var isDynamic = false

    var isText: Bool { kind == .text }
    /// Tags that stand for nothing themselves may have a line of their own, which then vanishes.
    var mayStandAlone: Bool { kind != .text && kind != .value && kind != .raw }
    var opens: Bool { kind == .section || kind == .inverted || kind == .parent || kind == .block }

    /// The tag as its author would write it.
    var asWritten: String {
        let sign =
            switch kind {
            case .section: "#"
            case .inverted: "^"
            case .close: "/"
            case .partial: ">"
            case .parent: "<"
            case .block: "$"
            case .raw: "&"
            case .comment: "!"
            case .text, .value, .delimiters: ""
            }
        return "{{\(sign)\(isDynamic ? "*" : "")\(name)}}"
    }
}
