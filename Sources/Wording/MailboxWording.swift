/// What is said about the mailbox that returned mail comes to.
public enum MailboxWords {
    /// A server's own words behind a sentence; nothing where it has said none.
    public static func told(_ words: String) -> Wording {
        words.isEmpty ? .nothing : Wording(ru: " (сервер: \(words))", en: " (the server: \(words))")
    }

    // MARK: reaching the server

    /// The host's name has no address.
    public static func unknownHost(_ host: String) -> Wording {
        Wording(
            ru: "адрес сервера \(host) не находится: проверьте `mailbox.url` и DNS",
            en: "the server \(host) has no address: check `mailbox.url` and DNS"
        )
    }

    /// Nobody answers there.
    public static func unreachable(_ server: String, _ detail: String) -> Wording {
        Wording(
            ru: "сервер \(server) недоступен: проверьте `mailbox.url`, сеть и сам сервер (\(detail))",
            en: "cannot connect to \(server): check `mailbox.url`, the network and the server (\(detail))"
        )
    }

    /// It does not answer in time.
    public static func late(_ server: String) -> Wording {
        Wording(
            ru: "сервер \(server) не отвечает вовремя: проверьте `mailbox.url`, сеть и сам сервер",
            en: "\(server) does not answer in time: check `mailbox.url`, the network and the server itself"
        )
    }

    /// It greets with a refusal, or as no IMAP server does.
    public static func unwelcome(_ server: String, _ words: String) -> Wording {
        Wording(
            ru: "сервер \(server) не принимает соединения: проверьте, что это сервер IMAP",
            en: "\(server) takes no connection: check that it is an IMAP server"
        ) + told(words)
    }

    /// The certificate is not to be trusted.
    public static func certificate(_ server: String, _ detail: String) -> Wording {
        Wording(
            ru:
                "сертификату сервера \(server) нельзя верить: проверьте имя в `mailbox.url` или укажите удостоверяющий "
                + "центр в `mailbox.ca` (\(detail))",
            en:
                "the certificate of \(server) is not trusted: check the name in `mailbox.url`, or name its authority in "
                + "`mailbox.ca` (\(detail))"
        )
    }

    /// Encryption is required and could not be agreed on.
    public static func noEncryption(_ server: String, _ detail: String) -> Wording {
        Wording(
            ru:
                "зашифровать соединение с \(server) не удалось: проверьте `mailbox.url` и `mailbox.tls` (\(detail))",
            en:
                "the connection to \(server) could not be encrypted: check `mailbox.url` and `mailbox.tls` (\(detail))"
        )
    }

    // MARK: logging in

    /// The password could not be read.
    public static func noPassword(_ why: Wording) -> Wording {
        Wording(ru: "нет пароля ящика: ", en: "no password of the mailbox: ") + why
    }

    /// User or password are refused.
    public static func loginRefused(_ user: String, _ words: String) -> Wording {
        Wording(
            ru:
                "сервер не пускает пользователя \(user): проверьте `mailbox.username` и пароль; многим почтовым службам "
                + "нужен отдельный пароль для программ и разрешение на IMAP",
            en:
                "login refused for \(user): check `mailbox.username` and the password; many providers want a password of "
                + "its own for programs, and IMAP to be allowed"
        ) + told(words)
    }

    /// None of the ways to log in is one of ours.
    public static func noWayIn(offered: [String]) -> Wording {
        let list = offered.joined(separator: ", ")
        return Wording(
            ru:
                "войти нечем: сервер предлагает \(list.isEmpty ? "только вход после TLS" : list), нам известны PLAIN, LOGIN и "
                + "CRAM-MD5; проверьте `mailbox.tls` или спросите почтовую службу о пароле для программ",
            en:
                "no way to log in: the server offers \(list.isEmpty ? "a login after TLS alone" : list), we know PLAIN, LOGIN "
                + "and CRAM-MD5; check `mailbox.tls`, or ask the provider for a password for programs"
        )
    }

    // MARK: folders

    /// The folder cannot be opened.
    public static func noFolder(_ folder: String, _ words: String) -> Wording {
        Wording(
            ru: "папка «\(folder)» не открывается: создайте её в ящике или исправьте `mailbox.folder`",
            en: "the folder “\(folder)” cannot be opened: make it in the mailbox or correct `mailbox.folder`"
        ) + told(words)
    }

