import HTTP
import Locks
import Reports
import Store
import Terminal

/// The log as CSV, page by page, however long it is.
final class LogTable: BodyStream {
    private struct State: Sendable {
        var query: LogQuery
        var isBegun = false
        var isOver = false
    }

    private let stores: StorePool
    private let csv: CSV
    private let state: Locked<State>

    init(_ query: LogQuery, _ stores: StorePool, _ csv: CSV) {
        self.stores = stores
        self.csv = csv
        var query = query
        query.filter.limit = 1000
        state = Locked(State(query: query))
    }

    func next() -> BodyPiece {
        var state = state.withLock { $0 }
        defer { self.state.withLock { [state] in $0 = state } }
        guard !state.isOver else { return .end }
        let columns = LogReport.columns
        var text = state.isBegun ? "" : csv.beginning + csv.record(columns.keys)
        state.isBegun = true
        do {
            let page = try stores.read { store in try state.query.page(of: store) }
            for row in page.rows { text += csv.record(columns.plain(LogReport.cells(row, language: "en"))) }
            state.query.cursor = page.next
            state.isOver = page.next == nil
        } catch { return .broken }
        return text.isEmpty ? .end : .bytes(Array(text.utf8))
    }
}

/// New rows of the log as they come, as events for a browser (HTML, server-sent events).
final class LogEvents: BodyStream {
    private struct State: Sendable {
        var filter: LogFilter
        var silentSince: Int64
        var isBegun = false
    }

    private let web: WebContext
    private let state: Locked<State>
    /// How often the log is looked at, and after how long a word is said so that the reader's absence is noticed.
    private static let pause = 1000
    private static let silence: Int64 = 15_000

    init(_ filter: LogFilter, after id: Int64, _ web: WebContext) {
        self.web = web
        var filter = filter
        filter.after = id
        filter.limit = 200
        state = Locked(State(filter: filter, silentSince: web.now()))
    }

    func next() -> BodyPiece {
        var state = state.withLock { $0 }
        defer { self.state.withLock { [state] in $0 = state } }
        guard state.isBegun else {
            state.isBegun = true
            return .bytes(Array("retry: 3000\n\n".utf8))
        }
        var text = ""
        do {
            try web.stores.read { store in
                try store.log(state.filter) { row throws(StoreError) in
                    text += "id: \(row.id)\nevent: log\ndata: \(LogReport.line(row).text)\n\n"
                    state.filter.after = row.id
                    return true
                }
            }
        } catch { return .end }
        let now = web.now()
        if text.isEmpty {
            guard now - state.silentSince >= Self.silence else { return .wait(milliseconds: Self.pause) }
            text = ": \n\n"
        }
        state.silentSince = now
        return .bytes(Array(text.utf8))
    }
}
