import SQLite
import TestSupport
import Testing

@testable import Store

/// A question, by its name.
struct Question: Sendable {
    let name: String
    let ask: @Sendable (MessageStore) throws -> Void

    init(_ name: String, _ ask: @escaping @Sendable (MessageStore) throws -> Void) {
        self.name = name
        self.ask = ask
    }

    private static let person = "i7@example.org"

    static let all = [
        // What `status`, the pages and the figures for machines ask.
        Self("messages by state") { _ = try $0.counts() },
        Self("the oldest due") { _ = try $0.oldestDue(now: 9000) },
        Self("the oldest with a relay") { _ = try $0.oldestSending() },
        Self("the last trouble") { _ = try $0.lastTrouble(since: 0) },
        Self("what is undecided") { _ = try $0.undecidedCount() },
        Self("mailings") { _ = try $0.mailings() },
        Self("acts that are followed") { _ = try $0.followings() },
        Self("lists on their way") { _ = try $0.pendingImports() },
        Self("who waits to be looked at") { _ = try $0.waitingLooks() },
        Self("letters that cannot be made") { _ = try $0.unmadeLetters() },
        Self("registrations for what is called off") { _ = try $0.registrationsOfCalledOff() },
        Self("places that nobody understands") {
            // Those alone are counted that are told.
            _ = try $0.unknownPlaces(isRegion: { _ in true }, isZone: { _ in true })
        },
        Self("who declined") { _ = try $0.declinedStill() },
        Self("erasures") { _ = try $0.hasPendingErasures() },
        Self("names of events") { _ = try $0.eventNames() },
        // What `report` and the event's page ask.
        Self("letters of an event") { _ = try $0.notificationFigures(event: "meeting") },
        // What `show` and `export` ask.
        Self("a person's rows") { _ = try $0.people(of: person) },
        Self("a person's letters") { _ = try $0.messages(of: person) },
        Self("letters to a second address") { _ = try $0.messages(toSecondAddress: person) },
        Self("acts about a person") { _ = try $0.acts(about: person) },
        Self("what happened to a letter") { _ = try $0.attempts(of: 7) },
        Self("whether a registration waits") { _ = try $0.isWaiting(registration: 7) },
        Self("a person's data") { _ = try $0.export(person) },
        // What each turn of the daemon asks, and its start.
        Self("what a run has left") { _ = try $0.orphans() },
        Self("what is ready") { _ = try $0.readyCount(.prompted, now: 9000, limit: 9) },
        Self("when the next is ready") { _ = try $0.nextReady(after: 9000, endingAfter: 9000) },
        Self("what is in flight of an event") { _ = try $0.isInFlight(event: "meeting", except: []) },
        Self("who is to be looked at") { _ = try $0.looks(events: ["meeting"], limit: 9) },
        Self("acts to follow") { _ = try $0.nextFollowing() },
        Self("leftovers") { _ = try $0.withdrawLeftovers(now: 9000) },
        Self("rows of strangers") { _ = try $0.identifyInvitees(most: 9) },
        Self("where people may be") { _ = try $0.possiblePlaces(of: .invitees, event: "meeting") },
        Self("a claim") { _ = try $0.claim(.priority(.timed), limit: 5, now: 9000, token: 77) },
        Self("letters of a person, for a look") { _ = try $0.letters(of: person) },
        Self("what is told to the web site") { _ = try $0.unpublishedDeliveries(limit: 9) },
    ]
}

/// Costs are counted, not timed: a busy machine changes nothing of them.
@Suite("Questions cost no more where ten times as many people are")
struct CostTests {
    /// So many invitees with an invitation, half of it sent, and as many registrants with a confirmation.
    private func database(_ people: Int) throws -> Fixture {
        let fixture = try Fixture()
        let store = fixture.store
        let mailing = try fixture.invitation(to: people)
        try fixture.queue(people)
        for number in 0..<people {
            try fixture.register("i\(number)@example.org") { row in
                row.region = number % 2 == 0 ? "Bavaria" : "54"
            }
        }
        try fixture.finish(.sent)
        var claimed = try store.claim(.mailing(mailing.id), limit: people / 2, now: 3000, token: 9)
        try store.record(
            claimed.map { AttemptRecord(message: $0.id, claim: 9, change: .sent, at: 3000) },
            now: 3000
        )
        claimed = try store.claim(.mailing(mailing.id), limit: 3, now: 3000, token: 10)
        _ = try store.hold(mailing: mailing.id, actor: "anna", reason: nil, now: 4000)
        while try store.follow(now: 4000) != nil {}
        while try store.recountCoverage() {}
        try fixture.owner.execute("DELETE FROM delivery_outbox")
        _ = store.takeWork()
        return fixture
    }

    private func cost(_ question: Question, in fixture: Fixture) throws -> (operations: Int, dearest: String)
    {
        _ = fixture.store.takeWork()
        try question.ask(fixture.store)
        let work = fixture.store.takeWork()
        return (work.reduce(0) { $0 + $1.operations }, work.first?.sql ?? "")
    }

    @Test("of the same answer it is the same work, whatever is asked")
    func same() throws {
        let (small, large) = (try database(60), try database(600))
        for question in Question.all {
            let few = try cost(question, in: small)
            let many = try cost(question, in: large)
            #expect(
                many.operations <= few.operations * 3 / 2 + 100,
                "\(question.name): \(few.operations), \(many.operations): \(many.dearest)"
            )
        }
    }
}
