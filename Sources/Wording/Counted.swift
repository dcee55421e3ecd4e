/// What is counted, in the forms that numbers ask for: «письмо», «письма», «писем»; “letter”, “letters”.
///
/// A form may be a noun alone or a noun with what agrees with it: «новое письмо», «новых письма», «новых писем».
public struct Counted: Sendable, Hashable {
    private let ru: (one: String, few: String, many: String)
    private let en: (one: String, other: String)

    /// The forms of both languages.
    /// - Parameters:
    ///   - ru: beside 1, 2 and 5.
    ///   - en: beside 1 and 2.
    public init(ru: (one: String, few: String, many: String), en: (one: String, other: String)) {
        self.ru = ru
        self.en = en
    }

    /// The form beside a number, without the number.
    public func form(for number: Int) -> Wording {
        let russian =
            switch PluralCategory.of(number, language: "ru") {
            case .one: ru.one
            case .few: ru.few
            case .zero, .two, .many, .other: ru.many
            }
        return Wording(ru: russian, en: PluralCategory.of(number, language: "en") == .one ? en.one : en.other)
    }

    /// The number with its form: «21 письмо», “21 letters”.
    public func callAsFunction(_ number: Int) -> Wording { "\(number) " + form(for: number) }

    /// Whether all forms are the same.
    public static func == (first: Counted, second: Counted) -> Bool {
        first.ru == second.ru && first.en == second.en
    }

    /// Hashes all forms.
    public func hash(into hasher: inout Hasher) {
        for form in [ru.one, ru.few, ru.many, en.one, en.other] { hasher.combine(form) }
    }
}
