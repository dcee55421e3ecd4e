import Mustache

/// `change` of letters that say what is no longer what it was.
///
/// One change is `change.what`, `.old`, `.new`; several are `change.items`, a list of the same. Whichever of the two
/// the order holds, templates find both. `change.fields` names what changed: `event.venue`, `name`.
enum ChangeVariables {
    /// The extra values with `change` completed.
    static func completed(_ extra: Value, language: LetterLanguage) -> Value {
        guard case .object(var members) = extra, case .object(var change)? = members["change"] else {
            return extra
        }
        let items: [Value]
        if case .list(let given)? = change["items"], !given.isEmpty {
            items = given
        } else {
            items = [.object(change)]
        }
        let known = items.map { item -> Value in
            [
                "what": heading(told(item["what"], language)), "old": told(item["old"], language),
                "new": told(item["new"], language),
            ]
        }
        change["items"] = .list(known)
        for key in ["what", "old", "new"] where change[key].map({ !$0.isTruthy }) ?? true {
            change[key] = .string(known.compactMap { text($0[key]) }.joined(separator: "; "))
        }
        // What stayed as it was may be repeated; of what nobody knows, nothing is said.
        if case .list(let fields)? = change["fields"] {
            let names = Set(fields.compactMap(text))
            let ofEvent = names.filter { $0.hasPrefix("event.") }
            change["of_event"] = .bool(!ofEvent.isEmpty)
            change["of_registration"] = .bool(ofEvent.count < names.count)
            change["dates_kept"] = .bool(
                names.isDisjoint(with: ["event.dates", "event.starts", "event.ends"])
            )
            change["venue_kept"] = .bool(!names.contains("event.venue"))
        }
        members["change"] = .object(change)
        return .object(members)
    }

    /// A value that was or is not there has a word, too.
    private static func told(_ value: Value?, _ language: LetterLanguage) -> Value {
        if let value, value.isTruthy { return value }
        return .string(language.notGiven)
    }

    /// With a capital, as headings begin.
    private static func heading(_ value: Value) -> Value {
        guard case .string(let text) = value else { return value }
        return .string(text.prefix(1).uppercased() + text.dropFirst())
    }

    private static func text(_ value: Value?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }
}
