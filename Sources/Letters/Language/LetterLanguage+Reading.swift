public import Settings
import Wording

extension LetterLanguage {
    /// Reads a language's file.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - code: the primary subtag, from the file's name.
    ///   - file: how faults name it.
    /// - Returns: the language.
    /// - Throws: ``Faults`` with everything that is wrong in it or lacks.
    static func parse(_ text: String, code: String, file: String) throws(Faults) -> LetterLanguage {
        let log = FaultLog(file: file)
        let root = JSON5.read(text, log)
        let result = reading(code).read(root, "", log)
        guard log.faults.isEmpty, let result else { throw Faults(log.faults) }
        return result
    }

    /// Every key of a language's file, as the reader declares it; counted words have the forms of Russian.
    public static var declaredKeys: [DeclaredKey] { reading("ru").declaredKeys }

    private static func reading(_ code: String) -> Reading<LetterLanguage> {
        .object { build($0, code: code) }
    }

    private static func build(_ scope: Scope, code: String) -> LetterLanguage? {
        _ = scope.optional("name", .string)
        let salutation = scope.required(
            "salutation",
            .object(salutation),
            Wording(
                ru: "обращение, { neutral: \"Уважаемые коллеги!\" }",
                en: "how letters open, { neutral: \"Dear Colleague,\" }"
            )
        )
        let dates = scope.value(
            "dates",
            .object { DateWords($0, cldr: code) },
            default: DateWords(cldr: code)
        )
        let zones = scope.required(
            "zones",
            .object(zones),
            Wording(ru: "{ moscow: \"МСК\" }", en: "{ moscow: \"Moscow time\" }")
        )
        let days = scope.required(
            "days",
            .counted(code),
            Wording(
                ru: "слово «дней», \(Counted.example(code))",
                en: "the word for days, \(Counted.example(code))"
            )
        )
        let remain = scope.required(
            "remain",
            .counted(code),
            Wording(
                ru: "глагол при днях, \(Counted.example(code))",
                en: "the verb beside days, \(Counted.example(code))"
            )
        )
        let sign = scope.required(
            "numberSign",
            .string,
            Wording(ru: "знак номера, \"№\"", en: "the sign before a number, \"No.\"")
        )
        let when = scope.optional("when", .object { Self.when($0, code) })
        let words = scope.required(
            "words",
            .object(words),
            Wording(verbatim: "{ venueUnknown: …, timeUnknown: …, notGiven: …, yes: …, no: … }")
        )
        let labels = scope.required(
            "labels",
            .object(labels),
            Wording(verbatim: "{ name: …, organization: …, … }")
        )
        let calendar = scope.required(
            "calendar",
            .object(calendar),
            Wording(verbatim: "{ withdrawn: …, invitee: …, registered: … }")
        )
        guard let salutation, let zones, let days, let remain, let sign, let words, let labels, let calendar
        else {
            return nil
        }
        return LetterLanguage(
            code: code,
            salutation: salutation,
            dates: dates,
            zones: zones,
            days: days,
            remain: remain,
            when: when,
            numberSign: sign,
            words: words,
            labels: labels,
            calendar: calendar
        )
    }

    /// A text that a file must have; the languages built in say what it is.
    private static func text(
        _ scope: Scope,
        _ key: String,
        _ example: KeyPath<LetterLanguage, String>
    ) -> String? {
        scope.required(
            key,
            .string,
            Wording(
                ru: "\"\(LetterLanguage.russian[keyPath: example])\" на этом языке",
                en: "\"\(LetterLanguage.english[keyPath: example])\" in this language"
            )
        )
    }

    private static func salutation(_ scope: Scope) -> SalutationWords? {
        let titled = scope.optional("titled", .string)
        if let titled, !titled.contains("{surname}") {
            scope.fault(
                "titled",
                Wording(
                    ru: "нужно {surname} и, если угодно, {title}",
                    en: "expected {surname} in it, and {title} if wanted"
                )
            )
        }
        let mark = scope.value("mark", .string, default: ",")
        return text(scope, "neutral", \.salutation.neutral).map {
            SalutationWords(neutral: $0, titled: titled, mark: mark)
        }
    }

    private static func zones(_ scope: Scope) -> ZoneWords? {
        let counts = scope.value("countsFromMoscow", .bool, default: false)
        return text(scope, "moscow", \.zones.moscow).map { ZoneWords(moscow: $0, countsFromMoscow: counts) }
    }

    private static func when(_ scope: Scope, _ code: String) -> DayWords? {
        func word(_ key: String, _ example: Wording) -> String? {
            scope.required(
                key,
                .string,
                Wording(ru: "\"\(example.ru)\" на этом языке", en: "\"\(example.en)\" in this language")
            )
        }
        let today = word("today", Wording(ru: "сегодня", en: "today"))
        let tomorrow = word("tomorrow", Wording(ru: "завтра", en: "tomorrow"))
        let inDays = scope.required(
            "inDays",
            .counted(code),
            Wording(
                ru: "сколько дней впереди, \(Counted.example(code))",
                en: "days ahead, \(Counted.example(code))"
            )
        )
        let dayAfterTomorrow = scope.optional("dayAfterTomorrow", .string)
        guard let today, let tomorrow, let inDays else { return nil }
        return DayWords(today: today, tomorrow: tomorrow, dayAfterTomorrow: dayAfterTomorrow, inDays: inDays)
    }

