internal import Wording

extension MailboxSettings {
    /// How `mailbox` is read.
    static func reading(_ folder: Folder) -> Reading<MailboxSettings> {
        .object { scope in
            let place = scope.required("url", Place.reading(folder), MailboxFaults.url)
            let access = place.flatMap { place -> Access? in
                switch place {
                case .maildir(let path):
                    refuseServerKeys(scope)
                    return .maildir(path)
                case .server(let endpoint): return IMAPSettings.read(scope, folder, endpoint).map(Access.imap)
                }
            }
            // Without a server the keys of one are looked at all the same: one run tells every fault.
            if place == nil {
                if Place.isMaildir(scope.node(of: "url")) {
                    refuseServerKeys(scope)
                } else {
                    _ = IMAPSettings.read(scope, folder, nil)
                }
            }
            let then = scope.value("then", Afterwards.reading, default: .seen)
            checkTarget(then, of: access, scope)
            let bytes = scope.value(
                "messageBytes",
                .bytes(ByteSize(16, .kilobytes), ByteSize(10, .megabytes)),
                default: 256 << 10
            )
            let every = scope.value(
                "every",
                .duration(Span(5, .seconds), Span(1, .days)),
                default: .seconds(60)
            )
            let verp = scope.optional("verp", .variableReturnPath)
            guard let access else { return nil }
            var result = MailboxSettings(access)
            result.verp = verp
            result.then = then
            result.messageBytes = bytes
            result.every = every
            return result
        }
    }

    /// What only a server needs has no place beside a Maildir.
    private static func refuseServerKeys(_ scope: Scope) {
        for key in ["tls", "ca", "username", "password", "folder"] {
            _ = scope.optional(key, .json)
            if scope.has(key) { scope.fault(key, MailboxFaults.serverKey) }
        }
    }

    /// A message that is moved to where it came from would come again for ever.
    private static func checkTarget(_ then: Afterwards, of access: Access?, _ scope: Scope) {
        guard case .move(let target) = then else { return }
        switch access {
        case .imap(let server):
            let isInbox = target.uppercased() == "INBOX" && server.folder.uppercased() == "INBOX"
            if isInbox || target == server.folder { scope.fault("then", MailboxFaults.sameFolder) }
        case .maildir:
            let levels = target.split(separator: "/", omittingEmptySubsequences: false)
            let isPlain = levels.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".") }
            if !isPlain { scope.fault("then", MailboxFaults.noFolderName(target)) }
        case nil: break
        }
    }
}

extension IMAPSettings {
    /// What is read beside the `url` of a server.
    fileprivate static func read(_ scope: Scope, _ folder: Folder, _ endpoint: Endpoint?) -> IMAPSettings? {
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
            if endpoint != nil, isSecure != (written == .implicit) {
                scope.fault("tls", isSecure ? MailboxFaults.alreadyTLS : MailboxFaults.writeIMAPS)
            }
            tls = written
        }
        let ca = scope.optional("ca", .path(folder))
        let mailboxFolder = scope.value(
            "folder",
            .string(Wording(ru: "папка ящика", en: "a mailbox's folder")),
            default: "INBOX"
        )
        guard let endpoint, let username, let password else { return nil }
        var result = IMAPSettings(
            host: endpoint.host,
            port: endpoint.port ?? (isSecure ? 993 : 143),
            tls: tls,
            username: username,
            password: password
        )
        result.ca = ca
        result.folder = mailboxFolder
        if tls == .none, !Relay(host: result.host, port: result.port, tls: tls).isLoopback {
            scope.warning(scope.has("tls") ? "tls" : "url", MailboxFaults.plainText)
        }
        return result
    }
}

/// What `url` names.
private enum Place {
    case server(Endpoint)
    case maildir(String)

    /// Whether a Maildir is meant, faulty or not.
    static func isMaildir(_ node: Node?) -> Bool {
        guard case .string(let text)? = node?.content else { return false }
        return text.lowercased().hasPrefix("maildir:")
    }

    static func reading(_ folder: Folder) -> Reading<Place> {
        let strings = Reading<String>.string(Wording(ru: "URL", en: "a URL"))
        let servers = Reading<Endpoint>.endpoint(schemes: ["imap", "imaps"])
        return Reading { node, path, log in
            guard case .string(let text) = node.content else {
                return strings.read(node, path, log).flatMap { _ in nil }
            }
            guard isMaildir(node) else {
                let isServer = ["imap://", "imaps://"].contains { text.lowercased().hasPrefix($0) }
                guard isServer || text.contains("@") else {
                    log.fault(at: node.position, path, FaultWords.expected(MailboxFaults.url, text: text))
                    return nil
                }
                return servers.read(node, path, log).map(Place.server)
            }
            guard let whole = strings.read(node, path, log) else { return nil }
            let place = String(whole.dropFirst("maildir:".count))
            guard !place.isEmpty, !place.hasPrefix("//") else {
                log.fault(at: node.position, path, MailboxFaults.maildirPath)
                return nil
            }
            return .maildir(folder.resolve(place))
        }
    }
}

extension MailboxSettings.Afterwards {
    /// `"seen"` or `{ move: "FOLDER" }`.
    fileprivate static var reading: Reading<Self> {
        let object = Reading<Self>.object { scope in
            scope.required(
                "move",
                .string(Wording(ru: "папка", en: "a folder")),
                Wording(ru: "папка, в которую переносить письма", en: "the folder that messages go to")
            ).map { .move(folder: $0) }
        }
        return Reading(MailboxFaults.then) { node, path, log in
            switch node.content {
            case .object: return object.read(node, path, log)
            case .string("seen"): return .seen
            case .string(let text):
                log.fault(at: node.position, path, FaultWords.expected(MailboxFaults.then, text: text))
                return nil
            default: return mismatch(node, path, log)
            }
        }
    }

    private static func mismatch(_ node: Node, _ path: String, _ log: FaultLog) -> Self? {
        Reading<Self>.mismatch(node, path, log, expected: MailboxFaults.then)
    }
}
