import SMTPServer

/// What the development server does with which mailbox, for help.
enum SinkTricks {
    static var english: String {
        Script.tricks.map { "\($0.localPart)… — \($0.meaning)" }.joined(separator: "; ")
    }

    static var russian: String {
        Script.tricks.map { "\($0.localPart)… — \(meanings[$0.localPart] ?? $0.meaning)" }
            .joined(separator: "; ")
    }

    private static let meanings = [
        "bounce": "отказ навсегда: 550 5.1.1, нет такого ящика",
        "disabled": "отказ навсегда: 550 5.2.1, ящик отключён",
        "defer": "отсрочка каждый раз: 451 4.7.1",
        "full": "отсрочка каждый раз: 452 4.2.2, ящик полон",
        "greylist": "отсрочка в первый раз: 450 4.2.0, потом принимает",
        "busy": "в первый раз 421 4.3.2 и обрыв связи, потом принимает",
        "spam": "отказ после содержания: 554 5.7.1",
        "slow": "принимает через две секунды после конца письма",
        "drop": "в первый раз обрыв связи вместо ответа на RCPT",
        "lost": "в первый раз принимает, но обрывает связь до ответа",
    ]
}
