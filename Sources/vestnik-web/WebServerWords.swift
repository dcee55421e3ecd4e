import HTTP
import Wording

/// What the web server says of itself.
enum WebServerWords {
    static let noDashboard = Wording(
        ru:
            "нет dashboard: где слушать, сказано должно быть там, например dashboard: { listen: \"127.0.0.1:8025\" }",
        en: "there is no dashboard, which says where to listen, as dashboard: { listen: \"127.0.0.1:8025\" }"
    )
    static let typePassword = Wording(
        ru: "Пароль (на экране его не видно):",
        en: "Password (it is not shown):"
    )
    static let noPassword = Wording(
        ru: "vestnik-web: нужен пароль, одной строкой, не длиннее 511 байт",
        en: "vestnik-web: a password is wanted, on one line of at most 511 bytes"
    )
    static let reloaded = Wording(
        ru: "настройки прочитаны заново; войти нужно снова",
        en: "read the configuration again; logins have ended"
    )
    static let stopping = Wording(ru: "завершается", en: "stopping")
    static let stopped = Wording(ru: "остановлен", en: "stopped")

    static func listening(_ place: ListenAddress, port: Int) -> Wording {
        let told =
            switch place {
            case .tcp(let host, _):
                Wording(verbatim: "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/")
            case .unix(let path, _): Wording(verbatim: path)
            case .inherited: Wording(ru: "сокет systemd", en: "systemd's socket")
            }
        return Wording(ru: "слушает: ", en: "listening: ") + told
    }
}
