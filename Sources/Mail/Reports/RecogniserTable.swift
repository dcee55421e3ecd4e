/// The forms of reports that follow no standard, as data: the first row whose marks a mail has decides.
enum RecogniserTable {
    /// Addresses of what delivers mail, and the names that go with them, in `From`.
    static let daemons: PhraseList = """
        mailer-daemon | mailer_daemon | mailerdaemon | mailer daemon | mail-daemon | maildaemon | postmaster@ | postmaster\\@ | post_master@
        mail delivery subsystem | mail.delivery.system@ | mdaemon@ | microsoftexchange | double-bounce@ | mailadmin@ | pmdf@
        symantec_antivirus_for_smtp
        """

    /// Names and addresses of programs in `From`.
    static let programs: PhraseList = """
        mailer-daemon | mailer_daemon | mailerdaemon | mailer daemon | mail-daemon | mail daemon | maildaemon | postmaster | post_master
        mail delivery | mail.delivery | maildelivery | mail deliver | delivery subsystem | delivery system | delivery service
        system administrator | mail administrator | mail admin | mail system | internet mail | mdaemon | microsoft exchange
        microsoftexchange | delivery-failure | delivery failure | delivery status | mail router | smtp gateway | smtp server
        mail server | mailscanner | mail-system | mailsystem | undeliverable | mailadmin | pmdf | mtaadmin | non-delivery
        nondelivery | x400 | groupwise | messaging server | symantec_antivirus | auto-mailer | returned mail | server administrator
        ndr administrator | mailbox-unavailable | bounce notification | почтовая система | служба доставки | доставка почты
        администратор почты | mail-delivery
        """

    /// Beginnings of subjects that no person writes of something else.
    static let subjects: PhraseList = """
        undelivered mail | undelivered: | undelivered message | undelivered email | undeliverable | undelivery | mail delivery failed
        mail delivery failure | mail delivery problem | mail delivery error | mail delivery system | mail delivery warning
        mail delivery status | mail delivery notification | mail could not be delivered | mail failure | mail failed | mail system error
        mail error | email error | mail not delivered | mail undeliverable | mail returned | mail bounced | email delivery failure
        email delivery error | email rejected | email not delivered | e-mail delivery | delivery status notification
        delivery status | delivery notification | delivery failure | delivery failed | delivery error | delivery report
        delivery problem | delivery has failed | delivery delayed | delivery delay | delivery unsuccessful | delivery incomplete
        delivery of your message | failure notice | failure delivery | failed mail | failed delivery | failed to deliver | returned mail
        returned to sender | return mail | returned email | returned message | return to sender | non delivery | non-delivery
        nondeliverable | nondelivery | non remis | ndn: | ndr: | could not send message | could not deliver | cannot deliver
        message delivery failure | message delivery has failed | message delivery failed | message not delivered | message status
        message delayed | message undeliverable | message rejected | message could not be delivered | message bounced
        warning: could not send | warning: message | warning - delayed mail | delayed mail | unable to deliver | unable to delivery
        user unknown | unknown user | mailbox full | mailbox is full | rejected: | rejected mail | automatically rejected mail | mail rejected
        there was an error sending your mail | auto: undeliver | bounced mail | bounced message | bounce notification | bounce:
        permanent delivery failure | temporary delivery failure | problem delivering | error sending | error delivering | notification of delivery
        successful mail delivery report | relayed: | delivered: | expanded: | delayed: | failed: | error: user | address unknown
        недоставлен | не доставлен | сообщение не | письмо не | ваше сообщение не | ваше письмо не | невозможно доставить
        не удается доставить | не удаётся доставить | не удалось доставить | уведомление о доставке | уведомление о недоставке
        уведомление о состоянии доставки | отчёт о доставке | отчет о доставке | ошибка доставки | ошибка при доставке
        почта не доставлена | доставка не удалась | доставка отложена | сбой доставки | сбой при доставке | возврат письма
        возврат почты | возвращённое письмо | возвращенное письмо | недоставка | отказ в доставке
        zustellung fehlgeschlagen | unzustellbar | zustellungsfehler | nachricht unzustellbar | mail nicht zustellbar
        nicht zugestellt | nicht zustellbar | benachrichtigung zum übermittlungsstatus | nachricht konnte nicht
        échec de la remise | échec de livraison | échec de la distribution | remise impossible | message non délivré
        message non distribué | message non remis | avis de non-remise | notification d'état de remise | no se puede entregar
        error de entrega | correo no entregado | notificación de estado de entrega | no entregado | mensaje no entregado
        mancato recapito | impossibile recapitare | messaggio non recapitato | notifica dello stato | não entregue
        não é possível entregar | niedostarczalne | niedostarczona | nie dostarczono | nedoručiteln | onbestelbaar
        kan niet worden bezorgd | 配信不能 | 送信エラー | エラー通知 | メールエラー通知 | 系统退信 | 退信 | 邮件发送失败 | 投递失败
        """

