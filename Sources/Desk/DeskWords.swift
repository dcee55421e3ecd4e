import Wording

/// What all pages of the administrator's desk share.
enum DeskWords {
    /// Behind each page's own title.
    static let product = Wording(ru: "Вестник", en: "Vestnik")
    /// The link that leads past the navigation.
    static let skip = Wording(ru: "К содержанию", en: "Skip to content")
    /// What the navigation is called.
    static let pages = Wording(ru: "Страницы", en: "Pages")
    /// The page that tells how everything stands.
    static let overview = Wording(ru: "Обзор", en: "Overview")
    /// The page of the delivery log.
    static let log = Wording(ru: "Журнал", en: "Log")
    /// The page of events.
    static let events = Wording(ru: "Мероприятия", en: "Events")
    /// The page of one address.
    static let people = Wording(ru: "Люди", en: "People")
    /// The page of relays.
    static let relays = Wording(ru: "Почтовые серверы", en: "Relays")
    /// The page of letters as they will go.
    static let preview = Wording(ru: "Письма", en: "Letters")

    /// Who is logged in.
    static func loggedIn(_ name: String) -> Wording {
        Wording(ru: "Вы вошли как \(name)", en: "Logged in as \(name)")
    }
    /// Ends the login.
    static let logOut = Wording(ru: "Выйти", en: "Log out")
    /// Leads to the login.
    static let logIn = Wording(ru: "Войти", en: "Log in")
    /// Instead of what may be done, for those who have not logged in.
    static let logInToAct = Wording(
        ru: "Чтобы действовать, нужно войти.",
        en: "Log in to act."
    )
    /// Instead of what may be done, for those who may only look.
    static let readersOnly = Wording(
        ru: "Вам можно только смотреть.",
        en: "You may only look."
    )

    /// Makes the page follow what happens.
    static let live = Wording(ru: "Обновлять страницу", en: "Keep up to date")
    /// Why an act is done.
    static let reason = Wording(ru: "Причина, для журнала", en: "Why, for the log")
    /// Of what nobody knows.
    static let missing = Wording(ru: "Об этом ничего не известно.", en: "Nothing is known of it.")
    /// Of a value that is not there.
    static let nothing = Wording(verbatim: "—")
    /// A page that cannot be made because an event's file cannot be read.
    static func unreadableEvent(_ name: String) -> Wording {
        Wording(
            ru: "Мероприятие «\(name)» прочитать нельзя: что в нём не так, скажет vestnik check.",
            en: "The event “\(name)” cannot be read: vestnik check tells what is wrong with it."
        )
    }
}

/// What the page of the log says.
enum LogPageWords {
    /// The label of the search box.
    static let search = Wording(ru: "Поиск", en: "Search")
    /// The button beside it.
    static let find = Wording(ru: "Найти", en: "Find")
    /// What may be written there.
    static let hint = Wording(
        ru:
            "Слова те же, что у vestnik log: to:*@mail.ru state:deferred,bounced region:54 code:5.1.1 since:2h. Адрес, код и состояние "
            + "понятны и сами по себе; значение с пробелами — в кавычках.",
        en:
            "The words of vestnik log: to:*@mail.ru state:deferred,bounced region:54 code:5.1.1 since:2h. An address, a code and a "
            + "state are understood by themselves; a value with blanks stands in quotes."
    )
    /// The heading of the filters one by one.
    static let filters = Wording(ru: "По полям", en: "By fields")
    /// Takes all filters away.
    static let all = Wording(ru: "Показать всё", en: "Show all")
    /// The caption of the table.
    static let caption = Wording(
        ru: "Попытки, возвраты, ответы и действия, сначала новые",
        en: "Attempts, returns, answers and acts, newest first"
    )
    /// Where there is no row.
    static let none = Wording(ru: "Таких записей нет.", en: "There are no such rows.")
    /// Leads to the rows that are older.
    static let older = Wording(ru: "Раньше", en: "Older")
    /// Leads back to the newest rows.
    static let newest = Wording(ru: "К самым новым", en: "Newest")
    /// Gives what is shown, and all that follows, as a table.
    static let table = Wording(ru: "Скачать таблицей (CSV)", en: "Download as a table (CSV)")

    /// A word that says nothing.
    static func unknownWord(_ word: String) -> Wording {
        Wording(
            ru: "Слово «\(word)» непонятно: перед значением нужно имя, например to:\(word).",
            en: "The word “\(word)” is not understood: a value needs its name, as to:\(word)."
        )
    }
    /// A name that is none.
    static func unknownName(_ name: String) -> Wording {
        Wording(
            ru: "Имя «\(name)» незнакомо: есть event, notification, state, to, region, code, since, until.",
            en:
                "The name “\(name)” is unknown: there are event, notification, state, to, region, code, since, until."
        )
    }
    /// A name that stands there twice.
    static func twice(_ name: String) -> Wording {
        Wording(ru: "«\(name)» названо дважды.", en: "“\(name)” is named twice.")
    }
    /// Quotes that do not end.
    static let openQuotes = Wording(ru: "Кавычки не закрыты.", en: "The quotes do not end.")

    /// The label of a filter's field.
    static func field(_ name: String) -> Wording {
        switch name {
        case "event": Wording(ru: "Мероприятие", en: "Event")
        case "notification": Wording(ru: "Уведомление", en: "Notification")
        case "state": Wording(ru: "Состояние или исход", en: "State or outcome")
        case "to":
            Wording(
                ru: "Кому: адрес, @домен или образец со *",
                en: "To: address, @domain, or a pattern with *"
            )
        case "region": Wording(ru: "Регион: код или название", en: "Region: code or name")
        case "code": Wording(ru: "Код ответа: 550, 5 или 5.1.1", en: "Reply code: 550, 5 or 5.1.1")
        case "since":
            Wording(ru: "С: дата или 2h (два часа назад)", en: "Since: a date, or 2h for two hours ago")
        case "until": Wording(ru: "До: дата или время", en: "Until: a date or a time")
        default: Wording(verbatim: name)
        }
    }
    /// No choice in a field.
    static let any = Wording(ru: "любое", en: "any")
}