    /// The folder can only be looked at.
    public static func readOnly(_ folder: String) -> Wording {
        Wording(
            ru: "папку «\(folder)» можно только читать: дайте пользователю ящика право её менять",
            en: "the folder “\(folder)” is read-only: let the mailbox's user change it"
        )
    }

    /// Messages of the folder have no lasting numbers.
    public static func noLastingNumbers(_ folder: String) -> Wording {
        Wording(
            ru:
                "в папке «\(folder)» номера писем не сохраняются (нет UIDVALIDITY): выберите другую папку или другой сервер",
            en:
                "messages of “\(folder)” have no lasting numbers (no UIDVALIDITY): choose another folder or another server"
        )
    }

    /// Messages cannot be marked as seen.
    public static func cannotMark(_ folder: String, _ words: String) -> Wording {
        Wording(
            ru:
                "письма в папке «\(folder)» не удаётся отметить прочитанными: дайте пользователю ящика это право",
            en: "messages in “\(folder)” cannot be marked as seen: give the mailbox's user that right"
        ) + told(words)
    }

    /// Messages cannot be moved.
    public static func cannotMove(to folder: String, _ words: String) -> Wording {
        Wording(
            ru:
                "письма не удаётся перенести в папку «\(folder)»: создайте её, освободите место или исправьте `mailbox.then`",
            en:
                "messages cannot be moved to “\(folder)”: make that folder, make room, or correct `mailbox.then`"
        ) + told(words)
    }

    // MARK: the dialogue

    /// The connection broke.
    public static func lost(_ detail: Wording) -> Wording {
        Wording(ru: "связь с ящиком потеряна: ", en: "the connection to the mailbox was lost: ") + detail
    }

    /// The server has closed the connection without a word.
    public static let closed = Wording(
        ru: "сервер закрыл соединение",
        en: "the server closed the connection"
    )

    /// The server has taken its leave.
    public static func farewell(_ words: String) -> Wording {
        Wording(ru: "сервер закончил сеанс", en: "the server ended the session") + told(words)
    }

    /// Nothing comes in answer to a command.
    public static func silence(_ command: String, seconds: Int64) -> Wording {
        Wording(
            ru: "за \(seconds) с сервер ничего не ответил на \(command)",
            en: "the server said nothing for \(seconds) s in answer to \(command)"
        )
    }

    /// The answer to a command does not end.
    public static func endless(_ command: String, seconds: Int64) -> Wording {
        Wording(
            ru: "за \(seconds) с сервер не закончил ответ на \(command)",
            en: "the server did not end its answer to \(command) within \(seconds) s"
        )
    }

    /// What the server sends cannot be understood.
    public static func gibberish(_ what: Wording) -> Wording {
        Wording(ru: "ответ сервера непонятен: ", en: "the server's answer cannot be understood: ") + what
    }

    /// A line of an answer is too long.
    public static func longLine(_ most: Int) -> Wording {
        Wording(ru: "строка длиннее \(most) байт", en: "a line of more than \(most) bytes")
    }

    /// A text in an answer is too long.
    public static func longLiteral(_ size: String, _ most: Int) -> Wording {
        Wording(
            ru: "объявлено байт: \(size), больше \(most)",
            en: "\(size) bytes announced, more than \(most)"
        )
    }

    /// An answer is too long as a whole.
    public static func longAnswer(_ command: String, _ most: Int) -> Wording {
        Wording(
            ru: "ответ на \(command) длиннее \(most) байт",
            en: "an answer to \(command) of more than \(most) bytes"
        )
    }

    /// Too many texts in one answer.
    public static let manyLiterals = Wording(
        ru: "слишком много вложенных текстов",
        en: "too many literals"
    )

    /// An answer about a message that is none.
    public static let brokenFetch = Wording(
        ru: "сведения о письме повреждены",
        en: "the data of a message are malformed"
    )

    /// Too many lines that mean nothing.
    public static let strayLines = Wording(
        ru: "слишком много строк, не похожих на IMAP",
        en: "too many lines that are no IMAP"
    )

