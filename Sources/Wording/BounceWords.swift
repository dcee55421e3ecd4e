/// What is said about mail that came back.
public enum BounceWords {
    // MARK: Help

    /// What the command does.
    public static let summary = Wording(
        ru: "Объяснить вернувшееся письмо: о ком оно, что случилось, почему и что делать",
        en: "Explain a returned mail: whom it is about, what happened, why, and what to do"
    )
    /// Help of the command.
    public static let discussion = Wording(
        ru: """
            Читает письма из файлов (.eml или mbox с несколькими письмами; «-» — стандартный ввод), ничего не записывая, если нет --record: отчёты о доставке \
            по стандарту и в собственном виде почтовых программ, жалобы на спам, автоответы, ответы календаря, отписки. База и настройки нужны только для --record.

            С --json — строка на получателя: recipient, action (failed, delayed, delivered, relayed, expanded), status, class \
            (no_such_mailbox, full, policy, spam, too_large, domain_gone, greylisted, unknown), original_message_id, kind (dsn, complaint, \
            auto_reply, challenge, answer, unsubscribe, list, domain_report, message), file, diagnostic; чего нет, то null.

            Коды завершения: 0 — прочитано, 65 — файл пуст или слишком велик, 66 — файла нет или он не читается; остальные файлы всё равно читаются.
            """,
        en: """
            Reads mail from files (.eml, or mbox with several; “-” is standard input) and writes nothing without --record: reports of deliveries by the \
            standard and in mail programs' own forms, complaints of spam, automatic replies, answers of calendars, unsubscribing. Database \
            and configuration are needed for --record alone.

            With --json a line for each recipient: recipient, action (failed, delayed, delivered, relayed, expanded), status, class \
            (no_such_mailbox, full, policy, spam, too_large, domain_gone, greylisted, unknown), original_message_id, kind (dsn, complaint, \
            auto_reply, challenge, answer, unsubscribe, list, domain_report, message), file, diagnostic; null for what there is not.

            Exit codes: 0 read, 65 a file is empty or too large, 66 a file is not there or cannot be read; the others are read all the same.
            """
    )
    /// Help of `FILE`.
    public static let file = Wording(
        ru: "Вернувшееся письмо, или «-»",
        en: "The returned mail, or “-”"
    )
    /// An example with a file.
    public static let example = Wording(ru: "Что означает это письмо?", en: "What does this mail mean?")
    /// An example with a mailbox file.
    public static let exampleMailbox = Wording(
        ru: "Весь ящик возвратов для программы",
        en: "A whole mailbox of returns, for a program"
    )

    // MARK: Kinds

    /// A report of deliveries that names nobody.
    public static let reportOfNobody = Wording(
        ru: "отчёт о доставке; кому было письмо, в нём не сказано",
        en: "a report of a delivery that does not tell whose"
    )
    /// A report of deliveries.
    public static let report = Wording(ru: "отчёт о доставке", en: "a report of a delivery")
    /// A complaint.
    public static let complaint = Wording(ru: "жалоба на спам", en: "a complaint of spam")
    /// An automatic reply.
    public static let autoReply = Wording(ru: "автоматический ответ", en: "an automatic reply")
    /// A challenge.
    public static let challenge = Wording(
        ru: "просьба подтвердить, что отправитель — человек",
        en: "a request to prove that the sender is a person"
    )
    /// A calendar's answer.
    public static let answer = Wording(
        ru: "ответ календаря на приглашение",
        en: "a calendar's answer to an invitation"
    )
    /// A request not to be written to.
    public static let unsubscribe = Wording(ru: "просьба не писать", en: "a request not to be written to")
    /// Mail of a list.
    public static let list = Wording(ru: "письмо списка рассылки", en: "mail of a mailing list")
    /// A report on the mail of a whole domain.
    public static let domainReport = Wording(
        ru: "сводка о почте домена (DMARC, TLS), не отчёт о письме",
        en: "a report on the domain's mail (DMARC, TLS), not of a letter"
    )
    /// An ordinary mail.
    public static let message = Wording(
        ru: "обычное письмо, не отчёт о доставке",
        en: "an ordinary mail, no report of a delivery"
    )

    // MARK: Lines

