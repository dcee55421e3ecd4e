internal import Store
internal import Wording

extension MessageState {
    /// What it means, in one sentence.
    var sentence: Wording {
        switch self {
        case .queued:
            Wording(
                ru: "Ждёт своего времени или свободного соединения.",
                en: "Waits for its time or a free connection."
            )
        case .held: Wording(ru: "Ждёт решения человека.", en: "Waits for a person.")
        case .sending: Wording(ru: "Передаётся сейчас.", en: "In transfer now.")
        case .deferred:
            Wording(
                ru: "Сервер пока не принял; уйдёт снова в next_attempt_at.",
                en: "Refused for now; goes again at next_attempt_at."
            )
        case .sent: Wording(ru: "Сервер принял его на себя.", en: "The relay took responsibility for it.")
        case .inDoubt:
            Wording(
                ru: "Связь прервалась между концом письма и ответом; решает inDoubt в настройках.",
                en:
                    "The connection broke between the end of data and the reply; inDoubt in the configuration decides."
            )
        case .bounced:
            Wording(
                ru: "Сервер отказал окончательно, сразу или потом.",
                en: "Refused for good, at once or later."
            )
        case .expired: Wording(ru: "Не успело уйти.", en: "Its time ran out before it went.")
        case .rejected:
            Wording(
                ru: "Не отправлялось: такого адреса не бывает или письмо не составить.",
                en: "Never tried: an address that cannot be, or a letter that cannot be made."
            )
        case .suppressed:
            Wording(ru: "Адрес в списке запрета.", en: "The address is on the suppression list.")
        case .cancelled: Wording(ru: "Отозвано до отправки.", en: "Withdrawn before it went.")
        }
    }
}

extension MailingState {
    /// What it means, in one sentence.
    var sentence: Wording {
        switch self {
        case .scheduled: Wording(ru: "Её время не пришло.", en: "Its time has not come.")
        case .awaitingApproval: Wording(ru: "Ждёт утверждения.", en: "Waits for approval.")
        case .running: Wording(ru: "Письма уходят.", en: "Its messages go out.")
        case .paused:
            Wording(ru: "Остановлена человеком или из-за отказов.", en: "Stopped by a person or by refusals.")
        case .finished:
            Wording(ru: "Ни одно письмо больше не ждёт.", en: "None of its messages waits any more.")
        case .missed:
            Wording(ru: "Опоздала больше, чем на lateBy.", en: "Its time passed by more than lateBy.")
        case .cancelled: Wording(ru: "Отозвана.", en: "Withdrawn.")
        }
    }
}