    /// What programs alone say.
    static let openings: PhraseList = """
        this is the qmail-send program | i'm afraid i wasn't able to deliver | this message was created automatically by mail
        this message was created automatically by the | this is the mail system at host | this is the postfix program at host
        this is the mail delivery | this is the mailer-daemon | mail delivery system | delivery agent | could not be delivered
        can not be delivered | cannot be delivered | can't be delivered | couldn't be delivered | not be delivered | was not delivered | not delivered to
        wasn't delivered | weren't delivered | undelivered | unable to deliver | not able to deliver | could not deliver
        cannot deliver | couldn't deliver | didn't reach | did not reach | did not receive your message | does not reach | delivery to the following
        delivery to these | delivery to this address | delivery of email | delivery failed | delivery has failed | delivery failure
        delivery of your message | delivery of the message | delivery attempt | error delivering | following recipient
        following address | following user | recipients of the message | list of recipients | permanent fatal errors
        delivery errors | delivery-related errors | transient non-fatal errors | transcript of session | session transcript
        transcript of the session | error while talking to | an error occurred while | an error has occurred while
        error occurred while sending | returned to sender | has been returned | is being returned | been rejected | was rejected
        automatically rejected | message was not | message cannot be | message couldn't be | message could not | message wasn't | mail could not
        email could not | e-mail could not | undeliverable | address not found | message not delivered | message not sent
        message blocked | could not send message | has not yet been | has not been | have not been | been delayed | is delayed | been postponed
        address couldn't be found | address was not found | account is disabled | over quota | no such user | user unknown | unknown user
        mailbox full | mailbox is full | is full | non-delivery | nondelivery | non delivery | delivery status notification | has exceeded
        does not exist | failed to deliver | failed delivery | failed recipient | failed addresses | incorrectly constructed
        reason for failure | reason for the failure | successfully delivered | was delivered to the following
        successfully relayed | was relayed | no valid recipients | no such | invalid recipient | unknown recipient | invalid user
        not recognized | no mailbox | final-recipient:
        не может быть доставлен | не было доставлен | не был доставлен | не доставлен | недоставлен | не удалось доставить | не удается доставить
        не удаётся доставить | не дошло | не были доставлен | невозможно доставить | доставка не удалась | доставить сообщение
        доставить письмо | доставить ваше | сбой при доставке | ошибка при доставке | произошла ошибка | отложена
        konnte nicht | konnte an | nicht zugestellt | unzustellbar | fehlgeschlagen | nicht zustellbar | folgende empfänger
        n'a pas pu | n'ont pas pu | pas pu etre | échec | a échoué | impossible de | n'est pas parvenu | n'a pas été | no se pudo | no se ha podido
        no pudo ser | no ha podido | error en la entrega | impossibile | non è stato | não pôde ser | não foi possível
        nie można | nie mogła | niet worden bezorgd | nelze | 無法 | 配信でき | 届きません | 送信できません | 退回 | 无法 | 不能
        """

    /// Mail of programs that tells of no letter of ours.
    static let notReports: PhraseList = """
        postfix smtp server: errors | cron < | logwatch | fail2ban
        """

    /// Rows for forms whose marks are their own, then what holds for all.
    static let rows: [Recogniser] = [
        Recogniser(
            name: "Exim and those who copy its header",
            fields: ["x-failed-recipients"],
            sender: .anybody
        ),
        Recogniser(
            name: "Gmail, delay",
            from: "mailer-daemon@google | mail delivery subsystem",
            subject: "delivery status notification (delay)",
            action: .delayed
        ),
        Recogniser(
            name: "RFC 6522 without a part for programs",
            body: openings,
            isReport: true,
            sender: .anybody
        ),
        Recogniser(name: "a daemon, by subject and text", subject: subjects, body: openings),
        Recogniser(name: "a daemon, by its text", from: programs, body: openings),
        Recogniser(name: "a daemon, by its subject", from: programs, subject: subjects),
        Recogniser(name: "a daemon that returns the letter", from: daemons, returnsLetter: true),
        Recogniser(
            name: "a program that returns the letter",
            body: openings,
            returnsLetter: true,
            sender: .program
        ),
        Recogniser(
            name: "someone who returns the letter",
            subject: subjects,
            body: openings,
            returnsLetter: true,
            sender: .anybody
        ),
        Recogniser(
            name: "a program that says so twice",
            subject: subjects,
            body: announcements,
            sender: .program
        ),
    ]

    /// Words with which a program begins to tell of recipients, and nobody else.
    private static let announcements: PhraseList = """
        following recipient | following address | to the following | because: | reason: | this is a delivery | this is an automatically
        this message was created automatically | could not be delivered to: | not delivered to: | unknown user: | no such user here
        """
}
