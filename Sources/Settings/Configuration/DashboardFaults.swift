internal import Wording

/// What may be wrong with `dashboard`.
enum DashboardFaults {
    static let name = Wording(
        ru: "имя для входа, без пробелов и двоеточий",
        en: "a name to log in by, without spaces and colons"
    )
    static let hash = Wording(
        ru: "хеш пароля: его печатает vestnik-web --hash-password",
        en: "a password's hash, as vestnik-web --hash-password prints it"
    )
    static let noHash = Wording(
        ru:
            "это не хеш пароля: нужно то, что печатает vestnik-web --hash-password; сам пароль в файле не хранят",
        en:
            "is no password's hash: what vestnik-web --hash-password prints is wanted; a password itself has no place in a file"
    )
    static let header = Wording(
        ru: "имя поля заголовка, например \"X-Remote-User\"",
        en: "the name of a header field, as \"X-Remote-User\""
    )
    static let proxyWantsSocket = Wording(
        ru: "поле заголовка может прислать кто угодно; ему верят, только если listen — сокет: \"unix:PATH\"",
        en: "anybody can send a header field; it is believed only where listen is a socket: \"unix:PATH\""
    )

    static func sameName(_ name: String) -> Wording {
        Wording(ru: "имя «\(name)» встречается дважды", en: "names “\(name)” twice")
    }
}
