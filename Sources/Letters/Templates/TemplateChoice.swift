import Events
import Mustache

/// A notification and the draft that it is written by for readers of a language.
final class TemplateChoice {
    let notification: Events.Notification
    let draft: LetterTemplate
    let language: String
    /// The words of that language.
    let words: LetterLanguage
    /// Its number among those of a letter writer.
    let number: Int
    let commonHeaders: CommonHeaders
    /// What the names of all templates that may take part begin with.
    private let roots: Set<String>
    /// Whether the draft opens with the salutation that the reader's name gives.
    let opensWithSalutation: Bool

    init(
        _ notification: Events.Notification,
        _ draft: LetterTemplate,
        language: String,
        words: LetterLanguage,
        number: Int,
        commonHeaders: CommonHeaders,
        templateSet: TemplateSet
    ) {
        self.notification = notification
        self.draft = draft
        self.language = language
        self.words = words
        self.number = number
        self.commonHeaders = commonHeaders
        let partials = templateSet.partials[language] ?? .none
        let templates = draft.templates + [templateSet.layout] + partials.names.compactMap { partials[$0] }
        opensWithSalutation = draft.templates.contains { $0.names.contains { $0.path == "salutation" } }
        roots = Set(
            templates.flatMap(\.names).map { String($0.path.prefix { $0 != "." }) }
        )
    }

    /// Those of an request's further values that a template may ask for: not, say, the token that differs from letter
    /// to letter.
    func used(_ extra: Value) -> Value {
        guard case .object(let members) = extra else { return .null }
        let used = members.filter { roots.contains($0.key) }
        return used.isEmpty ? .null : .object(used)
    }
}

/// Who has asked for what: few combinations, each looked for once.
struct TemplateChoiceKey: Hashable {
    let notification: String
    let reader: String?
}
