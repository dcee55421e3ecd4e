/// The sentences about the letters of a large mailing of which a sample is made before it is approved.
public enum SampleWords {
    private static let letters = Counted(ru: ("письмо", "письма", "писем"), en: ("letter", "letters"))

    /// The heading of the row.
    public static let title = Wording(ru: "проверка", en: "checked")

    /// What the sample says, and what it does not.
    public static func checked(_ count: Int, of audience: Int, unmakable: Int) -> Wording {
        let result =
            unmakable == 0
            ? Wording(ru: "все составлены", en: "all could be made")
            : Wording(
                ru: "не удалось составить \(letters(unmakable).ru)",
                en: "\(letters(unmakable).en) could not be made"
            )
        return Wording(
            ru:
                "\(letters(count).ru) из \(audience), взятые поровну со всего списка: \(result.ru); об остальных это говорит "
                + "лишь приблизительно: письмо, которое не удастся составить, не уйдёт и получит состояние rejected",
            en:
                "\(letters(count).en) of \(audience), spread evenly over the list: \(result.en); of the others this tells "
                + "only roughly: a letter that cannot be made does not go and becomes rejected"
        )
    }
}
