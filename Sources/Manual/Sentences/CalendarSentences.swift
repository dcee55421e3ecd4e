internal import Wording

/// What each key of a production calendar is for.
enum CalendarSentences {
    static let all: [(path: String, sentence: Wording)] =
        [
            ("name", Wording(ru: "Название, для людей.", en: "Its name, for people.")),
            (
                "years",
                Wording(
                    ru: "Для каждого года — дни, в которые всё иначе, чем по обычной неделе.",
                    en: "For each year the days that are other than the usual week has them."
                )
            ),
            (
                "regions",
                Wording(
                    ru: "Для субъектов РФ, по коду, — дни, которые там иначе, чем по всей стране.",
                    en:
                        "For subjects of the Federation, by code, the days that are other there than in the country."
                )
            ),
        ] + days("years.YEAR") + days("regions.REGION")

    private static func days(_ path: String) -> [(path: String, sentence: Wording)] {
        [
            (
                path + ".off",
                Wording(ru: "Выходные и праздники.", en: "Days off: holidays and moved weekends.")
            ),
            (
                path + ".working",
                Wording(ru: "Рабочие субботы и воскресенья.", en: "Saturdays and Sundays that are worked.")
            ),
            (
                path + ".short",
                Wording(
                    ru: "Сокращённые рабочие дни; письма в них уходят как в рабочие.",
                    en: "Working days with fewer hours; letters go on them as on any working day."
                )
            ),
        ]
    }
}
