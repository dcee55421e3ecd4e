import Events
import HTTP
import Reports
import Store
import Web
import Wording

/// An event: its registrations, its letters by state, its mailings with what may be done about them.
struct EventPage {
    static let routes: [Route] = [
        Route(.get, "/events", access: .reader) { visit in
            try visit.web.stores.read { store in try EventList(visit: visit, store: store).response() }
        },
        Route(.get, "/events/{event}", access: .reader) { visit in
            try visit.web.stores.read { store in try EventPage(visit, store).response() }
        },
    ]

    private let visit: Visit
    private let store: MessageStore
    private let event: String
    private let facts: Event?
    private let clock: ReportClock
    private let letters: [NotificationFigures]
    private let registrations: [(status: String, count: Int)]
    private let schedule: ScheduleTable

    private init(_ visit: Visit, _ store: MessageStore) throws {
        self.visit = visit
        self.store = store
        event = visit["event"]
        facts = visit.web.events.event(event)
        clock = visit.web.events.clock(of: event)
        letters = try store.notificationFigures(event: event)
        registrations = try store.registrationCounts(event: event)
        schedule = try ScheduleTable(visit, store, event: event)
        guard
            facts != nil || !letters.isEmpty || !registrations.isEmpty
                || visit.web.events.names.contains(event)
        else { throw Missing.refusal }
    }

    private func response() throws -> Response {
        let name = facts?.name[visit.language] ?? ""
        return DeskPage(
            visit: visit,
            place: .events,
            title: name.isEmpty ? event : name,
            clock: clock,
            live: .init(address: "/api/log/events?" + Query([("event", event)]).encoded, pause: 5000),
            head: fault + links,
            content: """
                \(people)
                \(try mailings())
                \(schedule.text)
                \(try refusals())
                """
        ).response()
    }

    private var fault: String {
        guard facts == nil, visit.web.events.names.contains(event) else { return "" }
        return "<p class=\"fault\" role=\"alert\">\(visit.said(DeskWords.unreadableEvent(event)))</p>\n"
    }

    private var links: String {
        let items = [
            (Link.event(event) + "/coverage", EventPageWords.coverage),
            (Link.log([("event", event)]), DeskWords.log),
            ("/preview?event=" + Percent.encode(event), DeskWords.preview),
        ].map { "<a href=\"\(Markup.escaped($0))\">\(visit.said($1))</a>" }
        return "<p class=\"pages\">\(items.joined(separator: " "))</p>\n"
    }

    private var people: String {
        guard !registrations.isEmpty else {
            return visit.section(
                "people",
                ReportWords.registrations,
                "<p>\(visit.said(ReportWords.noRegistrations))</p>"
            )
        }
        var facts = Facts(visit)
        for (status, count) in registrations { facts.add(ReportWords.status(status), String(count)) }
        facts.add(ReportWords.total, "<b>\(registrations.reduce(0) { $0 + $1.count })</b>")
        return visit.section("people", ReportWords.registrations, facts.text)
    }

    // MARK: letters

    private func mailings() throws -> String {
        let written = facts?.notifications.map(\.name) ?? []
        let unknown = written.filter { name in !letters.contains { $0.notification == name } }
        guard !letters.isEmpty || !unknown.isEmpty else {
            return visit.section(
                "letters",
                ReportWords.letters,
                "<p>\(visit.said(ReportWords.noLetters))</p>"
            )
        }
        let known = try letters.enumerated().map { number, letter in
            let bar = LetterBar(visit, clock).text(letter, "bar-\(number)")
            return
                "<div class=\"mailing\" id=\"\(mark(letter.notification))\">\n\(bar)\n\(try mailing(letter))</div>"
        }
        // What nothing has happened to yet.
        let others = unknown.map {
            "<div class=\"mailing\" id=\"\(mark($0))\"><p><b>\(Markup.isolated($0))</b></p>\n\(preview($0))</div>"
        }
        return visit.section("letters", ReportWords.letters, (known + others).joined(separator: "\n"))
    }

    /// The place that the overview leads to.
    private func mark(_ notification: String) -> String {
        Markup.escaped(Link.mark(of: notification))
    }

    private func preview(_ notification: String) -> String {
        let address = "/preview?" + Query([("event", event), ("notification", notification)]).encoded
        return "<p><a href=\"\(Markup.escaped(address))\">\(visit.said(EventPageWords.preview))</a></p>\n"
    }

    private func mailing(_ letter: NotificationFigures) throws -> String {
        var text = preview(letter.notification)
        guard let mailing = letter.mailing else { return text }
        if let reason = mailing.reason, !reason.isEmpty {
            text += "<p class=\"meaning\">\(Markup.isolated(reason))</p>\n"
        }
        if mailing.state == .awaitingApproval, mailing.approvers > 0 {
            let names = try store.approvals(mailing: mailing.id)
            text += "<p>\(visit.said(EventPageWords.approvals(names, of: mailing.approvers)))</p>\n"
        }
        return text
            + ActForm.list(LetterActs.of(mailing, late: schedule.late[letter.notification] ?? 0), visit)
    }

    private func refusals() throws -> String {
        let report = try EventReport.refusals(of: event, store)
        guard !report.isEmpty else { return "" }
        var table = CardTable(
            caption: visit.text(ReportWords.refusalsCaption),
            columns: [
                (visit.text(ReportWords.code), false), (visit.text(ReportWords.count), true),
                (visit.text(ReportWords.meaning), false),
            ]
        )
        for refusal in report {
            let codes = refusal.codes.isEmpty ? "—" : refusal.codes
            let code = refusal.figures.enhancedCode ?? refusal.figures.code.map { String($0) }
            let link = code.map { Link.to(Link.log([("event", event), ("code", $0)]), codes) }
            let example =
                refusal.figures.example.map { "<p class=\"reply soft\">\(Markup.isolated($0))</p>" } ?? ""
            table.add([
                link ?? Markup.isolated(codes), String(refusal.figures.count),
                "<div>\(visit.said(refusal.meaning))\(example)</div>",
            ])
        }
        return visit.section("refusals", ReportWords.refusals, table.text)
    }
}
