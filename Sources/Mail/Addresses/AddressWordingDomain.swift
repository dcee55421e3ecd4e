import Wording

extension AddressFault {
    /// What is wrong behind the `@`.
    var domain: Wording {
        switch self {
        case .noDot:
            Wording(
                ru: "После @ нет точки; напишите домен целиком, например mail.ru, а не mail.",
                en: "There is no dot after the @; write the whole domain, such as mail.ru, not mail."
            )
        case .domainDots:
            Wording(
                ru: "В домене точка стоит с краю или две точки подряд; уберите лишнюю.",
                en: "In the domain a dot stands at the edge or next to another; remove it."
            )
        case .domainCharacter(let character):
            Wording(
                ru: "После @ стоит знак «\(character)», которого в домене быть не может; проверьте адрес.",
                en: "After the @ stands “\(character)”, which no domain can hold; check the address."
            )
        case .domainHyphen:
            Wording(
                ru: "Часть домена начинается или кончается дефисом; уберите его.",
                en: "A part of the domain begins or ends with a hyphen; remove it."
            )
        case .labelTooLong(let label):
            Wording(
                ru: "Часть домена «\(label)» длиннее 63 байт; проверьте, нет ли лишнего.",
                en: "The part “\(label)” of the domain is longer than 63 octets; check for stray text."
            )
        case .domainTooLong(let octets):
            Wording(
                ru: "Домен слишком длинный: \(octets) байт, можно не больше 255.",
                en: "The domain is too long: \(octets) octets, 255 at most."
            )
        case .notIDN(let reason):
            Wording(
                ru: "Такого домена быть не может: его буквы или их сочетание не разрешены (\(reason)).",
                en: "No such domain can be: its letters, or their order, are not permitted (\(reason))."
            )
        case .literal:
            Wording(
                ru: "В скобках после @ не IP-адрес; напишите домен, например example.org.",
                en: "The brackets after the @ hold no IP address; write a domain, such as example.org."
            )
        case .bareIP:
            Wording(
                ru: "После @ стоят одни цифры; напишите домен, например example.org.",
                en: "Digits alone stand after the @; write a domain, such as example.org."
            )
        default:
            Wording(
                ru: "После @ ничего нет; напишите домен, например example.org.",
                en: "Nothing stands after the @; write the domain, such as example.org."
            )
        }
    }
}
