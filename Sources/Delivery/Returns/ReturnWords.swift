import Mail
package import Wording

/// The sentences about mail that came back, for the administrator and the secretary.
package enum ReturnWords {
    /// Why a letter did not arrive and what to do; a code that nobody knows tells by its class.
    static func returned(_ report: RecipientReport) -> Wording {
        let known = report.status.map(\.meaning)
        let meaning = known?.meaning ?? Wording(ru: "причина не названа", en: "no reason is told")
        let advice =
            known?.advice
            ?? Wording(
                ru: "прочитать ответ сервера, спросить адрес у получателя",
                en: "read what the server said, ask the recipient for an address"
            )
        return Wording(
            ru: "письмо вернулось: \(meaning.ru); что делать: \(advice.ru)",
            en: "the letter came back: \(meaning.en); what to do: \(advice.en)"
        )
    }

    /// Why an address is on the suppression list, for bulk mail.
    static func suppressed(_ reason: BounceClass) -> Wording {
        switch reason {
        case .noSuchMailbox:
            Wording(
                ru: "письма возвращаются: ящика нет",
                en: "letters come back: there is no such mailbox"
            )
        case .domainGone:
            Wording(
                ru: "письма возвращаются: домен не принимает почту",
                en: "letters come back: the domain takes no mail"
            )
        default:
            Wording(
                ru: "письма возвращаются несколько дней подряд: ящик переполнен",
                en: "letters have come back for several days: the mailbox is full"
            )
        }
    }

    static let complained = Wording(
        ru: "получатель пожаловался на письмо как на спам",
        en: "the recipient complained of a letter as spam"
    )
    static let unsubscribed = Wording(ru: "отписка письмом", en: "unsubscribed by mail")
    static let unsubscribedByPage = Wording(ru: "отписка по ссылке", en: "unsubscribed by the link")
    static let takesMail = Wording(ru: "адрес снова принимает почту", en: "the address takes mail again")
    static let guessed = Wording(
        ru: "к какому письму относится, не показано: предположительно к этому; состояние не меняется",
        en: "shows no letter: guessed to be about this one; its state does not change"
    )
    static let challenge = Wording(
        ru: "сервер получателя просит подтвердить, что письмо отправил человек",
        en: "the recipient's server asks for proof that a person wrote"
    )

    /// How long somebody is away.
    static func absence(_ absence: Absence) -> Wording {
        let day = absence.until
        let date = [day.year, day.month, day.day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        return absence.isReturn
            ? Wording(ru: "вернётся \(date)", en: "is back on \(date)")
            : Wording(ru: "отсутствует по \(date)", en: "is away until \(date)")
    }

    /// For the journal and the log of the daemon.
    static func bounced(_ message: Int64, _ address: String) -> Wording {
        Wording(
            ru: "письмо \(message) вернулось: \(address)",
            en: "letter \(message) came back: \(address)"
        )
    }
    static func listed(_ address: String, _ why: Wording) -> Wording {
        Wording(
            ru: "\(address): массовых писем больше не будет (\(why.ru)); вернуть: vestnik suppress remove",
            en: "\(address): no more bulk mail (\(why.en)); to undo: vestnik suppress remove"
        )
    }

    /// The database refuses what returned mail would have it write.
    static func passedOver(_ count: Int) -> Wording {
        Wording(
            ru:
                "вернувшиеся письма (\(count)) не удалось записать, они пропущены и остались в ящике: vestnik bounce --record",
            en:
                "returned mail (\(count)) cannot be recorded; it is passed over and stays in the mailbox: vestnik bounce --record"
        )
    }

    /// Reading these mails has killed the program twice.
    static func deadly(_ keys: [String]) -> Wording {
        let some = keys.prefix(3).joined(separator: ", ") + (keys.count > 3 ? ", …" : "")
        return Wording(
            ru:
                "вернувшиеся письма (\(keys.count)) пропущены: на их чтении демон дважды аварийно завершился. Они остались в ящике: \(some)",
            en:
                "returned mail (\(keys.count)) is passed over: reading it has killed the daemon twice. It stays in the mailbox: \(some)"
        )
    }

    static func mailbox(_ fault: Wording) -> Wording {
        Wording(
            ru: "ящик возвратов не читается: \(fault.ru)",
            en: "the mailbox of returned mail is not read: \(fault.en)"
        )
    }

    package static let declined = Wording(
        ru: "участник отклонил приглашение в своём календаре",
        en: "the person has declined in their calendar"
    )
}
