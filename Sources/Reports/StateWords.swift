package import Store
package import Wording

/// What states mean, beside their words: programs and filters take the words as they are.
extension MessageState {
    /// The state with its meaning where the word alone is foreign: `held` — «held (задержано)», “held”.
    package var wording: Wording { Wording(ru: "\(rawValue) (\(russian))", en: rawValue) }

    /// The state in words alone, for readers who have nothing to do with programs.
    package var plain: Wording { Wording(ru: russian, en: rawValue.replacing("_", with: " ")) }

    private var russian: String {
        switch self {
        case .queued: "в очереди"
        case .held: "задержано"
        case .sending: "передаётся"
        case .deferred: "отложено"
        case .sent: "отправлено"
        case .inDoubt: "судьба неизвестна"
        case .bounced: "возвращено"
        case .expired: "срок истёк"
        case .rejected: "не составлено"
        case .suppressed: "в списке запрета"
        case .cancelled: "отменено"
        }
    }
}

extension MailingState {
    /// The state with its meaning where the word alone is foreign.
    package var wording: Wording { Wording(ru: "\(rawValue) (\(russian))", en: rawValue) }

    /// The state in words alone, for readers who have nothing to do with programs.
    package var plain: Wording { Wording(ru: russian, en: rawValue.replacing("_", with: " ")) }

    private var russian: String {
        switch self {
        case .scheduled: "запланирована"
        case .awaitingApproval: "ждёт утверждения"
        case .running: "идёт"
        case .paused: "приостановлена"
        case .finished: "завершена"
        case .missed: "пропущена"
        case .cancelled: "отменена"
        }
    }
}
