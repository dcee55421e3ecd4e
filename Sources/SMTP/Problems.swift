internal import Curl
internal import Wording

/// The sentences about what went wrong between us and a relay.
enum Problems {
    static let noThread = Wording(ru: "система не даёт потока", en: "the system gives no thread")
    static let noPoll = Wording(ru: "epoll больше не принимает", en: "epoll takes no more")
    static let shutdown = Wording(ru: "прервано: программа завершается", en: "cut off by shutdown")
    static let interrupted = Wording(ru: "прервано", en: "interrupted")
    static let endedAtOnce = Wording(ru: "сеанс сразу закончился", en: "the session ended at once")
    static let closedConnection = Wording(
        ru: "сервер закрыл соединение",
        en: "the relay closed the connection"
    )
    static let closedSession = Wording(ru: "сервер закончил сеанс", en: "the relay closed the session")
    static let noConnections = Wording(
        ru: "сервер не принимает соединений",
        en: "the relay takes no connections"
    )

    static func closedSession(_ reply: Reply) -> Wording { closedSession + ": \(reply)" }

    static func noMore(_ reply: Reply) -> Wording {
        Wording(
            ru: "в этом сеансе сервер больше ничего не принимает: \(reply)",
            en: "the relay takes no more on this session: \(reply)"
        )
    }

    // MARK: login and encryption

    static func noPassword(_ why: Wording) -> Wording {
        Wording(ru: "нет пароля: ", en: "no password: ") + why
    }

    static let noMechanism = Wording(ru: "нет способа входа", en: "no mechanism to log in with")
    static let plainTextPassword = Wording(
        ru: "пароль ушёл бы по сети открытым текстом; включите starttls или smtps://",
        en: "the password would cross the network in plain text; use starttls or smtps://"
    )
    static let noLoginOffered = Wording(
        ru: "настроен вход по имени, а сервер входа не предлагает",
        en: "a user is configured and the relay offers no login"
    )
    static let notEncrypted = Wording(ru: "соединение не зашифровано", en: "the connection is not encrypted")
    static let tokenRefused = Wording(ru: "сервер отверг токен", en: "the access token was refused")
    static let loginRefused = Wording(ru: "сервер отказал во входе", en: "login refused")
    static let noLogin = Wording(
        ru: "войти разрешёнными способами не удалось",
        en: "no login by a mechanism we may use"
    )
    static let refusedEHLO = Wording(ru: "сервер отверг EHLO", en: "EHLO refused")

    static func otherMechanisms(_ offered: [String], ours: [String]) -> Wording {
        let (offered, ours) = (offered.joined(separator: ", "), ours.joined(separator: ", "))
        return Wording(
            ru: "сервер предлагает способы входа \(offered), нам известны \(ours)",
            en: "the relay offers to log in by \(offered), we know \(ours)"
        )
    }

    // MARK: the connection

    static func lost(at stage: Stage, _ told: String) -> Wording {
        Wording(
            ru: "связь потеряна (\(stage.wording.ru)): \(told)",
            en: "the connection was lost at \(stage.wording.en): \(told)"
        )
    }

    static func noAnswer(at stage: Stage, _ told: String) -> Wording {
        Wording(
            ru: "ответ не пришёл вовремя (\(stage.wording.ru)): \(told)",
            en: "no answer in time at \(stage.wording.en): \(told)"
        )
    }

    /// What libcurl says, which speaks English: in Russian behind what it means.
    static func curl(_ kind: CurlError.Kind, _ told: String) -> Wording {
        guard let meaning = meaning(of: kind) else { return Wording(verbatim: told) }
        return Wording(ru: "\(meaning): \(told)", en: told)
    }

    private static func meaning(of kind: CurlError.Kind) -> String? {
        switch kind {
        case .badOptions: "так соединиться нельзя"
        case .resolve: "имя сервера не находится"
        case .connect: "соединиться не удалось"
        case .timeout: "ответ не пришёл вовремя"
        case .certificate: "сертификату сервера нельзя верить"
        case .encryption: "зашифровать соединение не удалось"
        case .login: "войти не удалось"
        case .refused: "сервер отказал"
        case .lost: "связь потеряна"
        case .interrupted: "прервано"
        case .other: "ошибка соединения"
        }
    }

