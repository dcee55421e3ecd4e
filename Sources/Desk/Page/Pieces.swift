import HTTP
import Reports
import Store
import Web
import Wording

/// Small parts that several pages have.
extension Visit {
    /// A moment by a clock.
    func time(_ milliseconds: Int64, _ clock: ReportClock) -> String {
        Markup.element(
            "time",
            [("datetime", clock.rfc3339(milliseconds))],
            Markup.escaped(clock.text(milliseconds))
        )
    }

    /// A state with its look.
    func state(_ state: MessageState) -> String {
        "<span class=\"state\">\(StateBar.swatch(state))\(said(state.plain))</span>"
    }

    /// A part of a page with its heading.
    func section(_ id: String, _ title: Wording, _ body: String) -> String {
        """
        <section aria-labelledby="\(id)">
        <h2 id="\(id)">\(said(title))</h2>
        \(body)
        </section>
        """
    }
}

/// Addresses of pages.
enum Link {
    /// A link whose text is a stranger's.
    static func to(_ address: String, _ text: String) -> String {
        Markup.element("a", [("href", address)], Markup.isolated(text))
    }

    static func letter(_ id: Int64) -> String { "/messages/\(id)" }

    static func person(_ address: String) -> String { "/people?address=" + Percent.encode(address) }

    static func event(_ name: String) -> String { "/events/" + Percent.encode(name) }

    /// A mailing's place on its event's page.
    static func mailing(_ event: String, _ notification: String) -> String {
        Link.event(event) + "#" + mark(of: notification)
    }

    /// What a mailing's place on the page is called; names are strangers' words.
    static func mark(of notification: String) -> String { "mailing-" + Percent.encode(notification) }

    static func log(_ items: [(String, String)]) -> String {
        items.isEmpty ? "/log" : "/log?" + Query(items).encoded
    }
}
