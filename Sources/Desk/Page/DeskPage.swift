import HTTP
import Reports
import Web
import Wording

/// A page of the desk: what stands around its content.
struct DeskPage {
    /// What the navigation leads to.
    enum Place: String, CaseIterable {
        case overview = "/"
        case log = "/log"
        case events = "/events"
        case people = "/people"
        case relays = "/relays"
        case preview = "/preview"

        var title: Wording {
            switch self {
            case .overview: DeskWords.overview
            case .log: DeskWords.log
            case .events: DeskWords.events
            case .people: DeskWords.people
            case .relays: DeskWords.relays
            case .preview: DeskWords.preview
            }
        }
    }

    /// New rows of the log after which the page is read again, by a script, where there is one.
    struct Live {
        /// Where they are told.
        let address: String
        /// The least time between two readings, in milliseconds.
        let pause: Int
    }

    let visit: Visit
    /// Where it stands in the navigation; nil: nowhere.
    let place: Place?
    /// A text.
    let title: String
    /// By which its times are told; nil: it tells none.
    var clock: ReportClock?
    /// What makes it be read again.
    var live: Live?
    /// HTML before the content, which stays while that is read again.
    var head = ""
    /// HTML.
    let content: String

    /// What a page may load: style and script of this server, and letters in frames that may do nothing.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func response(_ status: Status = .ok) -> Response {
        Response(status, text: text, type: "text/html; charset=utf-8")
            .with("Content-Security-Policy", Self.policy)
            .with("Vary", "Accept-Language, Cookie")
    }

    private var text: String {
        """
        <!DOCTYPE html>
        <html lang="\(visit.language == "ru" ? "ru" : "en")">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <title>\(Markup.escaped(title)) — \(visit.said(DeskWords.product))</title>
        <link rel="icon" href="/assets/icon.svg"/>
        <link rel="stylesheet" href="\(DeskAssets.styleAddress)"/>
        <script defer="defer" src="\(DeskAssets.scriptAddress)"></script>
        </head>
        <body>
        <a class="skip" href="#content">\(visit.said(DeskWords.skip))</a>
        \(StateBar.definitions)
        <header class="top">
        \(navigation)
        \(account)
        </header>
        <main id="content" tabindex="-1">
        \(told)<h1>\(Markup.isolated(title))</h1>
        \(clockLine)\(head)\(liveSwitch)\(region)
        </main>
        </body>
        </html>

        """
    }

    private var navigation: String {
        let items = Place.allCases.map { place in
            let current = place == self.place ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(place.rawValue)\"\(current)>\(visit.said(place.title))</a></li>"
        }
        return "<nav aria-label=\"\(visit.said(DeskWords.pages))\"><ul>\(items.joined())</ul></nav>"
    }

    private var account: String {
        guard let person = visit.person else {
            guard !visit.web.settings.users.isEmpty else { return "" }
            return "<p class=\"account\"><a href=\"\(loginAddress)\">\(visit.said(DeskWords.logIn))</a></p>"
        }
        let name = "<span>\(visit.said(DeskWords.loggedIn(person.name)))</span>"
        guard let token = person.formToken, visit.hasOwnLogin else {
            return "<p class=\"account\">\(name)</p>"
        }
        return """
            <form class="account" method="post" action="/logout">\(name)\
            <input type="hidden" name="csrf" value="\(Markup.escaped(token))"/>\
            <button type="submit">\(visit.said(DeskWords.logOut))</button></form>
            """
    }

    private var loginAddress: String { "/login?back=" + Percent.encode(visit.here) }

    private var told: String {
        visit.takeTold().map { "<p class=\"told\" role=\"status\">\(Markup.escaped($0))</p>\n" } ?? ""
    }

    private var clockLine: String {
        clock.map { "<p class=\"soft\">\(visit.said($0.named(at: visit.web.now()))).</p>\n" } ?? ""
    }

    private var liveSwitch: String {
        guard live != nil else { return "" }
        return """
            <p class="live" hidden="hidden"><label><input type="checkbox" id="live" checked="checked"/> \
            \(visit.said(DeskWords.live))</label></p>

            """
    }

    private var region: String {
        guard let live else { return content }
        let address = Markup.escaped(live.address)
        return "<div data-live=\"\(address)\" data-pause=\"\(live.pause)\">\n\(content)\n</div>"
    }
}

extension Visit {
    /// A sentence, escaped.
    func said(_ wording: Wording) -> String { Markup.escaped(text(wording)) }

    /// The address that was asked for.
    var here: String {
        let query = request.query.items.isEmpty ? "" : "?" + request.query.encoded
        return request.encodedPath + query
    }

    /// Whether whoever asks has logged in here, and no proxy says who they are.
    var hasOwnLogin: Bool { !(web.settings.proxy != nil && request.arrivedByUnixSocket) }
}
