import Letters
import Mail
import Store

/// How bulk letters say that one unsubscribes, as configuration has it: the token is the letter's own and is made with it,
/// so that a letter made anew has the same.
struct UnsubscriptionOffer: Sendable {
    /// Where one click is answered, up to the token; nil: nowhere.
    private let page: String?
    /// Whether mail to the envelope's sender is read by the daemon.
    private let isMailboxRead: Bool
    private let key: SecretKey?

    init(_ settings: LetterSettings, _ key: SecretKey?) {
        page = settings.page.map { $0 + "/u/" }
        isMailboxRead = settings.isMailboxRead
        self.key = key
    }

    /// What a letter to this message's person says.
    func made(for message: ClaimedMessage) -> LetterRequest.Unsubscribe {
        let token = key.map {
            UnsubscribeToken(message: message.id, personKey: message.personKey, key: $0).text
        }
        return LetterRequest.Unsubscribe(
            url: token.flatMap { token in page.map { $0 + token } },
            token: token,
            isMailboxRead: isMailboxRead
        )
    }
}
