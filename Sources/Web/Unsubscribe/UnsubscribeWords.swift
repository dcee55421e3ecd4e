import Wording

/// What is said to people who want no more bulk mail.
enum UnsubscribeWords {
    static let title = Wording(ru: "Отписка от рассылки", en: "Unsubscribe")
    static let question = Wording(
        ru: "Нажмите кнопку, и приглашения и напоминания на этот адрес больше приходить не будут. "
            + "Письма о вашей собственной регистрации вы по-прежнему получите.",
        en: "Press the button, and no more invitations and reminders go to this address. "
            + "You still get the letters about your own registration."
    )
    static let button = Wording(ru: "Отписаться", en: "Unsubscribe")
    static let doneTitle = Wording(ru: "Вы отписались", en: "You are unsubscribed")
    static let done = Wording(
        ru: "Рассылок на этот адрес больше не будет.",
        en: "No more bulk mail goes to this address."
    )
    static let noToken = Wording(
        ru: "Эта ссылка не из наших писем, или письма с ней давно нет. Ответьте на письмо, и вас отпишут.",
        en:
            "This link is from no letter of ours, or its letter is long gone. Reply to the letter, and you are unsubscribed."
    )
    static let noWish = Wording(
        ru: "Чтобы отписаться, откройте ссылку из письма и нажмите кнопку.",
        en: "To unsubscribe, open the link of the letter and press the button."
    )
    static let later = Wording(
        ru: "Сейчас отписать не получилось. Попробуйте через минуту или ответьте на письмо.",
        en: "It could not be done now. Try again in a minute, or reply to the letter."
    )
}
