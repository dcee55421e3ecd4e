internal import Wording

/// The sentences about secrets that cannot be had.
enum SecretWords {
    static func unreadable(_ path: String, _ why: Wording) -> Wording {
        Wording(ru: "пароль или токен в \(path) не читается: ", en: "cannot read the secret in \(path): ")
            + why
    }

    static func notText(_ path: String) -> Wording {
        Wording(
            ru: "пароль или токен в \(path) — не текст в UTF-8",
            en: "the secret in \(path) is not UTF-8 text"
        )
    }

    static func empty(_ path: String) -> Wording {
        Wording(
            ru: "в \(path) нет пароля или токена: он должен стоять в первой строке",
            en: "the secret in \(path) is empty: its first line is what counts"
        )
    }

    static func controlCharacter(_ path: String) -> Wording {
        Wording(
            ru: "в первой строке \(path) управляющий символ",
            en: "the secret in \(path) has a control character in its first line"
        )
    }

    static func open(_ path: String) -> Wording {
        Wording(
            ru: "\(path) может прочитать любой пользователь этой машины: chmod 600",
            en: "every user of this machine can read \(path): chmod 600 it"
        )
    }

    static func noCredential(_ name: String) -> Wording {
        Wording(
            ru: "нет учётных данных \(name): не задана переменная $CREDENTIALS_DIRECTORY, "
                + "которую systemd задаёт службе с LoadCredential=\(name):…",
            en: "the credential \(name) is not there: $CREDENTIALS_DIRECTORY is not set, "
                + "which systemd does for a unit with LoadCredential=\(name):…"
        )
    }
}
