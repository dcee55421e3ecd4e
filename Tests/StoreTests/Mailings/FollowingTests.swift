import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Messages that follow an act on their mailing in parts")
struct FollowingTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }

    init() throws {
        fixture = try Fixture()
        fixture.store.followedRows = 4
    }

    private func stored() throws -> [String] {
        try fixture.rows("SELECT state, count(*) FROM messages GROUP BY state ORDER BY state")
    }

    private func shown() throws -> [MessageState] {
        var states: [MessageState] = []
        try store.messages(LogFilter()) { row throws(StoreError) in
            states.append(row.state)
            return true
        }
        return states
    }

    private func followAll(_ store: MessageStore, now: Int64 = 5000) throws {
        while try store.follow(now: now) != nil {}
    }

    @Test(
        "a stop is the mailing's at once and the rows' in parts; whatever is read shows all of them stopped"
    )
    func stop() throws {
        let mailing = try fixture.invitation(to: 10)
        let change = try store.hold(mailing: mailing.id, actor: "anna", reason: "wrong hall", now: 100)
        #expect(change == MailingChange(from: .running, to: .paused, messages: 10, left: 6))
        #expect(try stored() == ["held|4", "queued|6"])
        #expect(try shown() == Array(repeating: .held, count: 10))
        #expect(try store.message(id: 10)?.reason == "wrong hall")
        #expect(try store.message(id: 10)?.cause == .mailingStopped)
        #expect(try store.followings().map(\.left) == [6])
        var queued: [MessageState] = []
        try store.queue(LogFilter()) { row throws(StoreError) in
            queued.append(row.state)
            return true
        }
        #expect(queued == Array(repeating: .held, count: 10))
        try followAll(store)
        #expect(try stored() == ["held|10"])
        #expect(try store.followings().isEmpty)
    }

    @Test("a withdrawal shows no letter as waiting, whose rows follow; a retry brings none of them back")
    func withdrawal() throws {
        let mailing = try fixture.invitation(to: 10)
        #expect(try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 100) == 10)
        #expect(try stored() == ["cancelled|4", "queued|6"])
        var queued = 0
        try store.queue(LogFilter()) { _ throws(StoreError) in
            queued += 1
            return true
        }
        #expect(queued == 0)
        #expect(try store.act(.retry, on: LogFilter(), actor: "boris", expires: 900, now: 200) == 0)
        try followAll(store)
        #expect(try stored() == ["cancelled|10"])
        #expect(try store.act(.retry, on: LogFilter(), actor: "boris", expires: 900, now: 300) == 0)
    }

    @Test("each part looks at so many rows and no more, however many there are")
    func bounded() throws {
        let mailing = try fixture.invitation(to: 30)
        try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 100)
        var parts = 0
        while let part = try store.follow(now: 200) {
            #expect(part.rows <= 4)
            parts += 1
        }
        #expect(parts >= 7)
        let plan = try fixture.plan(MessageStore.nextToFollow)
        #expect(plan.contains("messages_mailing (mailing_id=? AND state=? AND rowid>?)"), "\(plan)")
        #expect(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "\(plan)")
    }

    @Test(
        "nothing is claimed of a mailing whose letters are still to move, and all of one whose letters are let go"
    )
    func blocked() throws {
        let mailing = try fixture.invitation(to: 10)
        try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 100)
        // Six are queued still: those are to be held before the release lets them go.
        var start = LateStart()
        start.notBefore = 9000
        try store.release(mailing: mailing.id, actor: "anna", start: start, now: 110)
        #expect(try store.mailingsWithoutClaims() == [mailing.id])
        while try store.mailingsWithoutClaims() == [mailing.id] { try store.follow(now: 120) }
        #expect(try fixture.rows("SELECT DISTINCT ready_at FROM messages WHERE state = 'queued'").isEmpty)
        try followAll(store)
        #expect(
            try fixture.rows("SELECT state, ready_at, count(*) FROM messages GROUP BY 1, 2") == [
                "queued|9000|10"
            ]
        )
    }

    @Test(
        "in whatever parts messages follow, and whoever is killed between them, they end as if each act had been one piece",
        arguments: 1...20
    )
    func sameAsOnePiece(seed: UInt64) throws {
        let whole = try Fixture()
        var random = SplitMix64(seed: seed)
        var parts = try MessageStore(path: fixture.folder.path("vestnik.db"))
        parts.followedRows = Int.random(in: 1...5, using: &random)
        let mailing = try fixture.invitation(to: 13).id
        _ = try whole.invitation(to: 13)
        var now: Int64 = 100
        for _ in 0..<6 {
            now += 1000
            var start = LateStart()
            if Bool.random(using: &random) {
                (start.shift, start.notBefore, start.expires) = (70, now + 50, now + 99_000)
            }
            let act = Int.random(in: 0...8, using: &random)
            for store in [parts, whole.store] {
                switch act {
                case 0...2: try store.hold(mailing: mailing, actor: "anna", reason: "\(now)", now: now)
                case 3...6: try store.release(mailing: mailing, actor: "anna", start: start, now: now)
                case 7: try store.withdrawLeftovers(now: now)
                default: try store.cancel(mailing: mailing, actor: "anna", reason: nil, now: now)
                }
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) { _ = try parts.follow(now: now) }
            if Bool.random(using: &random) {
                let rows = parts.followedRows
                parts = try MessageStore(path: fixture.folder.path("vestnik.db"))
                parts.followedRows = rows
            }
        }
        try followAll(parts, now: now)
        // When a letter would have gone that is withdrawn means nothing any more.
        let dump = """
            SELECT id, state, cause, reason, CASE WHEN state <> 'cancelled' THEN due_at || ' ' || ready_at || ' ' || expires_at END,
                (SELECT state FROM mailings) FROM messages ORDER BY id
            """
        #expect(try fixture.rows(dump) == whole.rows(dump))
    }

    @Test("waves that move do so in parts, each letter once, and none is claimed before all have")
    func moves() throws {
        let mailing = try fixture.invitation(to: 10)
        let before = try fixture.rows(
            "SELECT due_at + 777, ready_at + 777, expires_at + 777 FROM messages ORDER BY id"
        )
        #expect(try store.move(mailing: mailing.id, by: 777, now: 100) == 10)
        #expect(try store.mailingsWithoutClaims() == [mailing.id])
        try followAll(MessageStore(path: fixture.folder.path("vestnik.db")))
        #expect(try store.mailingsWithoutClaims().isEmpty)
        #expect(try fixture.rows("SELECT due_at, ready_at, expires_at FROM messages ORDER BY id") == before)
    }

    @Test(
        "a state is asked for as it is shown, in the log, the list and the queue, whichever act its rows follow",
        arguments: ["hold", "release", "cancel", "called off"]
    )
    func askedByState(act: String) throws {
        let mailing = try fixture.invitation(to: 12)
        switch act {
        case "release":
            try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 90)
            try followAll(store)
            try fixture.owner.execute("UPDATE messages SET cause = 'suspicious' WHERE id = 12")
            try store.release(mailing: mailing.id, actor: "anna", now: 100)
        case "hold": try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 100)
        case "cancel": try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 100)
        default:
            try store.callOff(mailing: mailing.id, reason: "called off", now: 100)
            try store.withdrawLeftovers(now: 100)
        }
        #expect(try store.isFollowing())
        var shown: [Int64: MessageState] = [:]
        for id in Int64(1)...12 { shown[id] = try store.message(id: id)?.state }
        while true {
            for state in MessageState.allCases {
                var filter = LogFilter()
                filter.states = [state]
                let expected = Set(shown.filter { $0.value == state }.keys)
                for limit in [nil, 100] {
                    filter.limit = limit
                    var (listed, queued): (Set<Int64>, Set<Int64>) = ([], [])
                    try store.messages(filter) { row throws(StoreError) in
                        listed.insert(row.id)
                        return true
                    }
                    try store.queue(filter) { row throws(StoreError) in
                        queued.insert(row.id)
                        return true
                    }
                    #expect(listed == expected, "\(state)")
                    #expect(queued == (state.isFinal ? [] : expected), "\(state)")
                }
            }
            // What is shown does not change while the rows follow.
            guard try store.follow(now: 200) != nil else { break }
        }
        for id in Int64(1)...12 { #expect(try store.message(id: id)?.state == shown[id]) }
    }
}
