import Reports
import Testing
import Wording

@testable import Alerts

@Suite("Once, and not in a flood")
struct AlertStateTests {
    private static let minute: Int64 = 60_000
    private static let hour: Int64 = 60 * minute

    private func finding(
        _ kind: HealthFinding.Kind,
        _ subject: String = "",
        _ words: String = "words"
    ) -> HealthFinding {
        HealthFinding(kind, of: subject, Wording(verbatim: words))
    }

    /// What is written about at each of the moments, at which all of this is found.
    private func told(_ findings: [HealthFinding], at moments: [Int64], canGo: Bool = true) -> [Int] {
        var state = AlertState()
        return moments.map { state.note(findings, now: $0) { _ in canGo }.count }
    }

    @Test(
        "each kind of cause is written about at once, after a while, or in the digest alone",
        arguments: [
            // A mailing that stopped itself reaches nobody until somebody looks.
            (.paused, 0), (.unmade, 0), (.heldBack, 0), (.clock, 0), (.disk, 0), (.records, 0), (.stuck, 0),
            (.unread, 0), (.longSending, 0), (.unreadReturns, 0), (.relay, 0), (.relayBlock, 0),
            // What restarts is back in a minute or ten.
            (.intake, 1), (.mailbox, 10), (.noConnection, 10), (.standstill, 30),
            // What may wait until the morning.
            (.held, nil), (.undecided, nil), (.approval, nil), (.strayEvents, nil), (.stale, nil),
            (.unknownZones, nil),
            (.declined, nil), (.unerased, nil), (.keyLost, nil),
            // What a daemon that is there does not find.
            (.startFailed, nil), (.hasDied, nil), (.silent, nil), (.leftSending, nil), (.isDown, nil),
        ] as [(HealthFinding.Kind, Int64?)]
    )
    func urgency(kind: HealthFinding.Kind, minutes: Int64?) {
        let moments = (0...40).map { $0 * Self.minute }
        let first = told([finding(kind)], at: moments).firstIndex(of: 1)
        #expect(first.map(Int64.init) == minutes)
    }

    @Test("every kind has its place in the table")
    func whole() {
        let urgent = HealthFinding.Kind.allCases.filter { Urgency.of($0) != nil }
        #expect(urgent.count == 16)
        #expect(
            urgent.filter { Urgency.of($0)?.isAboutRelays == true } == [.relay, .relayBlock, .noConnection]
        )
    }

    @Test("a cause that lasts is written about once a day, whatever figures its sentence names")
    func lasting() {
        var state = AlertState()
        var told: [Int64] = []
        for minute in stride(from: Int64(0), through: 50 * 60, by: 5) {
            let now = minute * Self.minute
            let found = [finding(.paused, "meeting invitation", "\(minute) left")]
            if !state.note(found, now: now, canGo: { _ in true }).isEmpty { told.append(minute / 60) }
        }
        #expect(told == [0, 24, 48])
    }

    @Test("what comes and goes is the same trouble; what was well for ten minutes is a new one")
    func comingAndGoing() {
        var state = AlertState()
        var told: [Int64] = []
        for minute in Int64(0)..<120 {
            let isThere = minute < 60 ? minute % 2 == 0 : minute >= 75
            let found = isThere ? [finding(.paused, "meeting invitation")] : []
            if !state.note(found, now: minute * Self.minute, canGo: { _ in true }).isEmpty {
                told.append(minute)
            }
        }
        #expect(told == [0, 75])
    }

    @Test("more than four letters an hour are folded, and none of it is lost")
    func flood() {
        var state = AlertState()
        var letters = 0
        for minute in Int64(0)..<60 {
            let found = (0...minute).map { finding(.paused, "meeting m\($0)", "m\($0)") }
            if !state.note(found, now: minute * Self.minute, canGo: { _ in true }).isEmpty { letters += 1 }
        }
        #expect(letters == AlertState.mostPerHour)
        #expect(letters + state.folded.count == 50 + letters)
        #expect(state.folded.first?.ru == "m4")
        // An hour after the first one there is room again.
        let next = finding(.paused, "meeting other")
        #expect(state.note([next], now: 60 * Self.minute, canGo: { _ in true }).count == 1)
    }

    @Test("several causes at once are one letter")
    func together() {
        #expect(told([finding(.paused, "a"), finding(.unmade, "b"), finding(.held)], at: [0, 1]) == [2, 0])
    }

    @Test("trouble with the only relay is not written about: the letter would go when it is true no more")
    func relays() {
        let found = [finding(.relay, "mail.example.org:587")]
        #expect(told(found, at: [0, Self.hour], canGo: false) == [0, 0])
        #expect(told(found, at: [0, Self.hour]) == [1, 0])
        var state = AlertState()
        _ = state.note(found, now: 0) { _ in false }
        // Another relay has taken mail meanwhile.
        #expect(state.note(found, now: Self.minute, canGo: { $0 == 0 }).count == 1)
    }

    @Test("what was told is known after a restart")
    func kept() throws {
        var state = AlertState()
        _ = state.note([finding(.paused, "a"), finding(.mailbox)], now: 5) { _ in true }
        var again = AlertState(json: state.json)
        #expect(again == state)
        #expect(again.note([finding(.paused, "a")], now: 10, canGo: { _ in true }).isEmpty)
        #expect(AlertState(json: "nonsense") == AlertState())
        #expect(AlertState(json: nil) == AlertState())
    }
}
