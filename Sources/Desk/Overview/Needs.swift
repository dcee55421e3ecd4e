import HTTP
import Reports
import Store
import Web
import Wording

/// What needs a person, each with where that can be looked at and, where a page can do it, done.
struct Needs {
    private let visit: Visit
    private let health: Health

    init(_ visit: Visit, _ health: Health) {
        self.visit = visit
        self.health = health
    }

    var text: String {
        let findings = health.findings
        guard !findings.isEmpty else {
            return "<p class=\"told\">\(visit.said(OverviewWords.nothingNeeded))</p>"
        }
        return "<ul class=\"needs\">\n\(findings.map(item).joined(separator: "\n"))\n</ul>"
    }

    private func item(_ finding: HealthFinding) -> String {
        let links = Self.places(of: finding, health).map { place in
            "<a href=\"\(Markup.escaped(place.address))\">\(visit.said(place.title))</a>"
        }
        let shown = links.isEmpty ? "" : "<p class=\"pages\">\(links.joined(separator: " "))</p>"
        return "<li><span>\(visit.said(finding.onPages))</span>\(shown)\(acts(of: finding))</li>"
    }

    /// What may be done about it at once; a mailing is approved where its letter can be looked at first.
    private func acts(of finding: HealthFinding) -> String {
        guard finding.kind == .paused, let mailing = Self.mailing(of: finding, health) else { return "" }
        return ActForm.list(LetterActs.of(mailing), visit)
    }

    struct Place: Hashable {
        let address: String
        let title: Wording
    }

    /// Where a finding leads.
    static func places(of finding: HealthFinding, _ health: Health) -> [Place] {
        switch finding.kind {
        case .held: [letters([("state", MessageState.held.rawValue)])]
        case .undecided: [letters([("state", MessageState.inDoubt.rawValue)])]
        case .longSending, .leftSending: [letters([("state", MessageState.sending.rawValue)])]
        case .standstill:
            [
                letters([("state", MessageState.queued.rawValue)]), relays,
                Place(address: "/log", title: DeskWords.log),
            ]
        case .unmade: unmade(finding, health)
        case .paused, .approval: mailing(of: finding, health).map(places) ?? []
        case .heldBack, .stale: finding.subject.isEmpty ? [] : [event(finding.subject)]
        case .relay, .relayBlock, .noConnection: [relays]
        case .declined:
            health.declined.prefix(3).map {
                Place(address: Link.person($0.email), title: Wording(verbatim: $0.email))
            }
        case .startFailed, .hasDied, .silent, .stuck, .records, .clock, .keyLost, .strayEvents, .unknownZones,
            .mailbox, .unreadReturns, .intake, .unread, .unerased, .isDown, .disk, .largeLog:
            []
        }
    }

    private static let relays = Place(address: "/relays", title: DeskWords.relays)

    private static func letters(_ query: [(String, String)]) -> Place {
        Place(address: "/messages?" + Query(query).encoded, title: DeskWording.showLetters)
    }

    private static func event(_ name: String) -> Place {
        Place(address: Link.event(name), title: DeskWording.toEvent)
    }

    private static func mailing(of finding: HealthFinding, _ health: Health) -> Mailing? {
        health.mailings.first { "\($0.event) \($0.notification)" == finding.subject }
    }

    private static func places(of mailing: Mailing) -> [Place] {
        let query = Query([("event", mailing.event), ("notification", mailing.notification)])
        return [
            Place(address: Link.mailing(mailing.event, mailing.notification), title: DeskWording.toMailing),
            Place(address: "/preview?" + query.encoded, title: EventPageWords.preview),
        ]
    }

    private static func unmade(_ finding: HealthFinding, _ health: Health) -> [Place] {
        health.unmade.filter { "\($0.event) \($0.notification)" == finding.subject }.map { found in
            letters([
                ("event", found.event), ("notification", found.notification),
                ("state", MessageState.rejected.rawValue),
            ])
        }
    }
}
