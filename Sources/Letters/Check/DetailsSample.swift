import Foundation

/// A details column that has what a notification's templates use.
struct DetailsSample {
    let json: String

    /// Every `details.NAME` of the draft and of the partials of its language, each with the text that `text` gives
    /// for its last part.
    ///
    /// What is a section with names of its own is a list of one object that has them.
    init(_ templateSet: TemplateSet, _ notification: String, _ language: String, text: (String) -> String) {
        var templates = templateSet.drafts[notification]?[language]?.templates ?? []
        if let partials = templateSet.partials[language] {
            templates += partials.names.compactMap { partials[$0] }
        }
        let root = Shape()
        for use in templates.flatMap(\.names) {
            guard use.kind != .partial, use.kind != .parent else { continue }
            if use.path.hasPrefix("details.") {
                root.at(Self.parts(use.path).dropFirst())
            } else if let section = use.scope.last(where: { $0.hasPrefix("details.") }), use.path != ".",
                !KnownVariables.contains(use.path, inLayout: false)
            {
                root.at(Self.parts(section).dropFirst()).item.at(Self.parts(use.path)[...])
            }
        }
        let data = try? JSONSerialization.data(
            withJSONObject: root.object(text) ?? [:],
            options: [.sortedKeys]
        )
        json = data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func parts(_ path: String) -> [String] { path.split(separator: ".").map(String.init) }
}

/// What templates use of a value: its members, or those of its items.
private final class Shape {
    private var members: [String: Shape] = [:]
    private var list: Shape?

    /// What stands at a path below.
    @discardableResult
    func at(_ path: ArraySlice<String>) -> Shape {
        guard let key = path.first else { return self }
        let member = members[key] ?? Shape()
        members[key] = member
        return member.at(path.dropFirst())
    }

    /// The items, where it is a list.
    var item: Shape {
        let item = list ?? Shape()
        list = item
        return item
    }

    /// Its members, each with a value; nil where it has none.
    func object(_ text: (String) -> String) -> [String: Any]? {
        if members.isEmpty { return nil }
        var object: [String: Any] = [:]
        for (key, shape) in members { object[key] = shape.value(key, text) }
        return object
    }

    private func value(_ key: String, _ text: (String) -> String) -> Any {
        if let object = object(text) { return object }
        return list?.object(text).map { [$0] } ?? text(key)
    }
}
