/// Words by which a report says what became of the letter.
enum ActionWords {
    /// What became of it.
    static func action(_ mail: Recogniser.Envelope) -> RecipientReport.Action {
        let text = mail.text.folded
        if text.holds(delivered) { return .delivered }
        if text.holds(relayed) { return .relayed }
        guard mail.subject.holds(delayedSubjects) || text.holds(delayed) else { return .failed }
        return text.holds(givenUp) ? .failed : .delayed
    }

    private static let delivered: PhraseList = """
        successfully delivered to | your message was delivered to the following | was delivered to the following recipient
        has been delivered to the following | delivery was successful | было успешно доставлено | успешно доставлено
        wurde erfolgreich zugestellt
        """
    private static let relayed: PhraseList = """
        successfully relayed to | was relayed to the following | delivery to these recipients or groups is complete, but no delivery
        """
    private static let delayedSubjects: PhraseList = """
        delay | warning: could not send message for past | warning: message | still being retried | отложен | задерж | verzögert | retardé
        """
    private static let delayed: PhraseList = """
        no action is required on your part | you do not need to resend | do not need to resend your message | warning message only
        only a warning | this is a warning only | will be retried | will retry | will keep trying | will continue to | still being retried
        has not yet been delivered | delivery attempts will continue | message still undelivered | has been delayed | is delayed
        will be attempted again | has been postponed | попытки доставки будут продолж | попытки будут продолж | доставка отложена
        повторные попытки
        """
    private static let givenUp: PhraseList = """
        giving up | given up | permanent error | failed permanently | permanent failure | permanent fatal errors | gave up
        """
}
