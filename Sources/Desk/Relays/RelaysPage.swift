import HTTP
import Mail
import Reports
import Settings
import Store
import Web
import Wording

/// The relays: how each stands, its limits, what it refused lately, what that means and what to do.
struct RelaysPage {
    static let routes: [Route] = [
        Route(.get, "/relays", access: .reader) { visit in
            try visit.web.stores.read { store in try RelaysPage(visit: visit, store: store).response() }
        }
    ]

    let visit: Visit
    let store: MessageStore

    /// So many of the newest troubles are looked at.
    private static let most = 500

    func response() throws -> Response {
        let clock = visit.web.events.clock()
        let troubles = try store.relayTroubles()
        let blocks = try store.relayBlocks(now: visit.web.now())
        let refusals = try lately()
        let parts = visit.web.configuration.relays.enumerated().map { number, relay in
            let name = "\(relay.host):\(relay.port)"
            let trouble = troubles.first { $0.relay == name }?.problem
            let block = blocks.first { $0.relay == name }
            var facts = Facts(visit)
            if let trouble {
                facts.add(
                    RelayPageWords.state,
                    "<strong>\(visit.said(RelayPageWords.needsYou))</strong>: \(Markup.isolated(trouble))"
                )
            } else if let block {
                facts.add(RelayPageWords.state, visit.said(RelayPageWords.rests))
            } else {
                facts.add(RelayPageWords.state, visit.said(RelayPageWords.works))
            }
            facts.add(RelayPageWords.until, block.map { visit.time($0.until, clock) })
            facts.add(RelayPageWords.because, block.map { Markup.isolated($0.problem) })
            limits(relay, &facts)
            let heading = "<h2 id=\"relay-\(number)\"><bdi>\(Markup.escaped(name))</bdi></h2>"
            let table = table(refusals[name] ?? [:], clock)
            return
                "<section aria-labelledby=\"relay-\(number)\">\n\(heading)\n\(facts.text)\n\(table)\n</section>"
        }
        return DeskPage(
            visit: visit,
            place: .relays,
            title: visit.text(DeskWords.relays),
            clock: clock,
            live: .init(address: "/api/log/events", pause: 5000),
            content: parts.joined(separator: "\n")
        ).response()
    }

    private func limits(_ relay: Relay, _ facts: inout Facts) {
        facts.add(RelayPageWords.connections, String(relay.connections))
        if relay.messagesPerMinute > 0 {
            facts.add(RelayPageWords.perMinute, String(relay.messagesPerMinute))
        }
        if relay.messagesPerDay > 0 { facts.add(RelayPageWords.perDay, String(relay.messagesPerDay)) }
    }

    // MARK: what it refused

    private struct Kind: Hashable {
        let code: Int?
        let enhancedCode: String?

        var text: String {
            [code.map { String($0) }, enhancedCode].compactMap(\.self).joined(separator: " ")
        }
    }

    /// The newest row of each kind with how many there are, by relay.
    private func lately() throws(StoreError) -> [String: [Kind: (count: Int, newest: LogRow)]] {
        var filter = LogFilter()
        filter.states = [.deferred, .bounced, .inDoubt]
        filter.since = visit.web.now() - 7 * 86_400_000
        filter.limit = Self.most
        var found: [String: [Kind: (count: Int, newest: LogRow)]] = [:]
        try store.log(filter) { row throws(StoreError) in
            guard row.kind == .attempt, let relay = row.relay else { return true }
            let kind = Kind(code: row.code, enhancedCode: row.enhancedCode)
            let before = found[relay]?[kind]
            found[relay, default: [:]][kind] = ((before?.count ?? 0) + 1, before?.newest ?? row)
            return true
        }
        return found
    }

    private func table(_ kinds: [Kind: (count: Int, newest: LogRow)], _ clock: ReportClock) -> String {
        guard !kinds.isEmpty else { return "<p>\(visit.said(RelayPageWords.nothing))</p>" }
        var table = CardTable(
            caption: visit.text(RelayPageWords.caption),
            columns: [
                (visit.text(ReportWords.code), false), (visit.text(ReportWords.count), true),
                (visit.text(RelayPageWords.last), false), (visit.text(RelayPageWords.meaning), false),
            ]
        )
        let order = kinds.sorted { ($1.value.count, $0.key.text) < ($0.value.count, $1.key.text) }
        for (kind, found) in order {
            let code = kind.enhancedCode ?? kind.code.map { String($0) }
            let link = code.map { Link.to(Link.log([("code", $0)]), kind.text) } ?? "—"
            let meaning = kind.enhancedCode.flatMap { EnhancedStatus($0) }?.meaning
            let told = meaning.map { "\(visit.said($0.meaning)). <b>\(visit.said($0.advice)).</b>" } ?? ""
            let reply = found.newest.reply.map { "<p class=\"reply soft\">\(Markup.isolated($0))</p>" } ?? ""
            table.add([
                link, String(found.count), visit.time(found.newest.at, clock), "<div>\(told)\(reply)</div>",
            ])
        }
        return table.text
    }
}
