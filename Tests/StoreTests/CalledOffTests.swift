import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Events that are called off, in the database")
struct CalledOffTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func told() throws -> [String] {
        var found: [String] = []
        let audience = MailingAudience.told(
            statusLetters: ["confirmation", "waitlist", "cancellation"],
            cancellations: ["cancellation"]
        )
        try store.recipients(of: audience, event: "meeting") { row throws(StoreError) in
            found.append(row.email)
            return true
        }
        return found.sorted()
    }

    /// Registers someone and records letters of these kinds, each with its outcome.
    private func write(_ name: String, _ letters: [(String, MessageChange)]) throws {
        let id = try fixture.register("\(name)@example.org")
        for (index, (notification, change)) in letters.enumerated() {
            var message = fixture.message("\(name)@example.org", notification: notification)
            message.registration = id
            message.round = index
            try fixture.add([message], now: Int64(1000 + index))
            try fixture.finish(change, now: Int64(2000 + index * 10))
        }
    }

    @Test("told is whoever got anything and was not told of a cancellation last")
    func audience() throws {
        try write("registered", [("confirmation", .sent)])
        try write("doubtful", [("confirmation", .inDoubt)])
        try write("invited", [("invitation", .sent)])
        try write("cancelled", [("confirmation", .sent), ("cancellation", .sent)])
        try write("thanked", [("confirmation", .sent), ("cancellation", .sent), ("thanks", .sent)])
        try write("again", [("cancellation", .sent), ("confirmation", .sent)])
        try write("bounced", [("confirmation", .bounced(reason: nil))])
        try write("waiting", [("confirmation", .deferred(nextAttempt: 9_000_000))])
        try write("gone", [("confirmation", .sent)])
        let gone = try #require(try store.registrations(of: "gone@example.org", event: "meeting").first)
        _ = try store.vanish(registration: gone.id, now: 9000)
        try fixture.register("nothing@example.org")
        #expect(
            try told() == ["again", "doubtful", "invited", "registered"].map { $0 + "@example.org" }
        )
    }

    @Test("who registers since is counted, and a cancelled registration is not")
    func registrations() throws {
        #expect(try store.registrationsOfCalledOff().isEmpty)
        try fixture.register("before@example.org")
        let late = try fixture.register("a@example.org")
        let id = try fixture.register("b@example.org")
        try fixture.alter(id) { $0.status = "cancelled" }
        let other = try fixture.register("c@example.org", event: "other")
        try store.setCalledOff(event: "meeting", at: 1)
        for id in [late, late, id] { try store.noteLate(registration: id, event: "meeting") }
        try store.noteLate(registration: other, event: "other")
        #expect(try store.registrationsOfCalledOff().map { "\($0.event) \($0.count)" } == ["meeting 1"])
        try store.setCalledOff(event: "meeting", at: 9_000_000_000_000)
        #expect(try store.registrationsOfCalledOff().isEmpty && store.calledOff(event: "meeting") != nil)
        try store.setCalledOff(event: "meeting", at: nil)
        #expect(try store.calledOff(event: "meeting") == nil)
        #expect(try fixture.rows("SELECT event FROM late_registrations") == ["other"])
    }

    @Test(
        "what waits of it is withdrawn but for the letter that says so; what may have gone does not go again"
    )
    func withdrawal() throws {
        try fixture.add(
            [fixture.message("a@example.org"), fixture.message("b@example.org", notification: "off")],
            now: 10
        )
        try fixture.add([fixture.message("c@example.org", priority: .timed)], now: 10)
        try fixture.finish(.inDoubtResend(at: 5000), priority: .timed)
        var walk = Withdrawal("meeting", except: ["off"])
        while !walk.isDone { try store.withdraw(&walk, reason: "called off", now: 30) }
        #expect(walk.count == 1)
        #expect(
            try fixture.rows("SELECT email, state, cause, next_attempt_at FROM messages ORDER BY id") == [
                "a@example.org|cancelled|event_cancelled|", "b@example.org|queued||",
                "c@example.org|in_doubt|event_cancelled|",
            ]
        )
    }

    @Test(
        "a mailing that is called off is scheduled again when the event takes place, with its letters, but for those that may have gone"
    )
    func takesPlace() throws {
        try store.importInvitees((0..<3).map { InviteeRecord(email: "i\($0)@example.org") }, event: "meeting")
        let plan = MailingPlan(
            event: "meeting",
            notification: "invitation",
            priority: .bulk,
            due: 1000,
            expires: 90_000
        )
        let mailing = try #require(try store.plan(plan, now: 10))
        func freeze() throws -> Int? {
            try store.freeze(mailing: mailing.id, audience: .invitees, now: 20) { person in
                fixture.message(person.email, notification: "invitation", priority: .bulk, expires: 90_000)
            }
        }
        #expect(try freeze() == 3)
        let claimed = try store.claim(.mailing(mailing.id), limit: 1, now: 2000, token: 1)
        try store.record(
            [AttemptRecord(message: claimed[0].id, claim: 1, change: .inDoubt, at: 2000)],
            now: 2000
        )
        #expect(try store.callOff(mailing: mailing.id, reason: "called off", now: 2100))
        #expect(try store.withdrawLeftovers(now: 2200) == 2)
        #expect(try store.counts(mailing: mailing.id) == [.inDoubt: 1, .cancelled: 2])
        #expect(try store.takePlace(event: "meeting", now: 3000) == 1)
        #expect(try store.mailing(id: mailing.id)?.state == .scheduled)
        #expect(try freeze() == 3)
        #expect(try store.counts(mailing: mailing.id) == [.inDoubt: 1, .queued: 2])
        #expect(try store.cancel(mailing: mailing.id, actor: "anna", reason: nil, now: 4000) == 3)
        #expect(try store.takePlace(event: "meeting", now: 5000) == 0)
    }

    @Test(
        "letters are withdrawn so many a commit, one kind after the other, and begun anew nothing changes twice"
    )
    func parts() throws {
        store.actedRows = 4
        for kind in ["a", "b", "off"] {
            try fixture.add(
                (0..<10).map { fixture.message("\(kind)\($0)@example.org", notification: kind) },
                now: 10
            )
        }
        var other = fixture.message("other@example.org")
        other.event = "other"
        try fixture.add([other], now: 10)
        func withdrawn() throws -> Int64 {
            try fixture.owner.integer("SELECT count(*) FROM messages WHERE state = 'cancelled'")
        }
        var walk = Withdrawal("meeting", except: ["off"])
        var parts = 0
        while !walk.isDone {
            let before = try withdrawn()
            try store.withdraw(&walk, reason: "called off", now: 30)
            #expect(try withdrawn() - before <= 4)
            parts += 1
            // Killed here, it begins anew.
            if parts == 4 { walk = Withdrawal("meeting", except: ["off"]) }
        }
        #expect(try withdrawn() == 20)
        #expect(walk.count == 6 || walk.count == 20 - 4 * 4)
        let waiting =
            "SELECT count(*) FROM messages WHERE state = 'queued' AND (notification = 'off' OR event = 'other')"
        #expect(try fixture.owner.integer(waiting) == 11)
        for query in [MessageStore.nextKind, MessageStore.nextOfEvent] {
            #expect(try fixture.plan(query).contains("USING COVERING INDEX messages_event"))
        }
    }
}
