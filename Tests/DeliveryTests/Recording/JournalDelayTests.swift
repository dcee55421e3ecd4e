import Administration
@testable import Delivery
import Site
import Store
import Testing
import TestSupport

@Suite("How late a letter went, as the journal tells: from when it was due")
struct JournalDelayTests {
    /// What happens to a letter before it goes.
    enum Case: String, CaseIterable, CustomTestStringConvertible {
        case atOnce, planned, afterOutage, retried, released, releasedBeforeItsHour, resent

        var testDescription: String { rawValue }

        /// `delay=` of each attempt, in seconds.
        var delays: [Int] {
            switch self {
            // Due when it was noticed.
            case .atOnce: [0]
            // Known before it was due: it is not late.
            case .planned, .releasedBeforeItsHour: [0]
            // Nothing ran when its hour struck.
            case .afterOutage: [600]
            // As Postfix counts: each attempt from the same moment.
            case .retried: [0, 3600]
            // Waiting for a person is waiting.
            case .released: [1800]
            // A letter of its own, due when somebody asked for it.
            case .resent: [0, 0]
            }
        }
    }

    private func act(_ act: Act, on bed: Bed) throws {
        let store = try MessageStore(path: bed.folder.path("vestnik.db"))
        #expect(try store.act(act, on: LogFilter(), actor: "anna", now: bed.clock.now) == 1)
    }

    private func bed(mailing: Bool, _ script: Script = .friendly) throws -> Bed {
        let bed = try Bed(script) {
            $0.now = "2035-03-11T07:00:00Z"
            if mailing {
                $0.notifications =
                    #"{ name: "invitation", audience: "invitees", at: "2035-03-12T10:00", undo: "10m" },"#
            }
        }
        if mailing { try bed.invite(1) } else { try bed.register("reader@example.org") }
        return bed
    }

    private func tell(_ kind: Case) throws -> Bed {
        switch kind {
        case .atOnce:
            let bed = try bed(mailing: false)
            try bed.drain()
            return bed
        case .planned, .afterOutage:
            let bed = try bed(mailing: true)
            bed.clock.advance(by: .seconds(86_400))
            try bed.drain()
            #expect(try bed.states() == "queued 1")
            bed.clock.advance(by: .seconds(kind == .planned ? 600 : 1200))
            try bed.drain()
            return bed
        case .retried:
            let bed = try bed(
                mailing: false,
                Script.friendly.on(.rcpt, occurrence: 1, .reply("451 4.7.1 later"))
            )
            try bed.drain()
            bed.clock.advance(by: .seconds(3600))
            try bed.drain()
            return bed
        case .released, .releasedBeforeItsHour:
            let bed = try bed(mailing: true)
            bed.clock.advance(by: .seconds(86_400))
            try bed.drain()
            try act(.hold, on: bed)
            bed.clock.advance(by: .seconds(kind == .released ? 600 + 1800 : 300))
            try bed.drain()
            try act(.release, on: bed)
            if kind != .released { bed.clock.advance(by: .seconds(300)) }
            try bed.drain()
            return bed
        case .resent:
            let bed = try bed(mailing: false)
            try bed.drain()
            bed.clock.advance(by: .seconds(7200))
            let site = try Site.load(configuration: bed.folder.path("vestnik.json5"))
            let store = try MessageStore(path: bed.folder.path("vestnik.db"))
            let service = ResendService(site: site, store: store, now: bed.clock.now)
            #expect(try service.resend([1], actor: "anna", reason: nil).first?.refusal == nil)
            try bed.drain()
            return bed
        }
    }

    @Test(
        "each attempt counts from the moment that was its letter's, whatever came between",
        arguments: Case.allCases
    )
    func delay(_ kind: Case) throws {
        let bed = try tell(kind)
        let delays = bed.journal.map { $0.firstMatch(of: /delay=([\d.]+),/).map { String($0.1) } ?? $0 }
        #expect(delays == kind.delays.map(String.init), "\(bed.journal)")
    }
}
