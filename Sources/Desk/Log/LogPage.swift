import HTTP
import Reports
import Store
import Web
import Wording

/// The delivery log: every attempt, return, answer and act, newest first.
struct LogPage {
    static let routes: [Route] = [
        Route(.get, "/log", access: .reader) { visit in try LogPage(visit).response() }
    ]

    private let visit: Visit
    /// The filters alone, whichever way they came.
    private let query: Query
    /// What the search box holds.
    private let words: String
    private let fault: Wording?

    init(_ visit: Visit) {
        self.visit = visit
        let asked = visit.request.query
        let given = Query(
            asked.items.filter { SearchWords.names.contains($0.name) && !$0.value.isEmpty }
                .map { ($0.name, $0.value) }
        )
        if let words = asked["q"] {
            self.words = words
            do throws(SearchWords.Fault) {
                query = try SearchWords.read(words)
                fault = nil
            } catch {
                query = Query()
                fault = error.wording
            }
        } else {
            query = given
            words = SearchWords.written(given)
            fault = nil
        }
    }

    func response() throws -> Response {
        var fault = fault
        let cursor = visit.request.query["cursor"].map { [("cursor", $0)] } ?? []
        do throws(Refusal) {
            if fault == nil {
                let items = query.items.map { ($0.name, $0.value) } + cursor
                let question = try LogQuery(Query(items), now: visit.date)
                return try found(question)
            }
        } catch { fault = error.fields.first?.wording ?? error.wording }
        let told = fault.map { "<p class=\"fault\" role=\"alert\">\(visit.said($0))</p>\n" } ?? ""
        return page(head: told + form, content: "").response(.badRequest)
    }

    private func found(_ question: LogQuery) throws(Refusal) -> Response {
        let clock = visit.web.events.clock(of: query["event"])
        let result: (rows: [LogRow], next: LogQuery.Cursor?)
        do { result = try visit.web.stores.read { store in try question.page(of: store) } } catch {
            throw Refusal(.unavailable, Wording(of: error))
        }
        var table = LogTable(visit, clock, caption: LogPageWords.caption)
        for row in result.rows { table.add(row) }
        let rows = table.isEmpty ? "<p>\(visit.said(LogPageWords.none))</p>" : table.text
        let isFirst = question.cursor == nil
        return page(
            clock: clock,
            live: isFirst ? .init(address: "/api/log/events" + suffix([]), pause: 2000) : nil,
            head: form,
            content: rows + "\n" + pages(next: result.next, isFirst: isFirst)
        ).response()
    }

    private func page(
        clock: ReportClock? = nil,
        live: DeskPage.Live? = nil,
        head: String,
        content: String
    ) -> DeskPage {
        DeskPage(
            visit: visit,
            place: .log,
            title: visit.text(DeskWords.log),
            clock: clock,
            live: live,
            head: head,
            content: content
        )
    }

    private func suffix(_ more: [(String, String)]) -> String {
        let items = query.items.map { ($0.name, $0.value) } + more
        return items.isEmpty ? "" : "?" + Query(items).encoded
    }

    private func pages(next: LogQuery.Cursor?, isFirst: Bool) -> String {
        var links: [String] = []
        func add(_ address: String, _ wording: Wording, _ more: String = "") {
            links.append("<a href=\"\(Markup.escaped(address))\"\(more)>\(visit.said(wording))</a>")
        }
        if !isFirst { add("/log" + suffix([]), LogPageWords.newest) }
        if let next { add("/log" + suffix([("cursor", next.text)]), LogPageWords.older, " rel=\"next\"") }
        add("/api/log.csv" + suffix([("for", "spreadsheet")]), LogPageWords.table, " download=\"log.csv\"")
        return "<p class=\"pages\">\(links.joined(separator: " "))</p>"
    }

    // MARK: the form

    private var form: String {
        let all =
            query.items.isEmpty && fault == nil
            ? "" : "<p><a href=\"/log\">\(visit.said(LogPageWords.all))</a></p>\n"
        return """
            <form class="search" method="get" action="/log" role="search">
            <label>\(visit.said(LogPageWords.search))
            <input name="q" type="search" value="\(Markup.escaped(words))" autocapitalize="none" autocomplete="off" \
            spellcheck="false" maxlength="500" aria-describedby="hint"/></label>
            <button class="main" type="submit">\(visit.said(LogPageWords.find))</button>
            </form>
            <p class="hint" id="hint">\(visit.said(LogPageWords.hint))</p>
            <details>
            <summary>\(visit.said(LogPageWords.filters))</summary>
            <form method="get" action="/log">
            <div class="fields">
            \(SearchWords.names.map(field).joined(separator: "\n"))
            </div>
            <button type="submit">\(visit.said(LogPageWords.find))</button>
            </form>
            </details>
            \(all)
            """
    }

    private func field(_ name: String) -> String {
        let label = visit.said(LogPageWords.field(name))
        let value = query[name] ?? ""
        switch name {
        case "state":
            let options = MessageState.allCases.map { ($0.rawValue, visit.said($0.wording)) }
            return select(name, label, value, options)
        case "event":
            let names = visit.web.events.names
            return select(name, label, value, names.map { ($0, Markup.escaped($0)) })
        default:
            return
                "<label>\(label)<input name=\"\(name)\" value=\"\(Markup.escaped(value))\" autocapitalize=\"none\"/></label>"
        }
    }

    private func select(
        _ name: String,
        _ label: String,
        _ value: String,
        _ options: [(String, String)]
    ) -> String {
        // Several with commas, or what no folder is of any more, stay chosen.
        let own = value.isEmpty || options.contains { $0.0 == value } ? [] : [(value, Markup.escaped(value))]
        let all = [("", visit.said(LogPageWords.any))] + own + options
        let items = all.map { key, title in
            let chosen = key == value ? " selected=\"selected\"" : ""
            return "<option value=\"\(Markup.escaped(key))\"\(chosen)>\(title)</option>"
        }
        return "<label>\(label)<select name=\"\(name)\">\(items.joined())</select></label>"
    }
}
