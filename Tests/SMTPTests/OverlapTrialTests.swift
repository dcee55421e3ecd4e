import Testing

@testable import SMTP

@Suite("Whether a relay takes what is pipelined behind a dot")
struct OverlapTrialTests {
    private static func trial(overlaps: Bool = true) -> OverlapTrial {
        OverlapTrial(relays: [
            RelayEndpoint(host: "one", port: 25, overlaps: overlaps), RelayEndpoint(host: "two", port: 25),
        ])
    }

    @Test("one session of each relay tries it, and the others follow when it has worked")
    func oneTries() {
        var trial = Self.trial()
        #expect(trial.mayOverlap(1, relay: 0) == true)
        #expect(trial.mayOverlap(2, relay: 0) == false)
        #expect(trial.mayOverlap(1, relay: 0) == true)
        #expect(trial.mayOverlap(3, relay: 1) == true, "what one relay does says nothing of another")
        trial.succeeded(relay: 0)
        #expect(trial.mayOverlap(2, relay: 0) == true)
        #expect(trial.mayOverlap(4, relay: 1) == false)
    }

    @Test("a session that ends without an answer leaves the trial to another")
    func another() {
        var trial = Self.trial()
        _ = trial.mayOverlap(1, relay: 0)
        let wasLearnt = trial.ended(1, relay: 0, hasLost: false)
        #expect(!wasLearnt && trial.isOpen(relay: 0))
        #expect(trial.mayOverlap(2, relay: 0) == true)
    }

    @Test("a loss is learnt once, and nobody tries again")
    func lost() {
        var trial = Self.trial()
        _ = trial.mayOverlap(1, relay: 0)
        let first = trial.ended(1, relay: 0, hasLost: true), second = trial.ended(2, relay: 0, hasLost: true)
        #expect(first && !second)
        #expect(trial.mayOverlap(3, relay: 0) == false)
        #expect(!trial.isOpen(relay: 0))
    }

    @Test("a relay that is known to lose it is not tried")
    func known() {
        var trial = Self.trial(overlaps: false)
        #expect(trial.mayOverlap(1, relay: 0) == false)
    }
}
