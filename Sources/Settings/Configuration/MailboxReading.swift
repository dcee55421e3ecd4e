extension MailboxSettings {
    /// How `mailbox` is read.
    static func reading(_ folder: Folder) -> Reading<MailboxSettings> {
        .object { scope in
            let endpoint = scope.required(
                "url",
                .endpoint(schemes: ["imap", "imaps"]),
                "\"imaps://HOST\" or \"imap://HOST\""
            )
            let username = scope.required("username", .string("a user name"), "the mailbox's user")
            let password = scope.required(
                "password",
                SecretSource.reading(folder),
                "{ file: \"PATH\" } or { credential: \"NAME\" }"
            )
            let isSecure = endpoint?.scheme == "imaps"
            var tls: Relay.TLS = isSecure ? .implicit : .starttls
            if let written = scope.optional("tls", Reading<Relay.TLS>.choice) {
                if isSecure, written != .implicit {
                    scope.fault(
                        "tls",
                        "imaps:// is TLS from the start: leave `tls` out, or write imap:// in `url`"
                    )
                } else if !isSecure, written == .implicit {
                    scope.fault("tls", "TLS from the start is written imaps:// in `url`")
                }
                tls = written
            }
            let ca = scope.optional("ca", .path(folder))
            let mailboxFolder = scope.value("folder", .string("a mailbox's folder"), default: "INBOX")
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
        let listen = scope.required("listen", .listen(folder), "\"127.0.0.1:8025\" or \"unix:PATH\"")
        let address = scope.optional("public", .publicAddress)
        return listen.map { DashboardSettings(listen: $0, public: address) }
    }
}

extension Reading where Value == DashboardSettings.Listen {
    /// `HOST:PORT`, `[IPV6]:PORT` or `unix:PATH`.
    fileprivate static func listen(_ folder: Folder) -> Reading {
        Reading<String>.string("an address to listen on").map {
            "expected \"127.0.0.1:8025\", \"[::1]:8025\" or \"unix:PATH\", found \"\($0)\""
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
        Reading.string("a URL").map {
            "expected the address outside, as \"https://mail.example.org\", found \"\($0)\""
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
