import Mail
import SMTP
import Wording

/// What `vestnik status` says of relays.
extension Reasons {
    static let silentRelay = Wording(
        ru: "принимает соединение и не отвечает: не прислал приветствия",
        en: "accepts the connection and is silent: no greeting came"
    )

    static func relayTakesNothing(_ told: Wording) -> Wording {
        Wording(
            ru: "давно не принимает писем, ссылаясь на их число: \(told.ru)",
            en: "has taken nothing for long, for the number of messages: \(told.en)"
        )
    }
}

/// Why a relay is not used, or cannot take a letter as it is.
extension Reasons {
    static let noSession = Wording(
        ru: "сервер не обслуживает ни одного нашего сеанса",
        en: "the relay serves no session of ours"
    )
    static let limitSpent = Wording(ru: "предел исчерпан", en: "its limit was spent")
    static let noRelayForIt = Wording(
        ru: "первому серверу письмо в таком виде не передать, а другие сейчас недоступны",
        en: "the first relay cannot take it as it is, and no other can be used now"
    )

    static func noOtherRelay(_ problem: Wording) -> Wording {
        Wording(
            ru: "\(problem.ru); другие серверы сейчас недоступны",
            en: "\(problem.en); no other relay can be used now"
        )
    }

    static func noReply(at stage: Stage) -> Wording {
        Wording(
            ru: "ответ не пришёл вовремя (\(stage.wording.ru))",
            en: "no reply in time: \(stage.wording.en)"
        )
    }
}
