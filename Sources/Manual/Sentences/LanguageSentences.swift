internal import Wording

/// What each key of a language's file is for.
enum LanguageSentences {
    static let all: [(path: String, sentence: Wording)] = opening + dates + counting + words + labels

    private static let opening: [(path: String, sentence: Wording)] = [
        ("name", Wording(ru: "Название языка, для людей.", en: "The language's name, for people.")),
        ("salutation", Wording(ru: "Обращение.", en: "How letters open.")),
        (
            "salutation.neutral",
            Wording(
                ru: "Строка обращения целиком, со знаком.",
                en: "The line with its mark."
            )
        ),
        (
            "salutation.titled",
            Wording(
                ru: "Обращение по фамилии: с {surname} и, если угодно, {title}.",
                en: "The line to a person by name, with {surname} and, if wanted, {title}."
            )
        ),
        (
            "salutation.mark",
            Wording(
                ru: "Знак после собственного обращения из details, если знака в нём нет.",
                en: "The mark after a row's own salutation that has none."
            )
        ),
    ]

    private static let dates: [(path: String, sentence: Wording)] = [
        (
            "dates",
            Wording(
                ru: "Как пишутся даты; чего здесь нет, берётся из CLDR.",
                en: "How dates are written; CLDR's way for what is left out."
            )
        ),
        (
            "dates.months",
            Wording(
                ru: "Двенадцать месяцев, как они стоят в дате.",
                en: "Twelve months, as they stand in a date."
            )
        ),
        (
            "dates.weekdays",
            Wording(ru: "Семь дней недели с понедельника.", en: "Seven days from Monday on.")
        ),
        (
            "dates.day",
            Wording(
                ru: "Полная дата буквами CLDR: \"d MMMM y 'г.'\".",
                en: "A whole date in CLDR's letters: \"d MMMM y\"."
            )
        ),
        (
            "dates.dayAndMonth",
            Wording(ru: "То же без года.", en: "The same without the year.")
        ),
        (
            "dates.weekdayAndDay",
            Wording(ru: "День недели и дата: \"EEEE, d MMMM\".", en: "Weekday and date: \"EEEE, d MMMM\".")
        ),
        (
            "dates.weekdaysOn",
            Wording(
                ru: "Семь дней недели с предлогом: «во вторник».",
                en: "Seven weekdays with what “on” is: “on Tuesday”."
            )
        ),
        (
            "dates.onDay",
            Wording(
                ru: "Образец для event.first_day_on: {weekday}, {day}, {dayAndMonth}.",
                en: "The pattern of event.first_day_on: {weekday}, {day}, {dayAndMonth}."
            )
        ),
        (
            "dates.untilDay",
            Wording(
                ru: "Образец для event.registration_until, где известен только день: {day}.",
                en: "The pattern of event.registration_until for a day alone: {day}."
            )
        ),
        (
            "dates.untilHour",
            Wording(
                ru: "То же, где известен и час: {day}, {time}.",
                en: "The same with the hour: {day}, {time}."
            )
        ),
        (
            "dates.sameMonth",
            Wording(ru: "Два дня одного месяца.", en: "Two days of one month.")
        ),
        (
            "dates.sameYear",
            Wording(ru: "Два дня разных месяцев.", en: "Two days of different months.")
        ),
        (
            "dates.otherYear",
            Wording(ru: "Два дня разных лет.", en: "Two days of different years.")
        ),
        (
            "dates.moment",
            Wording(ru: "День и час: {day}, {time}.", en: "Day and hour: {day}, {time}.")
        ),
    ]

