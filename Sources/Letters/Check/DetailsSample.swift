import Foundation

/// A details column that has what a notification's templates use.
struct DetailsSample {
    let json: String

    /// Every `details.NAME` of the draft and of the partials of its language, each with the text that `text` gives
    /// for its last part.
    init(_ wardrobe: Wardrobe, _ notification: String, _ language: String, text: (String) -> String) {
        var templates = wardrobe.drafts[notification]?[language]?.templates ?? []
        if let partials = wardrobe.partials[language] {
            templates += partials.names.compactMap { partials[$0] }
        }
        var root: [String: Any] = [:]
        for use in templates.flatMap(\.names) where use.path.hasPrefix("details.") {
            let path = use.path.split(separator: ".").dropFirst().map(String.init)
            Self.insert(path[...], text(path.last ?? ""), into: &root)
        }
        let data = try? JSONSerialization.data(withJSONObject: root, options: [.sortedKeys])
        json = data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func insert(_ path: ArraySlice<String>, _ text: String, into object: inout [String: Any]) {
        guard let key = path.first else { return }
        guard path.count > 1 else {
            if object[key] == nil { object[key] = text }
            return
        }
        var inner = object[key] as? [String: Any] ?? [:]
        insert(path.dropFirst(), text, into: &inner)
        object[key] = inner
    }
}