    /// Whose mailbox it is.
    public static let recipient = Wording(ru: "получатель", en: "recipient")
    /// From whom a mail that is no report came.
    public static let from = Wording(ru: "от кого", en: "from")
    /// What became of the letter.
    public static let outcome = Wording(ru: "что случилось", en: "what happened")
    /// The code.
    public static let status = Wording(ru: "код", en: "status")
    /// Why.
    public static let reason = Wording(ru: "причина", en: "class")
    /// The server that said it.
    public static let server = Wording(ru: "сервер", en: "server")
    /// What it said.
    public static let said = Wording(ru: "ответ", en: "it said")
    /// What to do.
    public static let advice = Wording(ru: "что делать", en: "what to do")
    /// Which letter.
    public static let letter = Wording(ru: "письмо", en: "letter")
    /// Nobody knows whom.
    public static let nobody = Wording(ru: "не назван", en: "not named")

    // MARK: What became of it

    /// `failed`.
    public static let failed = Wording(
        ru: "не доставлено и доставлено не будет",
        en: "not delivered, and will not be"
    )
    /// `delayed`; until when, where that is told.
    public static func delayed(until: String?) -> Wording {
        let base = Wording(
            ru: "ещё не доставлено, попытки продолжаются",
            en: "not delivered yet, and tried on"
        )
        return until.map { base + Wording(ru: " до \($0)", en: " until \($0)") } ?? base
    }
    /// `delivered`.
    public static let delivered = Wording(ru: "доставлено в ящик", en: "delivered to the mailbox")
    /// `relayed`.
    public static let relayed = Wording(
        ru: "передано серверу, который о дальнейшем не сообщает",
        en: "handed to a server that reports no more"
    )
    /// `expanded`.
    public static let expanded = Wording(
        ru: "разослано тем, кто стоит за этим адресом",
        en: "passed to those behind the address"
    )

    // MARK: Answers

    /// `accepted` and the like, with who answered.
    public static func participation(_ word: String) -> Wording {
        switch word {
        case "accepted": Wording(ru: "придёт", en: "will come")
        case "declined": Wording(ru: "не придёт", en: "will not come")
        case "tentative": Wording(ru: "придёт, возможно", en: "may come")
        case "delegated": Wording(ru: "вместо себя посылает другого", en: "sends somebody else")
        default: Wording(ru: "пока не решено", en: "not decided yet")
        }
    }
    /// How long somebody is away.
    public static func absent(_ day: String, isReturn: Bool) -> Wording {
        isReturn
            ? Wording(ru: "отсутствует, вернётся \(day)", en: "away, back on \(day)")
            : Wording(ru: "отсутствует по \(day) включительно", en: "away until \(day)")
    }

    // MARK: Advice

    /// Nothing.
    public static let nothingToDo = Wording(ru: "ничего", en: "nothing")
    /// It is tried on.
    public static let wait = Wording(
        ru: "подождать: сервер повторяет попытки сам",
        en: "wait: the server tries on by itself"
    )
    /// The letter was called spam.
    public static let spam = Wording(
        ru:
            "Проверить SPF, DKIM и DMARC, посмотреть, что в письме похоже на спам, написать postmaster получателя",
        en:
            "Check SPF, DKIM and DMARC, look for what makes the letter look like spam, write to the recipient's postmaster"
    )
    /// They complained.
    public static let stopWriting = Wording(ru: "больше не писать: ", en: "write no more: ")
    /// They asked not to get mailings.
    public static let stopMailings = Wording(
        ru: "рассылок больше не отправлять: ",
        en: "send no more mailings: "
    )
    /// A program wants a person.
    public static let answerChallenge = Wording(
        ru: "выполнить просьбу по ссылке из письма или связаться иначе: письмо пока не прочитано",
        en: "do what the mail asks, or use another way: the letter has not been read yet"
    )
    /// Record the answer.
    public static let recordAnswer = Wording(ru: "записать ответ: ", en: "record the answer: ")
    /// A person wrote.
    public static let readIt = Wording(ru: "прочитать: пишет человек", en: "read it: a person writes")

    // MARK: Faults

    /// Nothing is in the file.
    public static func empty(_ path: String) -> Wording {
        Wording(
            ru: "\(path): файл пуст, письма в нём нет",
            en: "\(path): the file is empty, there is no mail in it"
        )
    }
    /// It is larger than anything that is read.
    public static func tooLarge(_ path: String, megabytes: Int) -> Wording {
        Wording(
            ru: "\(path): файл больше \(megabytes) МБ, столько не читается",
            en: "\(path): the file is larger than \(megabytes) MB, which is more than is read"
        )
    }
}
