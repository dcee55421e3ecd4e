extension LetterLanguage {
    static let russian = LetterLanguage(
        code: "ru",
        salutation: SalutationWords(neutral: "Уважаемые коллеги!", titled: nil, mark: "!"),
        dates: DateWords(
            months: [
                "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
                "октября",
                "ноября", "декабря",
            ],
            weekdays: ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
            day: DatePattern("d MMMM y\u{A0}'г.'"),
            dayAndMonth: DatePattern("d MMMM"),
            weekdayAndDay: DatePattern("EEEE, d MMMM"),
            onDay: "{weekday}, {dayAndMonth}",
            weekdaysOn: [
                "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу",
                "в воскресенье",
            ],
            untilDay: "по {day} включительно",
            untilHour: "до {time} {day}",
            sameMonth: "{firstDay}–{last}",
            sameYear: "{firstDayAndMonth}\u{A0}— {last}",
            otherYear: "{first}\u{A0}— {last}",
            moment: "{day} в\u{A0}{time}"
        ),
        zones: ZoneWords(moscow: "МСК", countsFromMoscow: true),
        days: Counted(forms: [.one: "день", .few: "дня", .many: "дней", .other: "дня"]),
        remain: Counted(forms: [.one: "остался", .other: "осталось"]),
        when: DayWords(
            today: "сегодня",
            tomorrow: "завтра",
            dayAfterTomorrow: "послезавтра",
            inDays: Counted(forms: [
                .one: "через {days} день", .few: "через {days} дня", .many: "через {days} дней",
                .other: "через {days} дня",
            ])
        ),
        numberSign: "№",
        words: CommonWords(
            venueUnknown: "место уточняется",
            timeUnknown: "время уточняется",
            notGiven: "не указано",
            yes: "да",
            no: "нет"
        ),
        labels: Labels(
            name: "Участник",
            organization: "Организация",
            position: "Должность",
            region: "Регион",
            subject: "Субъект Российской Федерации",
            dates: "Даты",
            email: "Адрес",
            details: "Дополнительные сведения",
            title: "Название",
            starts: "Начало",
            ends: "Окончание",
            venue: "Место"
        ),
        calendar: CalendarWords(
            withdrawn: "Запись отозвана: она больше не нужна.",
            invitee: "Ответ через календарь не учитывается: чтобы участвовать, зарегистрируйтесь.",
            registered: "Ответ через календарь не учитывается: регистрация уже принята."
        )
    )

    static let english = LetterLanguage(
        code: "en",
        salutation: SalutationWords(neutral: "Dear Colleague,", titled: "Dear {title} {surname},", mark: ","),
        dates: DateWords(
            months: [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October",
                "November", "December",
            ],
            weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            day: DatePattern("d MMMM y"),
            dayAndMonth: DatePattern("d MMMM"),
            weekdayAndDay: DatePattern("EEEE, d MMMM"),
            onDay: "{weekday}, {dayAndMonth}",
            weekdaysOn: [
                "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday",
                "on Sunday",
            ],
            untilDay: "until {day} inclusive",
            untilHour: "until {time} on {day}",
            sameMonth: "{firstDay}–{last}",
            sameYear: "{firstDayAndMonth}\u{A0}– {last}",
            otherYear: "{first}\u{A0}– {last}",
            moment: "{day} at\u{A0}{time}"
        ),
        zones: ZoneWords(moscow: "Moscow time"),
        days: Counted(forms: [.one: "day", .other: "days"]),
        remain: Counted(forms: [.one: "remains", .other: "remain"]),
        when: DayWords(
            today: "today",
            tomorrow: "tomorrow",
            dayAfterTomorrow: nil,
            inDays: Counted(forms: [.one: "in {days} day", .other: "in {days} days"])
        ),
        numberSign: "No.",
        words: CommonWords(
            venueUnknown: "venue to be announced",
            timeUnknown: "time to be announced",
            notGiven: "not given",
            yes: "yes",
            no: "no"
        ),
        labels: Labels(
            name: "Participant",
            organization: "Institution",
            position: "Position",
            region: "Region",
            subject: "Region",
            dates: "Dates",
            email: "Address",
            details: "Further details",
            title: "Title",
            starts: "Start",
            ends: "End",
            venue: "Venue"
        ),
        calendar: CalendarWords(
            withdrawn: "This entry has been withdrawn.",
            invitee: "A response through your calendar does not count: please register to take part.",
            registered: "There is no need to respond through your calendar: you are already registered."
        )
    )
}