    /// The connection broke: libcurl's words for it.
    static func broken(code: Int) -> Wording { curl(.lost, Stream.describe(code: code)) }

    static func noProgress(seconds: Double) -> Wording {
        Wording(
            ru: "письмо не удаётся передать: за \(seconds) с ничего не принято",
            en: "no progress in sending the message within \(seconds) s"
        )
    }

    static func noReply(to stage: Stage, seconds: Double) -> Wording {
        Wording(
            ru: "нет ответа за \(seconds) с (\(stage.wording.ru))",
            en: "no reply to \(stage.wording.en) within \(seconds) s"
        )
    }

    // MARK: what SMTP does not allow

    static func protocolError(_ what: Wording) -> Wording {
        Wording(ru: "сервер нарушает SMTP: \(what.ru)", en: "protocol error: \(what.en)")
    }

    static func code(_ code: Int) -> Wording { Wording(ru: "код ответа \(code)", en: "reply code \(code)") }

    static func code(_ code: Int, to stage: Stage) -> Wording {
        Wording(ru: "\(code) в ответ (\(stage.wording.ru))", en: "\(code) to \(stage.wording.en)")
    }

    static let resetRefused = Wording(ru: "отказ на RSET", en: "RSET refused")
    static let replyToNothing = Wording(ru: "ответ ни на что", en: "a reply to nothing")

    static func longReply(_ most: Int) -> Wording {
        Wording(ru: "ответ длиннее \(most) байт", en: "a reply of more than \(most) bytes")
    }

    static func strayLines(_ most: Int) -> Wording {
        Wording(
            ru: "в ответе больше \(most) строк без кода",
            en: "more than \(most) lines without a reply code"
        )
    }

    static func twoCodes(_ first: Int, _ second: Int) -> Wording {
        Wording(
            ru: "в одном ответе и \(first), и \(second)",
            en: "a reply with both \(first) and \(second)"
        )
    }

    // MARK: what cannot go to this relay

    static func reversePath(_ why: Wording) -> Wording {
        Wording(ru: "адрес возврата: \(why.ru)", en: "reverse-path: \(why.en)")
    }

    static func forwardPath(_ why: Wording) -> Wording {
        Wording(ru: "адрес получателя: \(why.ru)", en: "forward-path: \(why.en)")
    }

    /// `address` is nil where nobody knows whose it is.
    static func needsSMTPUTF8(_ address: String?) -> Wording {
        Wording(
            ru: "\(address ?? "адрес") не из ASCII, а сервер не предлагает SMTPUTF8",
            en: "\(address ?? "the address") is not ASCII and the relay does not offer SMTPUTF8"
        )
    }

    static func tooLarge(_ size: Int, most: Int) -> Wording {
        Wording(
            ru: "в письме \(size) байт, а сервер принимает не больше \(most)",
            en: "the message has \(size) bytes and the relay takes \(most)"
        )
    }

    static let needs8BitMIME = Wording(
        ru: "в письме 8-битовые символы, а сервер не предлагает 8BITMIME",
        en: "the message has 8-bit content and the relay does not offer 8BITMIME"
    )
}

/// Why a path cannot stand between angle brackets.
extension Problems {
    static let emptyPath = Wording(ru: "он пуст", en: "it is empty")
    static let longPath = Wording(ru: "он длиннее 254 байт", en: "it is longer than 254 bytes")
    static let controlCharacter = Wording(
        ru: "в нём управляющий символ",
        en: "it holds a control character"
    )
    static let quotationMark = Wording(ru: "в нём кавычка", en: "it holds a quotation mark")
    static let secondAt = Wording(ru: "в нём лишний знак @", en: "it holds an @ too many")
    static let space = Wording(ru: "в нём пробел", en: "it holds a space")
    static let angleBracket = Wording(ru: "в нём угловая скобка", en: "it holds an angle bracket")
    static let openQuotation = Wording(ru: "кавычки в нём не закрыты", en: "its quotation is not closed")
    static let noDomain = Wording(ru: "в нём нет домена", en: "it has no domain")
}
