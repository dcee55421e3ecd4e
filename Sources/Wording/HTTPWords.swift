/// Why the web server does not listen.
public enum HTTPWords {
    /// An address that others reach.
    public static func notLoopback(_ host: String) -> Wording {
        Wording(
            ru:
                "\(host) — не адрес самой машины: без шифрования веб-сервер слушает только 127.0.0.1, ::1 или сокет Unix, "
                + "а наружу его открывает обратный прокси (nginx, Caddy) с TLS",
            en:
                "\(host) is not this machine's own address: without encryption the web server listens on 127.0.0.1, ::1 or a "
                + "Unix socket alone; a reverse proxy with TLS (nginx, Caddy) opens it to the outside"
        )
    }

    /// A descriptor of the service manager that is none.
    public static let notListening = Wording(
        ru: "переданный дескриптор — не слушающий сокет",
        en: "what the service manager handed over is no listening socket"
    )

    /// A path where no socket can be.
    public static func badPath(_ path: String) -> Wording {
        Wording(
            ru: "\(path): сокет здесь создать нельзя: путь длиннее 107 байт, или там лежит другой файл",
            en:
                "\(path): no socket can be made there: the path is longer than 107 bytes, or another file lies there"
        )
    }

    /// A place that is taken.
    public static func inUse(_ place: String) -> Wording {
        Wording(ru: "\(place) уже занят другой программой", en: "\(place) is taken by another program")
    }

    /// A call that the system refused.
    public static func refused(_ what: String, _ number: Int32) -> Wording {
        what + ": " + .systemError(number)
    }
}
