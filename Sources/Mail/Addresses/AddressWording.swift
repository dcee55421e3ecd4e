import Wording

extension AddressFault {
    /// What is wrong and what to write.
    var wording: Wording {
        switch self {
        case .empty, .noAt, .twoAts, .several, .displayName, .mailto, .tooLong: shape
        case .space, .control, .invisible: character
        case .noLocalPart, .localDots, .localCharacter, .quotes, .localTooLong: local
        default: domain
        }
    }

    private var shape: Wording {
        switch self {
        case .noAt:
            Wording(
                ru: "В адресе нет знака @; напишите имя ящика, @ и домен, например ivanov@example.org.",
                en: "The address has no @; write the mailbox, @ and the domain, such as ivanov@example.org."
            )
        case .twoAts:
            Wording(
                ru: "В адресе больше одного знака @; оставьте один адрес с одним @.",
                en: "The address has more than one @; keep one address with one @."
            )
        case .several:
            Wording(
                ru: "Здесь несколько адресов; напишите один, остальные — отдельными строками.",
                en: "There are several addresses here; write one, and the others on rows of their own."
            )
        case .displayName:
            Wording(
                ru:
                    "Вместе с адресом написано имя или угловые скобки; оставьте один адрес: ivanov@example.org.",
                en: "A name or angle brackets stand beside the address; keep the address: ivanov@example.org."
            )
        case .mailto:
            Wording(
                ru: "Перед адресом стоит «mailto:»; уберите это слово.",
                en: "The address begins with “mailto:”; remove that word."
            )
        case .tooLong(let octets):
            Wording(
                ru: "Адрес слишком длинный: \(octets) байт, можно не больше 254; проверьте, нет ли лишнего.",
                en: "The address is too long: \(octets) octets, 254 at most; check for stray text."
            )
        default:
            Wording(
                ru: "Адрес не указан; напишите его, например ivanov@example.org.",
                en: "The address is empty; write one, such as ivanov@example.org."
            )
        }
    }

    private var character: Wording {
        switch self {
        case .control(let code):
            Wording(
                ru:
                    "В адресе управляющий знак \(name(code)) (перевод строки, табуляция); наберите адрес заново.",
                en: "The address holds the control character \(name(code)); type the address anew."
            )
        case .invisible(let code):
            Wording(
                ru: "В адресе невидимый знак \(name(code)), обычно след копирования; наберите адрес заново.",
                en:
                    "The address holds the invisible character \(name(code)), often left by copying; type it anew."
            )
        default:
            Wording(
                ru: "В адресе есть пробел; уберите его.",
                en: "The address holds a space; remove it."
            )
        }
    }

    private var local: Wording {
        switch self {
        case .localDots:
            Wording(
                ru: "Перед @ точка стоит с краю или две точки подряд; уберите лишнюю.",
                en: "Before the @ a dot stands at the edge or next to another; remove it."
            )
        case .localCharacter(let character):
            Wording(
                ru: "Перед @ стоит знак «\(character)», которого там быть не может; проверьте адрес.",
                en: "Before the @ stands “\(character)”, which cannot be there; check the address."
            )
        case .quotes:
            Wording(
                ru: "Кавычки перед @ не закрыты или стоят не вокруг всего имени ящика; проверьте адрес.",
                en:
                    "The quotes before the @ are not closed or do not surround the whole mailbox; check the address."
            )
        case .localTooLong(let octets):
            Wording(
                ru: "Имя ящика перед @ слишком длинное: \(octets) байт, можно не больше 64.",
                en: "The mailbox before the @ is too long: \(octets) octets, 64 at most."
            )
        default:
            Wording(
                ru: "Перед @ ничего нет; напишите имя ящика, например ivanov@example.org.",
                en: "Nothing stands before the @; write the mailbox, such as ivanov@example.org."
            )
        }
    }

    private func name(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
