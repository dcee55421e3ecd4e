internal import Wording

extension DashboardSettings {
    static func build(_ scope: Scope, _ folder: Folder) -> DashboardSettings? {
        let listen = scope.required(
            "listen",
            .listen(folder),
            Wording(ru: "\"127.0.0.1:8025\" или \"unix:PATH\"", en: "\"127.0.0.1:8025\" or \"unix:PATH\"")
        )
        let address = scope.optional("public", .publicAddress)
        let users = scope.value("users", .list(of: .object(User.build)), default: [])
        var seen: Set<String> = []
        for user in users where !seen.insert(user.name).inserted {
            scope.fault("users", DashboardFaults.sameName(user.name))
        }
        let proxy = scope.optional("proxy", .object(Proxy.build))
        let acts = scope.optional("acts", .path(folder))
        guard let listen else { return nil }
        if proxy != nil, case .tcp = listen { scope.fault("proxy", DashboardFaults.proxyWantsSocket) }
        var result = DashboardSettings(listen: listen, public: address)
        result.users = users
        result.proxy = proxy
        result.acts = acts
        return result
    }
}

extension DashboardSettings.User {
    static func build(_ scope: Scope) -> DashboardSettings.User? {
        let name = scope.required("name", .login, DashboardFaults.name)
        let password = scope.required("password", .passwordHash, DashboardFaults.hash)
        let role = scope.value("role", Reading<DashboardSettings.Role>.choice, default: .reader)
        guard let name, let password else { return nil }
        return DashboardSettings.User(name: name, password: password, role: role)
    }
}

extension DashboardSettings.Proxy {
    static func build(_ scope: Scope) -> DashboardSettings.Proxy? {
        let header = scope.required("header", .fieldName, DashboardFaults.header)
        let role = scope.value("role", Reading<DashboardSettings.Role>.choice, default: .reader)
        return header.map { DashboardSettings.Proxy(header: $0, role: role) }
    }
}

extension Reading where Value == String {
    /// A name to log in by: it stands in the log, and in a list of others.
    fileprivate static var login: Reading {
        Reading.string(DashboardFaults.name).map {
            FaultWords.expected(DashboardFaults.name, text: $0)
        } transform: {
            $0.utf8.count <= 64 && !$0.contains { $0.isWhitespace || $0 == ":" } ? $0 : nil
        }
    }

    /// What crypt(5) makes of a password, by a method that is slow on purpose.
    fileprivate static var passwordHash: Reading {
        // What was written there may be the password itself: it is not said again.
        Reading.string(DashboardFaults.hash).map { _ in
            DashboardFaults.noHash
        } transform: { text in
            let isModern = ["$y$", "$gy$", "$7$", "$2b$"].contains(where: text.hasPrefix)
            return isModern && text.utf8.count < 384 && !text.contains(where: \.isWhitespace) ? text : nil
        }
    }

    /// The name of a header field.
    fileprivate static var fieldName: Reading {
        Reading.string(DashboardFaults.header).map {
            FaultWords.expected(DashboardFaults.header, text: $0)
        } transform: {
            $0.utf8.count <= 64
                && $0.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                } ? $0 : nil
        }
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
