import Events
import Letters
import Mail
import Regions
import Store

/// The values of a registration that a person is told of: those of the columns that the event names in `tell`.
struct ToldValues {
    /// Value by value, in the order of `tell`.
    let values: [(field: RowField, value: String)]

    init(_ row: PersonRow, event: Event) {
        values = event.tell.map { ($0, row.texts($0, event: event).joined(separator: ", ")) }
    }

    /// What is not what it was, as a letter in a language tells it; an address is compared by the mailbox that it
    /// names.
    ///
    /// Without what it was, whatever has a value now.
    func changes(
        from old: ToldValues?,
        event: Event,
        language: LetterLanguage
    ) -> [RegistrationChange.Column] {
        let before = old?.values ?? values.map { ($0.field, "") }
        return zip(before, values).compactMap { was, now in
            guard was.field == now.field, was.value != now.value else { return nil }
            if now.field == .column(.email),
                Address.identity(of: was.value) == Address.identity(of: now.value)
            {
                return nil
            }
            return RegistrationChange.Column(
                name: event.labels[now.field]?[language.code] ?? Self.usualName(now.field),
                old: Self.shown(was.value, now.field, language),
                new: Self.shown(now.value, now.field, language)
            )
        }
    }

    /// The column's own name, which ``RegistrationChange`` puts into words; of a detail its key.
    private static func usualName(_ field: RowField) -> String {
        switch field {
        case .column(let column): column.rawValue
        case .detail(let key): key
        }
    }

    /// In words: a region by its name, a truth value as an answer.
    private static func shown(_ value: String, _ field: RowField, _ language: LetterLanguage) -> String {
        if field == .column(.region), let region = Regions.find(value) {
            return language.code == "ru" ? region.nameRu : region.nameEn
        }
        guard case .detail = field else { return value }
        switch value {
        case "true": return language.answer(true)
        case "false": return language.answer(false)
        default: return value
        }
    }
}
