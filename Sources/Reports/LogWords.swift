package import Store
package import Wording

/// Kinds and outcomes of the log's rows in words, beside the words that programs take.
package enum LogWords {
    /// What kind of thing happened, for readers who have nothing to do with programs.
    package static func kind(_ kind: LogKind) -> Wording {
        switch kind {
        case .attempt: Wording(ru: "попытка", en: "attempt")
        case .dsn: Wording(ru: "отчёт о доставке", en: "delivery report")
        case .autoReply: Wording(ru: "автоответ", en: "automatic answer")
        case .answer: Wording(ru: "ответ", en: "answer")
        case .unsubscribe: Wording(ru: "отписка", en: "unsubscription")
        case .admin: Wording(ru: "действие", en: "act")
        }
    }

    /// What came of it; the word itself where it is none of the usual ones.
    package static func outcome(_ word: String) -> Wording {
        if let state = MessageState(rawValue: word) { return state.plain }
        return switch word {
        case "released": Wording(ru: "отпущено", en: "released")
        case "retried": Wording(ru: "отправляется снова", en: "retried")
        case "resent": Wording(ru: "отправлено ещё раз", en: "resent")
        case "redirected": Wording(ru: "адрес исправлен", en: "redirected")
        case "approved": Wording(ru: "утверждено", en: "approved")
        case "unsuppressed": Wording(ru: "снят запрет", en: "unsuppressed")
        case "forgotten": Wording(ru: "забыто", en: "forgotten")
        case "clock_accepted": Wording(ru: "часам поверили", en: "clock accepted")
        default: MailingState(rawValue: word)?.plain ?? Wording(verbatim: word)
        }
    }
}
