public import Wording

/// A name that templates may use.
public struct KnownVariable: Sendable, Hashable {
    /// The name: `event.dates`; one that ends in `.*` stands for any further part.
    public let path: String
    /// What it holds.
    public let meaning: Wording
    /// Whether there are letters without it, so that a section should stand around it.
    public let isOptional: Bool
}

/// The names that every template may use, with what they hold.
public enum KnownVariables {
    /// All names, in the order in which people look for them.
    public static let all: [KnownVariable] = [
        name(
            "salutation",
            "обращение со знаком: «Уважаемая Мария Петровна!»",
            "the salutation with its mark"
        ),
        optional("person.name", "имя из заявки", "the name as given"),
        name("person.email", "адрес из заявки", "the address as given"),
        optional("person.organization", "организация", "the organisation"),
        optional("person.position", "должность", "the post"),
        optional("person.region", "субъект РФ полностью", "the region in full"),
        optional("person.region_genitive", "субъект РФ в родительном падеже", "the region in the genitive"),
        optional(
            "person.region_label",
            "«Субъект Российской Федерации», а если регион не субъект — «Регион»",
            "what the region is called"
        ),
        optional("registration.number", "«№ 17»", "“No. 17”"),
        optional(
            "registration.created",
            "когда пришла заявка, словами",
            "when the registration came, in words"
        ),
        optional(
            "registration.*",
            "столбец строки registrations как есть",
            "a column of the row as it stands"
        ),
        optional("invitee.*", "столбец строки invitees как есть", "a column of the row as it stands"),
        optional("details.*", "поле из столбца details", "a field of the details column"),
        optional(
            "facts.*",
            "поле из facts файла event.json5; рядом с датой KEY_text — дата словами, рядом со списком KEY_listed — с «;» и «.»",
            "a field of facts in event.json5; beside a date KEY_text in words, beside a list KEY_listed with “;” and “.”"
        ),
        name("event.id", "имя папки мероприятия", "the name of the event's folder"),
        name("event.name", "название", "the event's name"),
        name("event.dates", "«28–29 ноября 2023 г.»", "“28–29 November 2023”"),
        name("event.first_day", "«вторник, 28 ноября»", "“Tuesday, 28 November”"),
        name("event.first_day_on", "«во вторник, 28 ноября»", "“on Tuesday, 28 November”"),
        name("event.last_day_on", "то же о последнем дне", "the same of the last day"),
        name("event.starts_on", "то же, что event.first_day_on", "the same as event.first_day_on"),
        name("event.ends_on", "то же, что event.last_day_on", "the same as event.last_day_on"),
        name(
            "event.starts",
            "день и час начала, или «время уточняется»",
            "day and hour, or “to be announced”"
        ),
        name("event.starts_date", "день начала", "the day it starts"),
        optional("event.starts_time", "час начала с поясом: «10:00 (МСК)»", "the hour with its zone"),
        optional(
            "event.starts_local",
            "начало по часам читателя, если они другие",
            "the start by the reader's clock"
        ),
        name("event.ends", "день и час окончания", "day and hour of its end"),
        name("event.ends_date", "день окончания", "the day it ends"),
        optional("event.ends_time", "час окончания с поясом", "the hour of its end with the zone"),
        optional(
            "event.ends_local",
            "окончание по часам читателя, если они другие",
            "the end by the reader's clock"
        ),
        name("event.hours_known", "известны ли часы", "whether the hours are known"),
        name("event.venue", "место, или «место уточняется»", "the venue, or “to be announced”"),
        name("event.venue_known", "известно ли место", "whether the venue is known"),
        name("event.zone", "часовой пояс: «МСК», «МСК+4 (UTC+7)»", "the time zone"),
        optional("event.url", "страница мероприятия", "the event's page"),
        optional("event.registration_closes", "до какого времени регистрация", "until when one may register"),
        optional(
            "event.registration_until",
            "«по 22 марта 2024 г. включительно» или «до 18:00 (МСК) 20 ноября 2023 г.»",
            "“until 22 March 2024 inclusive” or “until 18:00 (Moscow time, UTC+3) on 20 November 2023”"
        ),
        optional(
            "event.registration_closes_on",
            "«в среду, 22 марта»",
            "“on Wednesday, 22 March”"
        ),
        optional("event.registration_closes_date", "последний день регистрации", "the last day to register"),
        optional(
            "event.registration_closes_time",
            "час окончания регистрации",
            "the hour registration closes"
        ),
        optional(
            "event.registration_closes_local",
            "то же по часам читателя",
            "the same by the reader's clock"
        ),
        name("event.registration_open", "открыта ли регистрация", "whether one may still register"),
        name(
            "event.reminder_coming",
            "придёт ли ещё напоминание тому, кто зарегистрирован",
            "whether a reminder is still to come to whoever is registered"
        ),
        name("days.left", "сколько дней до начала", "whole days to the start"),
        name("days.word", "«день», «дня», «дней»", "“day” or “days”"),
        optional(
            "days.when",
            "«сегодня», «завтра», «послезавтра», «через 3 дня»; когда мероприятие началось, нет",
            "“today”, “tomorrow”, “in 3 days”; not once the event has begun"
        ),
        optional("days.when_capitalised", "то же с большой буквы: «Завтра»", "the same with a capital"),
        name("days.verb", "«остался» или «осталось»", "“remains” or “remain”"),
        optional("sender.name", "имя отправителя", "the sender's name"),
        name("sender.address", "адрес отправителя", "the sender's address"),
        optional("sender.reply_to", "адрес для ответов", "the address for answers"),
        optional(
            "unsubscribe.url",
            "отписка одним щелчком; в массовых письмах, где задан dashboard.public",
            "one-click address; bulk mail, where dashboard.public is set"
        ),
        optional("unsubscribe.mailto", "отписка письмом; в массовых письмах", "mailto address; bulk mail"),
        optional(
            "calendar.attached",
            "есть ли вложение для календаря",
            "whether a calendar entry is attached"
        ),
        optional(
            "calendar.answers",
            "доходят ли до нас ответы из календаря: задан mailbox",
            "whether answers from the calendar reach us: mailbox is set"
        ),
        optional("change.what", "что изменилось", "what has changed"),
        optional("change.old", "как было", "what it was"),
        optional("change.new", "как стало", "what it is now"),
        optional("change.items", "список изменений: what, old, new", "a list of changes: what, old, new"),
        optional("change.of_event", "изменилось само мероприятие", "the event itself has changed"),
        optional("change.of_registration", "изменилась заявка", "the registration has changed"),
        optional("change.dates_kept", "дни и часы остались прежними", "days and hours are what they were"),
        optional("change.venue_kept", "место осталось прежним", "the venue is what it was"),
        name("language", "язык письма: ru, en", "the letter's language"),
    ]