extension MessageCause {
    /// What it means, in one sentence.
    var sentence: Wording {
        switch self {
        case .awaitsApproval:
            Wording(ru: "held: рассылка ждёт утверждения.", en: "held: its mailing waits for approval.")
        case .mistyped:
            Wording(ru: "held: похоже, в адресе опечатка.", en: "held: the address looks mistyped.")
        case .suspicious:
            Wording(
                ru: "held: имя или организация похожи на спам через форму.",
                en: "held: name or organization look like an abuse of the form."
            )
        case .tooMany:
            Wording(
                ru: "held: на этот ящик за сутки ушло столько писем, сколько разрешено.",
                en: "held: the mailbox has had as many letters within a day as the limits allow."
            )
        case .restored:
            Wording(
                ru: "held: база восстановлена из копии, письмо могло уже уйти.",
                en: "held: the database was restored from a backup, and may have sent it before."
            )
        case .relayRefuses:
            Wording(
                ru: "held: сервер не принимает нашу почту, кому бы она ни шла.",
                en: "held: the relay does not take our mail, whoever it is for."
            )
        case .sameRefusal:
            Wording(
                ru: "held: многие письма отвергнуты по одной и той же причине.",
                en: "held: many letters were refused for the same reason."
            )
        case .tooLarge:
            Wording(
                ru: "held: письмо больше, чем берёт сервер.",
                en: "held: the letter is larger than the relay takes."
            )
        case .crashedTwice:
            Wording(
                ru: "held: программа дважды падала, работая над ним.",
                en: "held: the program died twice while it worked on it."
            )
        case .mailingStopped:
            Wording(ru: "held: рассылку остановил человек.", en: "held: a person stopped its mailing.")
        case .overCap:
            Wording(
                ru: "held: получателей больше, чем разрешает cap.",
                en: "held: the mailing is for more people than its cap."
            )
        case .inDoubt:
            Wording(
                ru: "in_doubt: связь прервалась после конца письма.",
                en: "in_doubt: the connection broke after the end of data."
            )
        case .notAcknowledged:
            Wording(
                ru: "in_doubt: сервер брал письмо снова и снова и ни разу не ответил.",
                en: "in_doubt: a relay took it again and again and never answered."
            )
        case .administrator:
            Wording(ru: "cancelled или held: так решил человек.", en: "cancelled or held: a person said so.")
        case .mailingCancelled:
            Wording(
                ru: "cancelled: рассылку отозвал человек.",
                en: "cancelled: a person withdrew its mailing."
            )
        case .eventCancelled:
            Wording(ru: "cancelled: мероприятие отменено.", en: "cancelled: the event was called off.")
        case .registrationCancelled:
            Wording(
                ru: "cancelled: заявка отменена или удалена раньше.",
                en: "cancelled: the registration was cancelled or deleted first."
            )
        case .outdated:
            Wording(
                ru: "cancelled: того, о чём оно, больше нет.",
                en: "cancelled: what it tells is no longer so."
            )
        case .superseded:
            Wording(
                ru: "cancelled: об этом скажет более позднее письмо.",
                en: "cancelled: a later letter tells what it would have told."
            )
        case .duplicate:
            Wording(
                ru: "cancelled: у человека это письмо уже есть, по другой строке или на другом адресе.",
                en: "cancelled: the person has it already, by another row or under another address."
            )
        case .answered:
            Wording(
                ru: "cancelled: приглашённый уже ответил.",
                en: "cancelled: the invitee has answered meanwhile."
            )
        case .leftAudience:
            Wording(
                ru: "cancelled: человек больше не из тех, кому рассылка.",
                en: "cancelled: the person does not belong to the audience any more."
            )
        case .declined:
            Wording(
                ru: "cancelled: участник отклонил приглашение в своём календаре.",
                en: "cancelled: the person has declined in their calendar."
            )
        case .returned:
            Wording(
                ru: "bounced: сервер принял письмо, а потом сообщил, что оно не доставлено.",
                en: "bounced: a relay took it, and a report said later that it did not arrive."
            )
        case .forgotten:
            Wording(ru: "cancelled: данные человека стёрты.", en: "cancelled: the person's data were erased.")
        case .missed:
            Wording(
                ru: "expired: ни разу не отправлялось, время прошло.",
                en: "expired: never tried, its time had passed."
            )
        case .givenUp:
            Wording(
                ru: "expired: отправлялось, пока было можно.",
                en: "expired: tried until its time ran out."
            )
        case .suppressed:
            Wording(
                ru: "suppressed: адрес в списке запрета.",
                en: "suppressed: the address is on the suppression list."
            )
        case .invalidAddress:
            Wording(ru: "rejected: это не адрес.", en: "rejected: the address is none.")
        case .template:
            Wording(
                ru: "rejected: шаблону не хватает данных этой строки.",
                en: "rejected: the template cannot be filled in from this row."
            )
        case .detailsTooLong:
            Wording(
                ru: "rejected: details длиннее limits.detailsBytes.",
                en: "rejected: details are longer than limits.detailsBytes."
            )
        case .letterTooLong:
            Wording(
                ru: "rejected: письмо больше limits.letterBytes.",
                en: "rejected: the letter is longer than limits.letterBytes."
            )
        case .needsSMTPUTF8:
            Wording(
                ru: "bounced или held: ни один сервер не берёт адресов не в ASCII.",
                en: "bounced or held: no relay takes addresses that are not ASCII."
            )
        }
    }
}
