import HTTP
import Wording

/// What the web pages' core says.
enum WebWords {
    static let notFound = Wording(ru: "Такой страницы нет.", en: "There is no such page.")
    static let methodNotAllowed = Wording(
        ru: "Так с этим адресом не обращаются.",
        en: "This is not done with this address."
    )
    static let otherHost = Wording(
        ru: "Запрос пришёл на чужое имя. Имя этого сервера снаружи задаёт dashboard.public.",
        en: "The request is for another name. This server's name outside is set by dashboard.public."
    )
    static let otherSite = Wording(
        ru: "Запрос пришёл со страницы другого сайта.",
        en: "The request comes from another site's page."
    )
    static let logIn = Wording(ru: "Сначала войдите.", en: "Log in first.")
    static let toLogin = Wording(ru: "Войти", en: "Log in")
    static let toOverview = Wording(ru: "К обзору", en: "To the overview")
    static let readersOnly = Wording(
        ru: "Вам можно только смотреть: действует тот, у кого роль operator.",
        en: "You may only look: acting takes the role operator."
    )
    static let closed = Wording(
        ru:
            "Страницы закрыты: в настройках не названо никого, кому их показывать (dashboard.users или dashboard.proxy).",
        en:
            "The pages are closed: the configuration names nobody to show them to (dashboard.users or dashboard.proxy)."
    )
    static let proxyKnows = Wording(
        ru: "Вход здесь не нужен: людей узнаёт обратный прокси.",
        en: "There is no login here: the reverse proxy knows people."
    )
    static let noForm = Wording(
        ru: "Форму можно отправить только после входа; программы присылают application/json.",
        en: "A form is taken after a login alone; programs send application/json."
    )
    static let oldForm = Wording(
        ru: "Страница устарела: откройте её заново и повторите.",
        en: "The page is out of date: open it again and repeat."
    )
    static let twoNames = Wording(
        ru: "Прокси назвал сразу двух людей.",
        en: "The proxy names two people at once."
    )
    static let wrongPassword = Wording(ru: "Имя или пароль не подходят.", en: "Name or password do not fit.")
    static let tooManyTries = Wording(
        ru: "Слишком много попыток. Подождите немного.",
        en: "Too many tries. Wait a little."
    )
    static let loginTitle = Wording(ru: "Вход", en: "Log in")
    static let loginName = Wording(ru: "Имя", en: "Name")
    static let loginPassword = Wording(ru: "Пароль", en: "Password")
    static let loginButton = Wording(ru: "Войти", en: "Log in")
    static let noAct = Wording(ru: "Такого действия нет.", en: "There is no such act.")
    static let badAct = Wording(ru: "Действие описано неверно.", en: "The act is not described rightly.")
    static let jsonWanted = Wording(
        ru: "Нужно тело application/json.",
        en: "A body of application/json is wanted."
    )
    static let tokenWanted = Wording(
        ru: "Нужен токен: Authorization: Bearer ТОКЕН. Его создаёт «vestnik token add МЕРОПРИЯТИЕ».",
        en: "A token is wanted: Authorization: Bearer TOKEN. “vestnik token add EVENT” makes one."
    )
    static let noToken = Wording(ru: "Этот токен не действует.", en: "This token is not in force.")
    static let tooOften = Wording(ru: "Слишком часто.", en: "Too often.")
    static let nothingWritten = Wording(ru: "Ничего не записано.", en: "Nothing was written.")
    static let noRegistration = Wording(
        ru: "Регистрации с таким ключом нет.",
        en: "There is no registration of this key."
    )
    static let intakeBusy = Wording(ru: "Файл регистраций занят.", en: "The file of registrations is locked.")
    static let intakeUnusable = Wording(
        ru: "Файлом регистраций нельзя пользоваться: ",
        en: "The file of registrations cannot be used: "
    )
    static let intakeChanged = Wording(
        ru: "Таблицы файла регистраций изменены; демон приведёт их в порядок.",
        en: "The tables of the file of registrations were changed; the daemon puts them right."
    )

    static let otherAddress = Wording(
        ru: "Регистрации с таким адресом на сайте уже нет: откройте страницу заново.",
        en: "The site has no registration of this address any more: open the page again."
    )
    static let nothingKnown = Wording(ru: "Об этом ничего не известно.", en: "Nothing is known of it.")

    static func badQuery(_ name: String) -> Wording {
        Wording(ru: "Значение \(name) не годится.", en: "The value of \(name) cannot be.")
    }

    static func otherEvent(_ event: String) -> Wording {
        Wording(ru: "Этот токен — для мероприятия \(event).", en: "This token is for the event \(event).")
    }

    static func noEvent(_ event: String) -> Wording {
        Wording(ru: "Мероприятия «\(event)» нет.", en: "There is no event “\(event)”.")
    }

    static func calledOff(_ event: String) -> Wording {
        Wording(ru: "Мероприятие «\(event)» отменено.", en: "The event “\(event)” is called off.")
    }

    /// Of what is no request that could be read.
    static func unreadable(_ status: Status) -> Wording {
        switch status {
        case .contentTooLarge: Wording(ru: "Тело запроса слишком велико.", en: "The body is too long.")
        case .targetTooLong: Wording(ru: "Адрес слишком длинный.", en: "The address is too long.")
        default:
            Wording(
                ru: "Запрос прочитать нельзя: в адресе или заголовках то, чего в них не бывает.",
                en: "The request cannot be read: its address or its header fields hold what they never do."
            )
        }
    }

    /// A status in words.
    static func title(of status: Status) -> Wording {
        switch status {
        case .badRequest: Wording(ru: "Запрос не понят", en: "Bad request")
        case .unauthorized: Wording(ru: "Нужен вход", en: "Login needed")
        case .forbidden: Wording(ru: "Нельзя", en: "Forbidden")
        case .notFound: Wording(ru: "Не найдено", en: "Not found")
        case .methodNotAllowed: Wording(ru: "Метод не подходит", en: "Method not allowed")
        case .conflict: Wording(ru: "Сейчас нельзя", en: "Not possible now")
        case .contentTooLarge: Wording(ru: "Слишком много", en: "Content too large")
        case .targetTooLong: Wording(ru: "Слишком длинно", en: "Address too long")
        case .unsupportedMediaType: Wording(ru: "Не тот формат", en: "Unsupported media type")
        case .misdirected: Wording(ru: "Не тот сервер", en: "Misdirected request")
        case .unprocessable: Wording(ru: "Ошибки в данных", en: "Faulty data")
        case .tooManyRequests: Wording(ru: "Слишком часто", en: "Too many requests")
        case .unavailable: Wording(ru: "Сейчас не получается", en: "Not available now")
        default: Wording(ru: "Ошибка сервера", en: "Server error")
        }
    }
}
