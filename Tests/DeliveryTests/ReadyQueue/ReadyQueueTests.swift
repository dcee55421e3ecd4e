@testable import Delivery
import SMTP
import Site
import Store
import Testing
import TestSupport

/// A ready queue of which the test plays both threads: each step is one operation, so every order of them can be had.
private struct PlayedQueue {
    /// Its relay never greets: no real session disturbs.
    let bed: Bed
    let queue: ReadyQueue
    let sessions = (1...3).map { SessionInfo(id: UInt64($0), relay: 0) }

    init(connections: Int = 3, open: Bool = true) throws {
        bed = try Bed(Script.friendly.on(.connect, .stall)) { $0.relay = "connections: \(connections)," }
        queue = try bed.start().readyQueue
        if open { sessions.forEach(queue.opened) }
    }

    static func message(_ id: Int64) throws -> ClaimedMessage {
        var new = NewMessage(
            event: "meeting",
            notification: "confirmation",
            priority: Priority.allCases[Int(id) % Priority.allCases.count],
            personKey: "p\(id)@example.org",
            domain: "d\(id % 3).example",
            email: "p\(id)@d\(id % 3).example",
            due: 0,
            expires: .max
        )
        new.claim = 7
        let row = PersonRow(kind: .registration, id: id, event: "meeting", email: new.email)
        return try #require(ClaimedMessage(id: id, new, person: row, now: 0))
    }

    func offer(_ ids: ClosedRange<Int64>) throws { queue.offer(try ids.map(Self.message)) }

    func take(_ session: Int = 0) -> Transfer? { queue.next(for: sessions[session]).transfer }

    func land(_ transfer: Transfer, _ reply: SMTP.Reply, session: Int = 0) {
        let kind: Outcome.Kind = reply.isPositive ? .sent : reply.isTransient ? .deferred : .bounced
        let outcome = Outcome(kind: kind, stage: .endOfData, reply: reply, endOfDataSent: true)
        queue.land(
            DeliveryResult(transfer: transfer, result: .answered(outcome), relay: 0, at: 1),
            session: sessions[session]
        )
    }
}

@Suite("The ready queue, step by step")
struct ReadyQueueTests {
    private static let taken = Reply(code: 250, text: "ok")

    @Test(
        "what a session has in hand is not taken back; what waits comes down unharmed, and is given to nobody"
    )
    func takenBack() throws {
        let played = try PlayedQueue()
        try played.offer(1...3)
        let transfer = try #require(played.take())
        played.queue.takeBack()
        #expect(played.take(1) == nil)
        played.land(transfer, Self.taken)
        let results = played.queue.collect().results
        #expect(results.count == 3)
        #expect(results.filter { $0.disposition.message == .requeued }.count == 2)
        #expect(results.last?.disposition.message == .sent)
        #expect(results.last?.transfer.message.id == transfer.message.id)
        #expect(played.queue.collect().results.isEmpty, "each comes down once")
    }

    @Test("nothing begins while outcomes cannot be recorded; what is in hand comes down all the same")
    func suspended() throws {
        let played = try PlayedQueue()
        try played.offer(1...2)
        let transfer = try #require(played.take())
        played.queue.suspend()
        #expect(played.take(1) == nil)
        played.land(transfer, Self.taken)
        #expect(played.queue.collect().results.count == 1)
        played.queue.resume()
        #expect(played.take(1) != nil)
    }

    @Test("a person's mending ends a rest that began before it, not one that a later answer begins")
    func forgiven() throws {
        let played = try PlayedQueue()
        try played.offer(1...4)
        let first = try #require(played.take(0)), second = try #require(played.take(1))
        played.land(first, Reply(code: 450, text: "4.7.0 Daily sending limit exceeded, try again in 2 hours"))
        #expect(played.take(2) == nil)
        played.queue.forgive()
        let third = try #require(played.take(2))
        played.land(
            second,
            Reply(code: 450, text: "4.7.0 Daily sending limit exceeded, try again in 2 hours")
        )
        #expect(played.take(0) == nil)
        #expect(try #require(played.queue.relayRest(at: .now())) > 7_000_000)
        played.land(third, Self.taken, session: 2)
        // What waited comes down with the relay's rest.
        #expect(played.queue.collect().results.count == 4)
    }