    private static func words(_ scope: Scope) -> CommonWords? {
        let venue = text(scope, "venueUnknown", \.words.venueUnknown)
        let time = text(scope, "timeUnknown", \.words.timeUnknown)
        let none = text(scope, "notGiven", \.words.notGiven)
        let yes = text(scope, "yes", \.words.yes)
        let no = text(scope, "no", \.words.no)
        guard let venue, let time, let none, let yes, let no else { return nil }
        return CommonWords(venueUnknown: venue, timeUnknown: time, notGiven: none, yes: yes, no: no)
    }

    private static func labels(_ scope: Scope) -> Labels? {
        let keys: [(String, KeyPath<LetterLanguage, String>)] = [
            ("name", \.labels.name), ("organization", \.labels.organization), ("position", \.labels.position),
            ("region", \.labels.region), ("email", \.labels.email), ("details", \.labels.details),
            ("title", \.labels.title), ("starts", \.labels.starts), ("ends", \.labels.ends),
            ("venue", \.labels.venue),
        ]
        let found = keys.map { text(scope, $0.0, $0.1) ?? "" }
        return Labels(
            name: found[0],
            organization: found[1],
            position: found[2],
            region: found[3],
            subject: scope.optional("subject", .string) ?? found[3],
            dates: scope.optional("dates", .string) ?? found[7],
            email: found[4],
            details: found[5],
            title: found[6],
            starts: found[7],
            ends: found[8],
            venue: found[9]
        )
    }

    private static func calendar(_ scope: Scope) -> CalendarWords? {
        let withdrawn = text(scope, "withdrawn", \.calendar.withdrawn)
        let invitee = text(scope, "invitee", \.calendar.invitee)
        let registered = text(scope, "registered", \.calendar.registered)
        guard let withdrawn, let invitee, let registered else { return nil }
        return CalendarWords(withdrawn: withdrawn, invitee: invitee, registered: registered)
    }
}

extension LetterLanguage.Counted {
    /// What a file has to say for a language.
    static func example(_ code: String) -> String {
        "{ " + PluralCategory.categories(of: code).map { "\($0.rawValue): \"…\"" }.joined(separator: ", ")
            + " }"
    }
}

extension Reading where Value == LetterLanguage.Counted {
    /// A form for each category that whole numbers have in the language.
    fileprivate static func counted(_ code: String) -> Reading {
        .object { scope in
            var forms: [PluralCategory: String] = [:]
            for category in PluralCategory.categories(of: code) {
                forms[category] = scope.required(
                    category.rawValue,
                    .string,
                    Wording(ru: "форма для него", en: "the form for it")
                )
            }
            // `other` serves fractions, where whole numbers never have it.
            forms[.other] = forms[.other] ?? scope.optional(PluralCategory.other.rawValue, .string)
            return LetterLanguage.Counted(forms: forms)
        }
    }
}

extension DateWords {
    /// What a file says, and CLDR for what it leaves out.
    fileprivate init(_ scope: Scope, cldr code: String) {
        self.init(cldr: code)
        func names(_ key: String, _ count: Int, _ usual: [String]) -> [String] {
            guard let given = scope.optional(key, .list(of: .string)) else { return usual }
            guard given.count == count else {
                scope.fault(
                    key,
                    Wording(
                        ru: "нужно названий: \(count), а здесь \(given.count)",
                        en: "expected \(count) names, found \(given.count)"
                    )
                )
                return usual
            }
            return given
        }
        months = names("months", 12, months)
        weekdays = names("weekdays", 7, weekdays)
        func pattern(_ key: String, _ usual: DatePattern) -> DatePattern {
            guard let given = scope.optional(key, .string).map(DatePattern.init) else { return usual }
            if !given.isWhole {
                scope.fault(
                    key,
                    Wording(
                        ru: "нужны по меньшей мере день, d, и месяц, MMMM",
                        en: "expected at least a day, d, and a month, MMMM"
                    )
                )
            }
            return given
        }
        day = pattern("day", day)
        dayAndMonth = pattern("dayAndMonth", dayAndMonth)
        weekdayAndDay = pattern("weekdayAndDay", weekdayAndDay)
        weekdaysOn = names("weekdaysOn", 7, weekdaysOn)
        onDay = scope.optional("onDay", .pattern(["weekday", "day", "dayAndMonth"])) ?? onDay
        untilDay = scope.optional("untilDay", .pattern(["day"])) ?? untilDay
        untilHour = scope.optional("untilHour", .pattern(["day", "time"])) ?? untilHour
        let names = ["first", "last", "firstDay", "lastDay", "firstDayAndMonth", "lastDayAndMonth", "year"]
        sameMonth = scope.value("sameMonth", .pattern(names), default: sameMonth)
        sameYear = scope.value("sameYear", .pattern(names), default: sameYear)
        otherYear = scope.value("otherYear", .pattern(names), default: otherYear)
        moment = scope.value("moment", .pattern(["day", "time"]), default: moment)
    }
}

extension Reading where Value == String {
    /// A text with names in braces.
    fileprivate static func pattern(_ names: [String]) -> Reading {
        let known = names.map { "{\($0)}" }
        return Reading.string(Wording(ru: "образец", en: "a pattern")).map {
            FaultWords.expected(
                Wording(
                    ru: "текст с именами \(known.joined(separator: ", "))",
                    en: "names such as \(known.joined(separator: ", "))"
                ),
                text: $0
            )
        } transform: { text in
            let bare = text.filled(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
            return bare == text || bare.contains("{") || bare.contains("}") ? nil : text
        }
    }
}
