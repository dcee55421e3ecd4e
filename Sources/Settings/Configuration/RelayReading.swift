internal import Wording

extension Relay {
    /// How an item of `relays` is read.
    static func reading(_ folder: Folder) -> Reading<Relay> {
        .object { scope in
            let endpoint = scope.required(
                "url",
                .endpoint(schemes: ["smtp", "smtps"]),
                Wording(
                    ru: "\"smtp://HOST:PORT\" или \"smtps://HOST:PORT\"",
                    en: "\"smtp://HOST:PORT\" or \"smtps://HOST:PORT\""
                )
            )
            let isSecure = endpoint?.scheme == "smtps"
            var relay = Relay(
                host: endpoint?.host ?? "",
                port: endpoint?.port ?? (isSecure ? 465 : 25),
                tls: isSecure ? .implicit : .starttls
            )
            readTLS(scope, isSecure, &relay)
            relay.ca = scope.optional("ca", .path(folder))
            readCredentials(scope, folder, &relay)
            relay.helo = scope.optional("helo", .helo)
            relay.connections = scope.value("connections", .integer(1...1000), default: relay.connections)
            relay.messagesPerConnection = scope.value(
                "messagesPerConnection",
                .integer(1...1_000_000),
                default: relay.messagesPerConnection
            )
            relay.messagesPerMinute = scope.value("messagesPerMinute", .integer(0...1_000_000), default: 0)
            relay.messagesPerDay = scope.value("messagesPerDay", .integer(0...1_000_000_000), default: 0)
            warn(scope, relay)
            return endpoint == nil ? nil : relay
        }
    }

    private static func readTLS(_ scope: Scope, _ isSecure: Bool, _ relay: inout Relay) {
        guard let tls = scope.optional("tls", Reading<TLS>.choice) else { return }
        switch (isSecure, tls) {
        case (true, .none), (true, .starttls):
            scope.fault(
                "tls",
                Wording(
                    ru: "smtps:// — это сразу TLS: уберите `tls` или напишите в `url` smtp://",
                    en: "smtps:// is TLS from the start: leave `tls` out, or write smtp:// in `url`"
                )
            )
        case (false, .implicit):
            scope.fault(
                "tls",
                Wording(
                    ru: "TLS с самого начала пишется в `url` как smtps://",
                    en: "TLS from the start is written smtps:// in `url`"
                )
            )
        default:
            relay.tls = tls
        }
    }

    private static func readCredentials(_ scope: Scope, _ folder: Folder, _ relay: inout Relay) {
        relay.username = scope.optional(
            "username",
            .string(Wording(ru: "имя пользователя", en: "a user name"))
        )
        relay.password = scope.optional("password", SecretSource.reading(folder))
        relay.auth = scope.optional("auth", Reading<Auth>.choice)
        relay.token = scope.optional("token", SecretSource.reading(folder))
        if scope.has("username"), !scope.has("password"), !scope.has("token") {
            scope.fault(
                "username",
                Wording(
                    ru: "нужен `password: { file: … }` или `token: { file: … }`",
                    en: "needs a `password: { file: … }`, or a `token: { file: … }`"
                )
            )
        }
        for secret in ["password", "token"] where scope.has(secret) && !scope.has("username") {
            scope.fault(secret, Wording(ru: "нужен `username`", en: "needs a `username`"))
        }
        if scope.has("auth"), !scope.has("username") {
            scope.fault("auth", Wording(ru: "нужен `username`", en: "needs a `username`"))
        }
        guard scope.has("username") else { return }
        if let auth = relay.auth {
            if auth.needsToken, !scope.has("token") {
                scope.fault(
                    "auth",
                    Wording(
                        ru: "для \"\(auth.rawValue)\" нужен `token: { file: … }`",
                        en: "\"\(auth.rawValue)\" needs a `token: { file: … }`"
                    )
                )
            } else if !auth.needsToken, !scope.has("password") {
                scope.fault(
                    "auth",
                    Wording(
                        ru: "для \"\(auth.rawValue)\" нужен `password: { file: … }`",
                        en: "\"\(auth.rawValue)\" needs a `password: { file: … }`"
                    )
                )
            }
        } else if scope.has("password"), scope.has("token") {
            scope.fault(
                "token",
                Wording(
                    ru: "стоит рядом с `password`: укажите в `auth`, что из двух нужно, или уберите лишнее",
                    en: "stands beside a `password`: write which is meant in `auth`, or leave one out"
                )
            )
        }
    }

