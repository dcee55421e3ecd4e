import HTTP
import Wording

/// Logging in and out.
enum LoginRoutes {
    static let all: [Route] = [
        Route(.get, "/login", access: .open) { visit in page(visit, nil) },
        Route(.post, "/login", access: .open, logIn),
        Route(.post, "/logout", access: .open, logOut),
        Route(.get, "/assets/plain.css", access: .open) { _ in
            Response(text: PlainPage.style, type: "text/css; charset=utf-8").with(
                "Cache-Control",
                "max-age=3600"
            )
        },
    ]

    private static func page(_ visit: Visit, _ refusal: Refusal?) -> Response {
        guard !visit.web.settings.users.isEmpty else {
            let words = visit.web.settings.proxy == nil ? WebWords.closed : WebWords.proxyKnows
            return PlainPage.response(
                .notFound,
                title: visit.text(WebWords.loginTitle),
                body: HTMLText.paragraph(visit.text(words)),
                language: visit.language
            )
        }
        let back = visit.request.query["back"] ?? visit.request.form?["back"] ?? "/"
        let told = refusal.map { "<p role=\"alert\">\(HTMLText.escaped(visit.text($0.wording)))</p>\n" } ?? ""
        let body = """
            \(told)<form method="post" action="/login">
            <input type="hidden" name="back" value="\(HTMLText.escaped(local(back)))"/>
            <label>\(HTMLText.escaped(visit.text(WebWords.loginName)))
            <input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required="required" autofocus="autofocus"/></label>
            <label>\(HTMLText.escaped(visit.text(WebWords.loginPassword)))
            <input name="password" type="password" autocomplete="current-password" required="required"/></label>
            <button type="submit">\(HTMLText.escaped(visit.text(WebWords.loginButton)))</button>
            </form>

            """
        var response = PlainPage.response(
            refusal?.status ?? .ok,
            title: visit.text(WebWords.loginTitle),
            body: body,
            language: visit.language
        )
        for field in refusal?.headers.all ?? [] { response.headers.add(field.name, field.value) }
        return response
    }

    private static func logIn(_ visit: Visit) throws(Refusal) -> Response {
        // Another site's page must not log its own reader in here as somebody else.
        try OriginCheck.sameOrigin(visit.request, visit.web)
        guard let form = visit.request.form, let name = form["name"], let password = form["password"] else {
            throw Refusal(.badRequest, WebWords.logIn)
        }
        let identity = visit.web.identity
        do throws(Refusal) {
            let user = try identity.logIn(name, password, from: Identity.address(of: visit.request))
            guard let user else { throw Refusal(.unauthorized, WebWords.wrongPassword) }
            // A session that was there before is not carried on: nobody has set it for somebody else.
            if let old = visit.request.cookie(identity.cookieName) { identity.sessions.end(old) }
            let secret = identity.sessions.begin(user.name, now: visit.web.now())
            return Response.seeOther(local(form["back"] ?? "/")).with("Set-Cookie", identity.cookie(secret))
        } catch { return page(visit, error) }
    }

    private static func logOut(_ visit: Visit) throws(Refusal) -> Response {
        let identity = visit.web.identity
        if visit.person?.formToken != nil { try OriginCheck.form(visit) }
        if let secret = visit.request.cookie(identity.cookieName) { identity.sessions.end(secret) }
        return Response.seeOther("/login").with("Set-Cookie", identity.cookie(nil))
    }

    /// An address of this server alone: nobody is led elsewhere.
    static func local(_ address: String) -> String {
        guard address.hasPrefix("/"), !address.hasPrefix("//"), !address.contains("\\"),
            !address.utf8.contains(where: { $0 < 0x21 || $0 == 0x7F })
        else { return "/" }
        return address
    }
}