    @Test("while the first session is being opened no other is; greeted, the others are; refused, none")
    func opening() throws {
        let played = try PlayedQueue(connections: 3, open: false)
        let queue = played.queue
        #expect(queue.sessionsToOpen().isEmpty, "nothing waits")
        try played.offer(1...9)
        #expect(queue.sessionsToOpen() == [0])
        #expect(queue.sessionsToOpen().isEmpty)
        queue.opened(played.sessions[0])
        #expect(queue.sessionsToOpen() == [0, 0])
        #expect(queue.sessionsToOpen().isEmpty && queue.sessionsToOpen(0) == 0)
        // The only one that is open is lost: two are on their way, which tell whether the relay is still there.
        var worn = played.sessions[0]
        worn.served = 5
        _ = queue.closed(worn, .lost("reset"))
        #expect(queue.sessionsToOpen(0) == 0 && queue.sessionsToOpen().isEmpty)
        queue.opened(played.sessions[1])
        #expect(queue.sessionsToOpen(0) == 1, "whoever asks first")
        #expect(queue.sessionsToOpen(0) == 0 && queue.sessionsToOpen().isEmpty)
        for session in [played.sessions[0], played.sessions[2]] { queue.opened(session) }
        for session in played.sessions { _ = queue.closed(session, .quit) }
        #expect(queue.sessionsToOpen() == [0])
        let reply = Reply(code: 421, text: "4.7.0 Blocked, try again in 2 hours")
        queue.notOpened(0, ConnectFailure(stage: .greeting, reply: reply, problem: "421", isPermanent: false))
        #expect(queue.sessionsToOpen().isEmpty && queue.sessionsToOpen(0) == 0)
        queue.forgive()
        #expect(queue.sessionsToOpen() == [0])
    }

    @Test("from the letter that is taken next on, letters are made of what was given last")
    func letters() throws {
        let played = try PlayedQueue()
        _ = played.queue.next(for: played.sessions[0])
        let site = try Site.load(configuration: played.bed.folder.path("vestnik.json5"))
        try played.offer(1...2)
        played.queue.use(LetterSource(events: site.events, configuration: site.configuration))
        #expect(played.queue.next(for: played.sessions[0]).letters != nil)
        #expect(played.queue.next(for: played.sessions[0]).letters == nil)
    }

    @Test(
        "in any order of both threads' steps each message comes down once, and no place is lost",
        arguments: 1...20
    )
    func property(_ seed: UInt64) throws {
        let played = try PlayedQueue()
        let queue = played.queue
        var random = SplitMix64(seed: seed)
        var flying: [(transfer: Transfer, session: Int)] = []
        var offered: Int64 = 0
        var down: [Int64: Int] = [:]
        var unrecorded: [DeliveryResult] = []
        func collect() {
            let collected = queue.collect()
            for result in collected.results { down[result.transfer.message.id, default: 0] += 1 }
            unrecorded += collected.results
            #expect(Int(offered) - down.count == collected.unfinished)
            #expect(flying.allSatisfy { down[$0.transfer.message.id] == nil })
        }
        func land() {
            guard let place = flying.indices.randomElement(using: &random) else { return }
            let (transfer, session) = flying.remove(at: place)
            let replies = [
                Self.taken, Self.taken, Self.taken, Reply(code: 450, text: "4.2.1 later"),
                Reply(code: 550, text: "5.1.1 no such user"),
                Reply(code: 421, text: "4.3.2 too busy"),
            ]
            let isRare = Int.random(in: 0..<30, using: &random) == 0
            let reply = isRare ? replies.randomElement(using: &random) : Self.taken
            played.land(transfer, reply ?? Self.taken, session: session)
        }
        for _ in 0..<400 {
            switch Int.random(in: 0..<12, using: &random) {
            case 0...1:
                let count = Int64.random(in: 1...5, using: &random)
                try played.offer(offered + 1...offered + count)
                offered += count
            case 2...5:
                let session = Int.random(in: 0..<3, using: &random)
                if let transfer = played.take(session) { flying.append((transfer, session)) }
            case 6...8: land()
            case 9: collect()
            case 10:
                queue.free(unrecorded)
                unrecorded = []
            default:
                switch Int.random(in: 0..<4, using: &random) {
                case 0: queue.takeBack { $0.id % 2 == 0 }
                case 1: queue.forgive()
                case 2: queue.suspend()
                default: queue.resume()
                }
            }
        }
        while !flying.isEmpty { land() }
        queue.takeBack()
        collect()
        #expect(down.count == Int(offered) && down.values.allSatisfy { $0 == 1 })
        queue.free(unrecorded)
        #expect(queue.waitingCount == 0 && queue.inFlight == 0 && queue.uncollectedCount == 0)
        let free = queue.snapshot(at: .now() + 3_600_000).map(\.most)
        #expect(free == DeliveryJournal.slotCount)
    }
}
