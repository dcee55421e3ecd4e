import Administration
import Site
@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("A mailing of five thousand, stopped and resumed at every stage", .serialized)
struct MailingLifeTests {
    let bed: Bed
    let count = 5000

    init() throws {
        bed = try Bed { settings in
            settings.configuration = #"inDoubt: { default: "resend", bulk: "resend" },"#
            settings.relay = "connections: 8,"
            settings.notifications =
                #"{ name: "invitation", audience: "invitees", at: "2035-03-12T11:00", bulk: true, approval: true },"#
            settings.templates["invitation.en"] = "Subject: Come\n\nHello!\n"
        }
        try bed.database.transaction { () throws(SQLiteError) in
            for index in 0..<count {
                try bed.database.run(
                    "INSERT INTO invitees (event, email) VALUES ('meeting', ?)",
                    "p\(index)@example.org"
                )
            }
        }
    }

    func act(_ act: Act) throws -> MailingChange? {
        try service().act(
            act,
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            reason: nil,
            now: bed.clock.now
        )
    }

    /// The administrator's own connection, as in another process.
    func service() throws -> MailingService {
        MailingService(
            site: try Site.load(configuration: bed.folder.path("vestnik.json5")),
            store: try MessageStore(path: bed.folder.path("vestnik.db"))
        )
    }

    func approve() throws {
        _ = try service().approve(
            event: "meeting",
            notification: "invitation",
            actor: "anna",
            now: bed.clock.now
        )
    }

    var mailing: String {
        get throws {
            try bed.rows("SELECT state || ' ' || coalesce(audience, 0) FROM mailings_view").first ?? ""
        }
    }

    /// The states add up to the audience.
    func addsUp() throws -> Bool {
        let columns = MessageState.allCases.map(\.rawValue).joined(separator: " + ")
        return try bed.rows("SELECT (\(columns)) = audience FROM mailings_view") == ["1"]
    }

    func go(until taken: Int) throws {
        #expect(try bed.run { bed.relay.messageCount >= taken })
        #expect(try addsUp())
    }

    /// Lets the engine turn until it has nothing in hand, then a little more: nothing goes.
    func standsStill() throws {
        let engine = try bed.start()
        #expect(
            try bed.run {
                bed.clock.advance(by: .seconds(2))
                return engine.figures.inFlight == 0
            }
        )
        let before = bed.relay.messageCount
        bed.clock.advance(by: .seconds(60))
        engine.drain()
        #expect(bed.relay.messageCount == before)
        #expect(try addsUp())
    }

    /// Every address got the letter; a second copy has the Message-ID of the first.
    func everyoneOnce(_ messages: [ReceivedMessage]) {
        var ids: [String: Set<String>] = [:]
        for message in messages {
            for recipient in message.recipients {
                ids[recipient.path, default: []].insert(message.header("Message-ID") ?? "")
            }
        }
        #expect(ids.count == count)
        #expect(ids.values.allSatisfy { $0.count == 1 })
    }

    @Test("stopped, restarted after a crash and resumed, it reaches everyone once")
    func resumed() throws {
        try bed.drain()
        #expect(try mailing == "awaiting_approval 5000")
        #expect(try act(.hold)?.to == .paused)
        #expect(throws: MailingServiceError.notWaiting(.paused)) { try approve() }
        bed.crash()
        try bed.drain()
        #expect(try act(.release)?.to == .awaitingApproval)
        #expect(throws: MailingServiceError.awaitsApproval("meeting", "invitation")) { try act(.release) }
        try standsStill()
        #expect(bed.relay.messageCount == 0)
        try approve()
        try go(until: 700)
        #expect(try act(.hold)?.from == .running)
        try standsStill()
        bed.crash()
        try standsStill()
        #expect(try act(.release)?.to == .running)
        try go(until: 2200)
        bed.crash()
        try go(until: 3300)
        bed.stop()
        try bed.drain()
        #expect(try mailing == "finished 5000")
        #expect(try bed.states() == "sent 5000")
        everyoneOnce(bed.relay.messages)
    }

    @Test("cancelled while it goes, nothing more of it goes, and everyone is accounted for")
    func cancelled() throws {
        try approve()
        try go(until: 1000)
        #expect(try act(.cancel)?.to == .cancelled)
        try standsStill()
        let states = try bed.states()
        bed.crash()
        try standsStill()
        #expect(try bed.states() == states)
        #expect(try mailing == "cancelled 5000")
        let sent =
            try bed.rows("SELECT count(*) FROM messages_view WHERE state = 'sent'").first.flatMap { Int($0) }
            ?? 0
        #expect(states == "cancelled \(count - sent), sent \(sent)")
        #expect(sent < 4000)
        #expect(try act(.release) == nil)
        #expect(try act(.hold) == nil)
    }

    @Test("cancelled before its time, it never goes")
    func cancelledAhead() throws {
        bed.clock.advance(by: .seconds(-3 * 3600))
        #expect(try act(.cancel) == MailingChange(from: .scheduled, to: .cancelled, messages: 0))
        bed.clock.advance(by: .seconds(4 * 3600))
        try bed.drain()
        #expect(try bed.states() == "")
        #expect(bed.relay.messageCount == 0)
    }
}
