internal import Wording

/// The sentences about `mailbox`.
enum MailboxFaults {
    static let url = Wording(
        ru: "\"imaps://HOST\", \"imap://HOST\" или \"maildir:PATH\"",
        en: "\"imaps://HOST\", \"imap://HOST\" or \"maildir:PATH\""
    )
    static let returnPath = Wording(
        ru: "адрес ящика с местом для метки письма, например \"bounces+{token}@example.org\"",
        en: "the mailbox's address with a place for the letter's mark, as \"bounces+{token}@example.org\""
    )
    static let then = Wording(
        ru: "\"seen\" или { move: \"FOLDER\" }",
        en: "\"seen\" or { move: \"FOLDER\" }"
    )
    static let maildirPath = Wording(
        ru: "после `maildir:` ожидается путь к каталогу, например \"maildir:/var/mail/bounces\"",
        en: "expected a folder's path after `maildir:`, as \"maildir:/var/mail/bounces\""
    )
    static let serverKey = Wording(
        ru: "рядом с `maildir:` не нужен: он только для сервера IMAP",
        en: "is of no use beside `maildir:`: it is for an IMAP server alone"
    )
    static let sameFolder = Wording(
        ru: "письма уходили бы в ту же папку, из которой читаются: назовите другую",
        en: "messages would go to the folder that they are read from: name another one"
    )
    static let alreadyTLS = Wording(
        ru: "imaps:// — это сразу TLS: уберите `tls` или напишите в `url` imap://",
        en: "imaps:// is TLS from the start: leave `tls` out, or write imap:// in `url`"
    )
    static let writeIMAPS = Wording(
        ru: "TLS с самого начала пишется в `url` как imaps://",
        en: "TLS from the start is written imaps:// in `url`"
    )
    static let plainText = Wording(
        ru: "пароль и письма идут по сети открытым текстом",
        en: "the password and messages cross the network in plain text"
    )

    static func noFolderName(_ name: String) -> Wording {
        Wording(
            ru:
                "\"\(name)\" — не имя папки: части имени между `/` не бывают пустыми и не начинаются и не кончаются точкой",
            en:
                "\"\(name)\" is no folder's name: its parts between `/` are not empty, and have no dot at either end"
        )
    }
}
