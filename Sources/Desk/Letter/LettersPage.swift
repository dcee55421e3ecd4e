import HTTP
import Reports
import Store
import Web
import Wording

/// Letters by their present state, the newest first: where the overview's figures lead.
struct LettersPage {
    static let routes: [Route] = [
        Route(.get, "/messages", access: .reader) { visit in try LettersPage(visit: visit).response() }
    ]

    let visit: Visit

    /// So many are shown.
    private static let most = 200

    func response() throws -> Response {
        let query = Query(
            visit.request.query.items.filter { SearchWords.names.contains($0.name) }.map {
                ($0.name, $0.value)
            }
        )
        var filter = try LogQuery(query, now: visit.date).filter
        filter.limit = Self.most + 1
        let clock = visit.web.events.clock(of: filter.event)
        var table = LetterTable(visit, clock, caption: LettersPageWords.caption, namesPeople: true)
        var count = 0
        try visit.web.stores.read { store in
            try store.messages(filter) { message throws(StoreError) in
                count += 1
                if count <= Self.most { table.add(message) }
                return true
            }
        }
        let more = count > Self.most ? "<p>\(visit.said(LettersPageWords.more(Self.most)))</p>\n" : ""
        let log = Markup.escaped(Link.log(query.items.map { ($0.name, $0.value) }))
        return DeskPage(
            visit: visit,
            place: nil,
            title: visit.text(LettersPageWords.title),
            clock: clock,
            live: .init(
                address: "/api/log/events" + (query.items.isEmpty ? "" : "?" + query.encoded),
                pause: 5000
            ),
            head: states(query),
            content: """
                \(more)\(table.isEmpty ? "<p>\(visit.said(LettersPageWords.none))</p>" : table.text)
                <p class="pages"><a href="\(log)">\(visit.said(LettersPageWords.log))</a></p>
                """
        ).response()
    }

    /// The states to choose from, beside the other conditions.
    private func states(_ query: Query) -> String {
        let others = query.items.filter { $0.name != "state" }.map { ($0.name, $0.value) }
        let items = MessageState.allCases.map { state in
            let address = "/messages?" + Query(others + [("state", state.rawValue)]).encoded
            let current = query["state"] == state.rawValue ? " aria-current=\"true\"" : ""
            return "<li><a href=\"\(Markup.escaped(address))\"\(current)>\(visit.state(state))</a></li>"
        }
        return "<ul class=\"words\">\(items.joined())</ul>\n"
    }
}

/// What the page of letters by state says.
enum LettersPageWords {
    static let title = Wording(ru: "Письма по состояниям", en: "Letters by state")
    static let caption = Wording(ru: "Письма, сначала новые", en: "Letters, newest first")
    static let none = Wording(ru: "Таких писем нет.", en: "There are no such letters.")
    static let log = Wording(ru: "То же в журнале", en: "The same in the log")

    static func more(_ count: Int) -> Wording {
        Wording(
            ru: "Показаны последние: \(count). Остальные — vestnik queue и vestnik log.",
            en: "The newest are shown: \(count). For the others, vestnik queue and vestnik log."
        )
    }
}
