import Wording

/// What the page of relays says.
enum RelayPageWords {
    static let state = Wording(ru: "состояние", en: "state")
    static let works = Wording(ru: "в порядке", en: "all right")
    static let needsYou = Wording(ru: "нужны вы", en: "needs you")
    static let rests = Wording(ru: "сам попросил подождать", en: "asked us to wait")
    static let until = Wording(ru: "до", en: "until")
    static let because = Wording(ru: "сказал", en: "said")
    static let connections = Wording(ru: "соединений", en: "connections")
    static let perMinute = Wording(ru: "писем в минуту", en: "letters a minute")
    static let perDay = Wording(ru: "писем в сутки", en: "letters a day")
    static let nothing = Wording(ru: "За неделю отказов не было.", en: "No refusals within a week.")
    static let caption = Wording(
        ru: "Чем кончались неудачные попытки за неделю (из последних 500)",
        en: "How attempts failed within a week (of the last 500)"
    )
    static let last = Wording(ru: "Последний раз", en: "Last")
    static let meaning = Wording(ru: "Что это значит и что делать", en: "What it means and what to do")
}