    /// The content of another message than was asked for.
    public static func otherMessage(asked: UInt32, got: UInt32) -> Wording {
        Wording(
            ru: "вместо письма \(asked) прислано письмо \(got)",
            en: "message \(got) came in place of \(asked)"
        )
    }

    /// The folder's numbering has changed while it was open.
    public static let renumbered = Wording(
        ru: "номера писем в папке сменились; она будет открыта заново",
        en: "the folder's numbering has changed; it will be opened anew"
    )

    /// The server refuses a command.
    public static func refused(_ command: String, _ words: String) -> Wording {
        Wording(ru: "сервер отклонил \(command)", en: "the server refused \(command)") + told(words)
    }

    /// We have broken it off ourselves.
    public static let interrupted = Wording(ru: "прервано", en: "interrupted")

    // MARK: this machine

    /// No thread can be had.
    public static let noThread = Wording(ru: "система не даёт потока", en: "the system gives no thread")

    /// A folder of the Maildir cannot be used.
    public static func noMaildir(_ path: String, _ why: Wording) -> Wording {
        Wording(
            ru: "каталог \(path) не читается: проверьте `mailbox.url` и права пользователя службы: ",
            en: "cannot read the folder \(path): check `mailbox.url` and the rights of the service's user: "
        ) + why
    }

    /// A file of the Maildir cannot be moved.
    public static func cannotMoveFile(_ path: String, _ why: Wording) -> Wording {
        Wording(
            ru: "файл \(path) не переносится: дайте пользователю службы право писать в Maildir: ",
            en: "cannot move \(path): let the service's user write in the Maildir: "
        ) + why
    }

    // MARK: what `check` tells

    /// The mailbox could be opened: its address and encryption, if it is on a server.
    public static func reached(_ url: String, address: String?, tls: String?) -> Wording {
        let place = Wording(ru: "ящик \(url): ", en: "mailbox \(url): ")
        guard let address else { return place + Wording(ru: "открыт", en: "opened") }
        let encryption = tls.map { Wording(verbatim: $0) } ?? Wording(ru: "без TLS", en: "no TLS")
        return place + Wording(ru: "открыт по адресу \(address), ", en: "opened at \(address), ") + encryption
    }

    /// How many messages lie in it.
    public static func messages(_ count: Int) -> Wording {
        let forms = Counted(ru: ("письмо", "письма", "писем"), en: ("message", "messages"))
        return Wording(ru: ", в нём ", en: ", ") + forms(count)
    }

    /// New messages are not noticed at once.
    public static let looksNowAndThen = Wording(
        ru: ", о новых узнаётся не сразу (нет IDLE)",
        en: ", new ones are not noticed at once (no IDLE)"
    )

    /// The folder that messages are to be moved to is missing.
    public static func targetWillBeMade(_ folder: String) -> Wording {
        Wording(
            ru: ", папки «\(folder)» ещё нет: она будет создана",
            en: ", the folder “\(folder)” is not there yet: it will be made"
        )
    }

    /// The mailbox could not be opened.
    public static func notReached(_ url: String, _ why: Wording) -> Wording {
        Wording(ru: "ящик \(url): ", en: "mailbox \(url): ") + why
    }

    // MARK: what is passed over

    /// A name in a Maildir that is no plain file.
    public static let noPlainFile = Wording(
        ru: "не обычный файл: в Maildir ему не место, уберите его",
        en: "not a plain file: it has no place in a Maildir, remove it"
    )

    /// A name in a Maildir that no mail server gives.
    public static let badName = Wording(
        ru: "имя не такое, какие дают почтовые серверы: переименуйте файл",
        en: "not a name that mail servers give: rename the file"
    )

    /// A file that cannot be read.
    public static func unreadable(_ why: Wording) -> Wording {
        Wording(
            ru: "не читается: дайте пользователю службы право читать: ",
            en: "cannot be read: let the service's user read it: "
        ) + why
    }

    /// A message that the server does not give.
    public static func notGiven(tries: Int, _ why: Wording) -> Wording {
        Wording(
            ru: "сервер не отдаёт письмо (попыток: \(tries)), посмотрите его в ящике сами: ",
            en: "the server does not give the message (tries: \(tries)), look at it in the mailbox yourself: "
        ) + why
    }
}
