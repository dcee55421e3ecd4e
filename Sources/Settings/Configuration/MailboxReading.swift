internal import Wording

extension MailboxSettings {
    /// How `mailbox` is read.
    static func reading(_ folder: Folder) -> Reading<MailboxSettings> {
        .object { scope in
            let endpoint = scope.required(
                "url",
                .endpoint(schemes: ["imap", "imaps"]),
                Wording(ru: "\"imaps://HOST\" или \"imap://HOST\"", en: "\"imaps://HOST\" or \"imap://HOST\"")
            )
            let username = scope.required(
                "username",
                .string(Wording(ru: "имя пользователя", en: "a user name")),
                Wording(ru: "имя пользователя ящика", en: "the mailbox's user")
            )
            let password = scope.required(
                "password",
                SecretSource.reading(folder),
                Wording(
                    ru: "{ file: \"PATH\" } или { credential: \"NAME\" }",
                    en: "{ file: \"PATH\" } or { credential: \"NAME\" }"
                )
            )
            let isSecure = endpoint?.scheme == "imaps"
            var tls: Relay.TLS = isSecure ? .implicit : .starttls
            if let written = scope.optional("tls", Reading<Relay.TLS>.choice) {
                if isSecure, written != .implicit {
                    scope.fault(
                        "tls",
                        Wording(
                            ru: "imaps:// — это сразу TLS: уберите `tls` или напишите в `url` imap://",
                            en: "imaps:// is TLS from the start: leave `tls` out, or write imap:// in `url`"
                        )
                    )
                } else if !isSecure, written == .implicit {
                    scope.fault(
                        "tls",
                        Wording(
                            ru: "TLS с самого начала пишется в `url` как imaps://",
                            en: "TLS from the start is written imaps:// in `url`"
                        )
                    )
                }
                tls = written
            }
            let ca = scope.optional("ca", .path(folder))
            let mailboxFolder = scope.value(
                "folder",
                .string(Wording(ru: "папка ящика", en: "a mailbox's folder")),
                default: "INBOX"
            )
            let every = scope.value(
                "every",
                .duration(Span(5, .seconds), Span(1, .days)),
                default: .seconds(60)
            )
            guard let endpoint, let username, let password else { return nil }
            var result = MailboxSettings(
                host: endpoint.host,
                port: endpoint.port ?? (isSecure ? 993 : 143),
                tls: tls,
                username: username,
                password: password
            )
            result.ca = ca
            result.folder = mailboxFolder
            result.every = every
            return result
        }
    }
}

extension DashboardSettings {
    static func build(_ scope: Scope, _ folder: Folder) -> DashboardSettings? {
        let listen = scope.required(
            "listen",
            .listen(folder),
            Wording(ru: "\"127.0.0.1:8025\" или \"unix:PATH\"", en: "\"127.0.0.1:8025\" or \"unix:PATH\"")
        )
        let address = scope.optional("public", .publicAddress)
        return listen.map { DashboardSettings(listen: $0, public: address) }
    }
}

extension Reading where Value == DashboardSettings.Listen {
    /// `HOST:PORT`, `[IPV6]:PORT` or `unix:PATH`.
    fileprivate static func listen(_ folder: Folder) -> Reading {
        Reading<String>.string(Wording(ru: "адрес, на котором слушать", en: "an address to listen on")).map {
            FaultWords.expected(
                Wording(
                    ru: "\"127.0.0.1:8025\", \"[::1]:8025\" или \"unix:PATH\"",
                    en: "\"127.0.0.1:8025\", \"[::1]:8025\" or \"unix:PATH\""
                ),
                text: $0
            )
        } transform: { text in
            if text.hasPrefix("unix:") {
                let path = folder.resolve(String(text.dropFirst(5)))
                // sun_path of unix(7) holds no more.
                return text.count > 5 && path.utf8.count < 108 ? .unix(path: path) : nil
            }
            guard let endpoint = try? Endpoint("tcp://" + text, schemes: ["tcp"]), let port = endpoint.port
            else {
                return nil
            }
            return .tcp(host: endpoint.host, port: port)
        }
    }
}

extension Reading where Value == String {
    /// The address of the dashboard outside.
    fileprivate static var publicAddress: Reading {
        Reading.string(Wording(ru: "URL", en: "a URL")).map {
            FaultWords.expected(
                Wording(
                    ru: "внешний адрес, например \"https://mail.example.org\"",
                    en: "the address outside, as \"https://mail.example.org\""
                ),
                text: $0
            )
        } transform: { text in
            guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
            let rest = text.dropFirst(scheme.count)
            let authority = rest.prefix { $0 != "/" }
            guard (try? Endpoint(scheme + authority, schemes: ["https", "http"])) != nil,
                !text.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace })
            else { return nil }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        }
    }
}
