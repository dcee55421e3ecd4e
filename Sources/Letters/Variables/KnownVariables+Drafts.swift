internal import Wording

extension KnownVariables {
    /// The header lines that a draft may have.
    public static let headers: [KnownVariable] = [
        KnownVariable(
            path: "Subject",
            meaning: Wording(ru: "тема письма; без неё письма нет", en: "the subject; needed"),
            isOptional: false
        ),
        KnownVariable(
            path: "Preheader",
            meaning: Wording(
                ru: "строка, которую почтовые программы показывают рядом с темой",
                en: "the line that mail programs show beside the subject"
            ),
            isOptional: true
        ),
    ]

    /// The keys of `details` that the salutation goes by, in whatever spelling sites and spreadsheets have for them.
    public static let salutationDetails: [KnownVariable] = [
        detail(
            "salutation, обращение",
            Wording(
                ru: "обращение целиком, текст или { ru: …, en: … }",
                en: "the whole salutation, a text or { ru: …, en: … }"
            )
        ),
        detail("gender, пол", Wording(ru: "\"m\" или \"f\"", en: "\"m\" or \"f\"")),
        detail("surname, фамилия", Wording(ru: "фамилия", en: "the surname")),
        detail(
            "surname_en",
            Wording(ru: "фамилия для английских писем", en: "the surname for English letters")
        ),
        detail("given_name, first_name, имя", Wording(ru: "имя", en: "the given name")),
        detail("patronymic, middle_name, отчество", Wording(ru: "отчество", en: "the patronymic")),
        detail(
            "title",
            Wording(
                ru: "обращение перед фамилией в английских письмах: Dr., Prof.",
                en: "what stands before the surname: Dr., Prof."
            )
        ),
    ]

    private static func detail(_ keys: String, _ meaning: Wording) -> KnownVariable {
        KnownVariable(path: keys, meaning: meaning, isOptional: true)
    }
}
