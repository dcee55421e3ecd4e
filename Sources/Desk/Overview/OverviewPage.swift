import HTTP
import Reports
import Store
import Web
import Wording

/// How everything stands: what needs a person first.
struct OverviewPage {
    static let routes: [Route] = [
        Route(.get, "/", access: .reader) { visit in
            try visit.web.stores.read { store in try OverviewPage(visit: visit, store: store).response() }
        }
    ]

    let visit: Visit
    let store: MessageStore

    func response() throws -> Response {
        let health = try visit.web.health(store, language: visit.language)
        return DeskPage(
            visit: visit,
            place: .overview,
            title: visit.text(DeskWords.overview),
            clock: health.clock,
            live: .init(address: "/api/log/events", pause: 5000),
            content: """
                \(needs(health))
                \(try slips())
                \(try SilentRegions(visit, store).text())
                \(state(health))
                \(try mailings(health.clock))
                \(try plots(health.clock))
                \(next(health))
                """
        ).response()
    }

    // MARK: what needs a person

    private func needs(_ health: Health) -> String {
        visit.section("needs", StatusTitles.needsYou, Needs(visit, health).text)
    }

    /// Addresses that came back and look as if somebody had made a slip in them.
    private func slips() throws -> String {
        let found = try TypingSlips.lately(store)
        guard !found.isEmpty else { return "" }
        let items = found.map { slip in
            "<li>\(Link.to(Link.letter(slip.message), slip.email)) → \(Markup.isolated(slip.suggestion))</li>"
        }
        return visit.section(
            "slips",
            OverviewWords.slips,
            "<p>\(visit.said(OverviewWords.slipsMeaning))</p>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>"
        )
    }

    // MARK: how it stands

    private func state(_ health: Health) -> String {
        var facts = Facts(visit)
        facts.add(StatusTitles.daemon, visit.said(OverviewWords.daemon(health.sign.condition)))
        facts.add(StatusTitles.sent, visit.said(StatusTitles.rates(health)))
        if let oldest = health.oldestDue {
            let ago = LocalTime.span(visit.web.now() - oldest).text(in: visit.language)
            facts.add(StatusTitles.oldestDue, "\(visit.time(oldest, health.clock)) (\(Markup.escaped(ago)))")
        }
        if health.waiting > 0 {
            facts.add(StatusTitles.new, visit.said(StatusTitles.notLookedAt(health.waiting)))
        }
        if let trouble = health.lastTrouble {
            let told = LogReport.told(trouble).text(in: visit.language)
            let time = visit.time(trouble.at, health.clock)
            let link = trouble.message.map { Link.to(Link.letter($0.id), trouble.email ?? "") }
            facts.add(
                StatusTitles.lastTrouble,
                "\(time) \(link ?? "") <span class=\"reply\">\(Markup.isolated(told))</span>"
            )
        }
        let counts = MessageState.allCases.filter { health.count($0) > 0 }.map { state in
            let address = "/messages?state=" + state.rawValue
            return "<li><a href=\"\(address)\">\(visit.state(state)) <b>\(health.count(state))</b></a></li>"
        }
        let figures = counts.isEmpty ? "" : "<ul class=\"figures\">\n\(counts.joined(separator: "\n"))\n</ul>"
        return visit.section("now", OverviewWords.now, facts.text + "\n" + figures)
    }

    // MARK: mailings

    private func mailings(_ clock: ReportClock) throws -> String {
        var parts: [String] = []
        for (number, event) in visit.web.events.names.enumerated() {
            let figures = try store.notificationFigures(event: event).filter { $0.total > 0 }
            guard !figures.isEmpty else { continue }
            let bars = figures.enumerated().map { place, letter in
                LetterBar(visit, visit.web.events.clock(of: event)).text(letter, "bar-\(number)-\(place)")
            }
            parts.append(
                "<h3>\(Link.to(Link.event(event), name(of: event)))</h3>\n<div class=\"letters\">\n\(bars.joined(separator: "\n"))\n</div>"
            )
        }
        guard !parts.isEmpty else { return "" }
        return visit.section("letters", ReportWords.letters, parts.joined(separator: "\n"))
    }

    private func name(of event: String) -> String {
        let name = visit.web.events.event(event)?.name[visit.language] ?? ""
        return name.isEmpty ? event : name
    }

    private func next(_ health: Health) -> String {
        guard !health.mailings.isEmpty else { return "" }
        var table = CardTable(
            caption: visit.text(OverviewWords.nextCaption),
            columns: [
                (visit.text(OverviewWords.event), false), (visit.text(OverviewWords.mailing), false),
                (visit.text(OverviewWords.due), false), (visit.text(ReportWords.state), false),
                (visit.text(OverviewWords.audience), true),
            ]
        )
        for mailing in health.mailings.sorted(by: { $0.due < $1.due }).prefix(50) {
            table.add([
                Link.to(Link.event(mailing.event), mailing.event), Markup.isolated(mailing.notification),
                visit.time(mailing.due, health.clock), visit.said(mailing.state.plain),
                mailing.audience.map { String($0) } ?? "",
            ])
        }
        return visit.section("next", OverviewWords.next, table.text)
    }

    // MARK: plots

    /// Quarters of an hour of the last day.
    private static let length: Int64 = 900_000
    private static let count = 96

    private func plots(_ clock: ReportClock) throws -> String {
        let now = visit.web.now()
        let since = (now / Self.length + 1 - Int64(Self.count)) * Self.length
        let sent = try store.sentHistory(since: since, length: Self.length, count: Self.count)
        let waits = try store.waitHistory(since: since, length: Self.length, count: Self.count)
        let plot = Plot(visit, clock, since: since, length: Self.length)
        let rate = plot.text("sent", OverviewWords.throughput, sent.map { Int64($0) }, hue: "good") {
            Wording(verbatim: String($0))
        }
        let wait = plot.text("wait", OverviewWords.wait, waits.map { $0 ?? 0 }, hue: "slow", LocalTime.span)
        return visit.section(
            "plots",
            OverviewWords.lastDay,
            "<div class=\"plots\">\n\(rate)\n\(wait)\n</div>"
        )
    }
}