    private static let counting: [(path: String, sentence: Wording)] = [
        ("zones", Wording(ru: "Часовые пояса.", en: "Time zones.")),
        ("zones.moscow", Wording(ru: "Название московского времени.", en: "The name of Moscow's time.")),
        (
            "zones.countsFromMoscow",
            Wording(
                ru: "Писать «МСК+4» для других поясов России.",
                en: "Write “Moscow time +4” for other zones of Russia."
            )
        ),
        (
            "days",
            Wording(
                ru: "Слово «дней», по форме для каждой категории числа.",
                en: "The word for days, a form for each category of numbers."
            )
        ),
        (
            "remain",
            Wording(ru: "Глагол при нём: «осталось».", en: "The verb beside it: “remain”.")
        ),
        (
            "numberSign",
            Wording(ru: "Знак перед номером.", en: "The sign before a number.")
        ),
        (
            "when",
            Wording(
                ru: "Слова для days.when; без них такого имени в письмах нет.",
                en: "The words of days.when; letters lack that name without them."
            )
        ),
        ("when.today", Wording(ru: "День мероприятия.", en: "The event's day.")),
        ("when.tomorrow", Wording(ru: "Накануне.", en: "The day before.")),
        (
            "when.dayAfterTomorrow",
            Wording(
                ru: "За два дня; без него — как через несколько дней.",
                en: "Two days before; without it as days ahead."
            )
        ),
        (
            "when.inDays",
            Wording(
                ru: "Через несколько дней, с {days}, по форме для каждой категории числа.",
                en: "Days ahead, with {days}, a form for each category of numbers."
            )
        ),
    ]

    private static let words: [(path: String, sentence: Wording)] = [
        ("words", Wording(ru: "Слова в письмах.", en: "Words in letters.")),
        ("words.venueUnknown", Wording(ru: "Место ещё не известно.", en: "The place is not known yet.")),
        ("words.timeUnknown", Wording(ru: "Час ещё не известен.", en: "The hour is not known yet.")),
        (
            "words.notGiven",
            Wording(ru: "В заявке ничего не указано.", en: "The registration says nothing.")
        ),
        ("words.yes", Wording(ru: "Значение true.", en: "What true is called.")),
        ("words.no", Wording(ru: "Значение false.", en: "What false is called.")),
        (
            "calendar",
            Wording(ru: "Фраза в записи для календаря.", en: "The sentence of a calendar entry.")
        ),
        ("calendar.withdrawn", Wording(ru: "В отозванной записи.", en: "Of one that is withdrawn.")),
        ("calendar.invitee", Wording(ru: "В записи приглашённого.", en: "Of an invitee's.")),
        ("calendar.registered", Wording(ru: "В записи участника.", en: "Of a registrant's.")),
    ]

    private static let labels: [(path: String, sentence: Wording)] = [
        (
            "labels",
            Wording(
                ru: "Как сообщение об изменении называет то, что изменилось.",
                en: "What a letter about a change calls the thing that has changed."
            )
        ),
        ("labels.name", Wording(ru: "Имя участника.", en: "The person's name.")),
        ("labels.organization", Wording(ru: "Организация.", en: "The organisation.")),
        ("labels.position", Wording(ru: "Должность.", en: "The post.")),
        ("labels.region", Wording(ru: "Регион другой страны.", en: "A region of another country.")),
        (
            "labels.subject",
            Wording(
                ru: "Субъект Российской Федерации; без него — как region.",
                en: "A subject of the Russian Federation; without it as region."
            )
        ),
        ("labels.email", Wording(ru: "Адрес.", en: "The address.")),
        (
            "labels.details",
            Wording(ru: "Ключ details без своего названия.", en: "A key of details without a label.")
        ),
        ("labels.title", Wording(ru: "Название мероприятия.", en: "The event's name.")),
        ("labels.starts", Wording(ru: "Начало.", en: "Its beginning.")),
        ("labels.ends", Wording(ru: "Окончание.", en: "Its end.")),
        (
            "labels.dates",
            Wording(
                ru: "Даты мероприятия вместе; без него — как starts.",
                en: "Its dates together; without it as starts."
            )
        ),
        ("labels.venue", Wording(ru: "Место.", en: "Its venue.")),
    ]
}
