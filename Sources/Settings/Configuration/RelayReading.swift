extension Relay {
    /// How an item of `relays` is read.
    static func reading(_ folder: Folder) -> Reading<Relay> {
        .object { scope in
            let endpoint = scope.required(
                "url",
                .endpoint(schemes: ["smtp", "smtps"]),
                "\"smtp://HOST:PORT\" or \"smtps://HOST:PORT\""
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
            scope.fault("tls", "smtps:// is TLS from the start: leave `tls` out, or write smtp:// in `url`")
        case (false, .implicit):
            scope.fault("tls", "TLS from the start is written smtps:// in `url`")
        default:
            relay.tls = tls
        }
    }

    private static func readCredentials(_ scope: Scope, _ folder: Folder, _ relay: inout Relay) {
        relay.username = scope.optional("username", .string("a user name"))
        relay.password = scope.optional("password", SecretSource.reading(folder))
        relay.auth = scope.optional("auth", Reading<Auth>.choice)
        relay.token = scope.optional("token", SecretSource.reading(folder))
        if scope.has("username"), !scope.has("password"), !scope.has("token") {
            scope.fault("username", "needs a `password: { file: … }`, or a `token: { file: … }`")
        }
        for secret in ["password", "token"] where scope.has(secret) && !scope.has("username") {
            scope.fault(secret, "needs a `username`")
        }
        if scope.has("auth"), !scope.has("username") { scope.fault("auth", "needs a `username`") }
        guard scope.has("username") else { return }
        if let auth = relay.auth {
            if auth.needsToken, !scope.has("token") {
                scope.fault("auth", "\"\(auth.rawValue)\" needs a `token: { file: … }`")
            } else if !auth.needsToken, !scope.has("password") {
                scope.fault("auth", "\"\(auth.rawValue)\" needs a `password: { file: … }`")
            }
        } else if scope.has("password"), scope.has("token") {
            scope.fault(
                "token",
                "stands beside a `password`: write which is meant in `auth`, or leave one out"
            )
        }
    }

    private static func warn(_ scope: Scope, _ relay: Relay) {
        guard relay.tls == .none, !relay.isLoopback else { return }
        let secret = relay.username == nil ? "letters" : "the password and letters"
        scope.warning(scope.has("tls") ? "tls" : "url", "\(secret) go in plain text to another machine")
    }
}

extension SecretSource {
    /// `{ file: … }` or `{ credential: … }`; a secret written out is a fault that never repeats it.
    static func reading(_ folder: Folder) -> Reading<SecretSource> {
        let object = Reading<SecretSource>.object { scope in
            let file = scope.optional("file", .path(folder))
            let credential = scope.optional("credential", .credential)
            if scope.has("file"), scope.has("credential") {
                scope.fault("credential", "stands beside `file`: keep one of the two")
                return nil
            }
            if !scope.has("file"), !scope.has("credential") {
                scope.log.fault(
                    at: scope.position(of: "file"),
                    scope.path,
                    "expected { file: \"PATH\" } or { credential: \"NAME\" }"
                )
            }
            return file.map(SecretSource.file) ?? credential.map(SecretSource.credential)
        }
        return Reading { node, path, log in
            switch node.content {
            case .object: return object.read(node, path, log)
            case .broken: return nil
            default:
                log.fault(
                    at: node.position,
                    path,
                    "a secret is never written here: put it in a file of its own and write { file: \"PATH\" },"
                        + " or { credential: \"NAME\" } for one that systemd hands over"
                )
                return nil
            }
        }
    }
}

extension Reading where Value == String {
    /// The name of a credential of systemd: a file name.
    fileprivate static var credential: Reading {
        Reading.string("a credential's name").map {
            "expected a credential's name, of letters, digits, `-`, `_` and `.`, found \"\($0)\""
        } transform: { name in
            let isPlain = name.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "/") }
            return isPlain && name != "." && name != ".." ? name : nil
        }
    }

    /// What EHLO may give: a host name or an address literal (RFC 5321 §4.1.1.1).
    fileprivate static var helo: Reading {
        Reading.string("a host name").map {
            "expected a host name, as \"mailer.example.org\", or an address literal, as \"[192.0.2.1]\", found \"\($0)\""
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
