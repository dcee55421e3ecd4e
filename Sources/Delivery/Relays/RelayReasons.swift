import Mail
import Wording

/// What `vestnik status` says of relays.
extension Reasons {
    static let silentRelay = Wording(
        ru: "принимает соединение и не отвечает: не прислал приветствия",
        en: "accepts the connection and is silent: no greeting came"
    )

    static func relayTakesNothing(_ reply: String) -> Wording {
        Wording(
            ru: "давно не принимает писем, ссылаясь на их число: \(reply)",
            en: "has taken nothing for long, for the number of messages: \(reply)"
        )
    }
}
