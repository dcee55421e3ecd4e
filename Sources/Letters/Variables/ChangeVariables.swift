import Mustache

/// `change` of letters that say what is no longer what it was.
///
/// One change is `change.what`, `.old`, `.new`; several are `change.items`, a list of the same. Whichever of the two
/// the order holds, templates find both.
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
                "what": told(item["what"], language), "old": told(item["old"], language),
                "new": told(item["new"], language),
            ]
        }
        change["items"] = .list(known)
        for key in ["what", "old", "new"] where change[key].map({ !$0.isTruthy }) ?? true {
            change[key] = .string(known.compactMap { text($0[key]) }.joined(separator: "; "))
        }
        members["change"] = .object(change)
        return .object(members)
    }

    /// A value that was or is not there has a word, too.
    private static func told(_ value: Value?, _ language: LetterLanguage) -> Value {
        if let value, value.isTruthy { return value }
        return .string(language.notGiven)
    }

    private static func text(_ value: Value?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }
}
