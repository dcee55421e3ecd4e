import HTTP
import Passwords
import Settings

/// Who may pass to a route.
enum Gate {
    static func check(_ route: Route, _ visit: Visit) throws(Refusal) {
        switch route.access {
        case .open, .token: return
        case .reader:
            guard visit.person == nil else { return }
            guard visit.web.isOpenToRead else { throw unknown(visit) }
        case .operator:
            guard let person = visit.person else { throw unknown(visit) }
            guard person.role == .operator else { throw Refusal(.forbidden, WebWords.readersOnly) }
            guard !route.method.isSafe else { return }
            try OriginCheck.form(visit)
        }
    }

    private static func unknown(_ visit: Visit) -> Refusal {
        guard visit.web.settings.users.isEmpty, visit.web.settings.proxy == nil else {
            return Refusal(
                .unauthorized,
                WebWords.logIn,
                headers: visit.request.path.first == "api"
                    ? ["WWW-Authenticate": "Basic realm=\"Vestnik\", charset=\"UTF-8\""] : [:]
            )
        }
        return Refusal(.forbidden, WebWords.closed)
    }
}

/// Whether a request means this server, and comes from its own pages.
enum OriginCheck {
    /// Refuses hosts that are not ours: a page of another name that was made to lead here reads nothing (DNS rebinding).
    static func host(of request: Request, _ web: WebContext) throws(Refusal) {
        // Over a Unix socket there is a proxy, which knows its names.
        guard !request.arrivedByUnixSocket else { return }
        let host = name(request.headers["Host"] ?? "")
        guard isLoopback(host) || host == web.publicHost else {
            throw Refusal(.misdirected, WebWords.otherHost)
        }
    }

    /// Refuses a form that another site made the browser send.
    static func form(_ visit: Visit) throws(Refusal) {
        let request = visit.request
        try sameOrigin(request, visit.web)
        guard let token = visit.person?.formToken else {
            // Whoever logs in with each request has sent no form: a browser would have to be told to.
            guard request.mediaType == "application/json" else { throw Refusal(.forbidden, WebWords.noForm) }
            return
        }
        let shown = request.headers["X-CSRF-Token"] ?? request.form?["csrf"] ?? ""
        guard Password.isEqual(shown, token) else { throw Refusal(.forbidden, WebWords.oldForm) }
    }

    /// Refuses what a browser sends from another site's page.
    static func sameOrigin(_ request: Request, _ web: WebContext) throws(Refusal) {
        if let site = request.headers["Sec-Fetch-Site"], site != "same-origin", site != "none" {
            throw Refusal(.forbidden, WebWords.otherSite)
        }
        guard let origin = request.headers["Origin"] else { return }
        let own =
            [web.settings.public].compactMap(\.self)
            + ["http://", "https://"].map { $0 + (request.headers["Host"] ?? "") }
        guard own.contains(origin) else { throw Refusal(.forbidden, WebWords.otherSite) }
    }

    private static func isLoopback(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    }

    /// A host without its port, in lower case.
    static func name(_ host: String) -> String {
        let host = host.lowercased()
        guard let colon = host.lastIndex(of: ":"), !host.hasSuffix("]"),
            host[host.index(after: colon)...].allSatisfy(\.isNumber)
        else { return host }
        return String(host[..<colon])
    }
}