    private static func warn(_ scope: Scope, _ relay: Relay) {
        guard relay.tls == .none, !relay.isLoopback else { return }
        let isLetters = relay.username == nil
        scope.warning(
            scope.has("tls") ? "tls" : "url",
            Wording(
                ru: "\(isLetters ? "письма" : "пароль и письма") уходят на другую машину открытым текстом",
                en:
                    "\(isLetters ? "letters" : "the password and letters") go in plain text to another machine"
            )
        )
    }
}

extension SecretSource {
    /// `{ file: … }` or `{ credential: … }`; a secret written out is a fault that never repeats it.
    static func reading(_ folder: Folder) -> Reading<SecretSource> {
        let object = Reading<SecretSource>.object { scope in
            let file = scope.optional("file", .path(folder))
            let credential = scope.optional("credential", .credential)
            if scope.has("file"), scope.has("credential") {
                scope.fault(
                    "credential",
                    Wording(
                        ru: "стоит рядом с `file`: оставьте что-то одно",
                        en: "stands beside `file`: keep one of the two"
                    )
                )
                return nil
            }
            if !scope.has("file"), !scope.has("credential") {
                scope.log.fault(
                    at: scope.position(of: "file"),
                    scope.path,
                    Wording(
                        ru: "ожидается { file: \"PATH\" } или { credential: \"NAME\" }",
                        en: "expected { file: \"PATH\" } or { credential: \"NAME\" }"
                    )
                )
            }
            return file.map(SecretSource.file) ?? credential.map(SecretSource.credential)
        }
        return Reading(expected: object.expected, keys: object.keys) { node, path, log in
            switch node.content {
            case .object: return object.read(node, path, log)
            case .broken: return nil
            default:
                log.fault(
                    at: node.position,
                    path,
                    Wording(
                        ru:
                            "секрет здесь не пишут: положите его в отдельный файл и напишите { file: \"PATH\" }"
                            + " или, если его передаёт systemd, { credential: \"NAME\" }",
                        en:
                            "a secret is never written here: put it in a file of its own and write { file: \"PATH\" },"
                            + " or { credential: \"NAME\" } for one that systemd hands over"
                    )
                )
                return nil
            }
        }
    }
}

extension Reading where Value == String {
    /// The name of a credential of systemd: a file name.
    fileprivate static var credential: Reading {
        Reading.string(Wording(ru: "имя учётных данных", en: "a credential's name")).map {
            FaultWords.expected(
                Wording(
                    ru: "имя учётных данных из букв, цифр, `-`, `_` и `.`",
                    en: "a credential's name, of letters, digits, `-`, `_` and `.`"
                ),
                text: $0
            )
        } transform: { name in
            let isPlain = name.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "/") }
            return isPlain && name != "." && name != ".." ? name : nil
        }
    }

    /// What EHLO may give: a host name or an address literal (RFC 5321 §4.1.1.1).
    fileprivate static var helo: Reading {
        Reading.string(Wording(ru: "имя узла", en: "a host name")).map {
            FaultWords.expected(
                Wording(
                    ru:
                        "имя узла, например \"mailer.example.org\", или адрес в скобках, например \"[192.0.2.1]\"",
                    en: "a host name, as \"mailer.example.org\", or an address literal, as \"[192.0.2.1]\""
                ),
                text: $0
            )
        } transform: { name in
            if name.hasPrefix("["), name.hasSuffix("]") {
                let inner = String(name.dropFirst().dropLast())
                return isIPv4(inner)
                    || (inner.lowercased().hasPrefix("ipv6:") && isIPv6(String(inner.dropFirst(5))))
                    ? name : nil
            }
            return isHostName(name, unicode: false) && !isIPv4(name) ? name : nil
        }
    }
}