    /// Names that only `layout.html` may use besides.
    public static let layout: [KnownVariable] = [
        name("subject", "тема письма", "the subject"),
        optional("preheader", "строка для списка писем", "the line that mail clients show in lists"),
        name("body", "текст письма: {{{body}}}", "the letter: {{{body}}}"),
        optional("footer", "что в письме после последней черты: {{{footer}}}", "what follows the last rule"),
    ]

    /// The columns of `registrations` and `invitees` that templates may use.
    public static let columns: [String] = [
        "id", "event", "email", "name", "organization", "position", "region", "language", "time_zone",
        "status",
        "created_at", "updated_at",
    ]

    /// Whether a template may use the name (of a value, or of a section around others).
    public static func contains(_ path: String, inLayout: Bool = false) -> Bool {
        if path == "." { return true }
        let names = inLayout ? all + layout : all
        for known in names {
            if known.path == path || known.path.hasPrefix(path + ".") { return true }
            guard known.path.hasSuffix(".*") else { continue }
            let root = known.path.dropLast()
            guard path.hasPrefix(root) else { continue }
            let isRow = root == "registration." || root == "invitee."
            // A ready wording of its own, such as registration.created, was found above.
            if !isRow || columns.contains(String(path.dropFirst(root.count))) { return true }
        }
        return false
    }

    /// Every name in one line, for the message about one that is not known.
    public static var list: String {
        all.map(\.path).joined(separator: ", ")
    }

    private static func name(_ path: String, _ ru: String, _ en: String) -> KnownVariable {
        KnownVariable(path: path, meaning: Wording(ru: ru, en: en), isOptional: false)
    }

    private static func optional(_ path: String, _ ru: String, _ en: String) -> KnownVariable {
        KnownVariable(path: path, meaning: Wording(ru: ru, en: en), isOptional: true)
    }
}
