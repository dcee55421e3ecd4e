import Foundation
import Letters
import Settings
import Store

/// What is planned with a message and kept in its `data` column.
struct MessageData: Sendable {
    /// Message-IDs of earlier letters of the thread, oldest first.
    var references: [String] = []
    /// What a registrant changed.
    var change: RegistrationChange?
    /// Further values for the template, by name.
    var more: [String: String] = [:]

    /// The column's text; nil when there is nothing to keep.
    func json(language: @autoclosure () -> LetterLanguage) -> String? {
        if references.isEmpty, change == nil, more.isEmpty { return nil }
        var object: [String: Any] = [:]
        if !references.isEmpty { object["references"] = references }
        if let change { object["change"] = change.values(language: language()) }
        for (key, value) in more { object[key] = value }
        guard !object.isEmpty,
            let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        else { return nil }
        return String(data: data, encoding: .utf8)
    }
}

/// The columns of a registration before and after several quick changes.
struct RegistrationChange: Sendable, Equatable {
    /// One column that is no longer what it was.
    struct Column: Sendable, Equatable {
        var name: String
        /// What it is, where ``name`` is words already: `event.venue`.
        var field: String?
        var old: String
        var new: String
    }

    var columns: [Column]

    init(columns: [Column]) { self.columns = columns }

    /// Compares two JSON objects as the triggers keep them.
    init(old: String?, new: String?) {
        let before = Self.object(old)
        let after = Self.object(new)
        columns = Self.order.compactMap { name in
            let was = Self.text(before[name]), now = Self.text(after[name])
            return was == now ? nil : Column(name: name, old: was, new: now)
        }
    }

    /// `change.what`, `change.old`, `change.new`, and `change.items` as a list of the same.
    func values(language: LetterLanguage) -> [String: Any] {
        let none = language.notGiven
        let fields: [[String: String]] = columns.map { column in
            [
                "what": language.label(column.name) ?? column.name,
                "old": column.old.isEmpty ? none : column.old, "new": column.new.isEmpty ? none : column.new,
            ]
        }
        func joined(_ key: String, _ separator: String) -> String {
            fields.compactMap { $0[key] }.joined(separator: separator)
        }
        let what = fields.compactMap { $0["what"].map(language.withinSentence) }.joined(separator: ", ")
        return [
            "fields": columns.map { $0.field ?? $0.name }, "what": what, "old": joined("old", "; "),
            "new": joined("new", "; "),
            "items": fields,
        ]
    }

    private static let order = ["name", "organization", "position", "region", "email", "details"]

    private static func object(_ json: String?) -> [String: Any] {
        guard let json, let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else {
            return [:]
        }
        return value as? [String: Any] ?? [:]
    }

    private static func text(_ value: Any?) -> String {
        switch value {
        case nil, is NSNull: return ""
        case let text as String: return text
        case let value?:
            guard JSONSerialization.isValidJSONObject(value),
                let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
            else { return "\(value)" }
            return String(decoding: data, as: UTF8.self)
        }
    }
}
