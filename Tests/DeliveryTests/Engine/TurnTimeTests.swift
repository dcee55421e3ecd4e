import Intake
import Store
import Testing
import TestSupport

@testable import Delivery

@Suite("A turn's time, which all share that is done in parts")
struct TurnTimeTests {
    private static let begin = Uptime(milliseconds: 1_000_000)

    private func time(_ most: Int64 = 10) -> TurnTime {
        var time = TurnTime()
        time.most = most
        time.begin(at: Self.begin)
        return time
    }

    /// Which of them may do a part, asked one after the other.
    private func begun(
        _ time: inout TurnTime,
        _ moment: Uptime,
        _ walks: [TurnTime.Walk] = TurnTime.Walk.allCases
    ) -> [TurnTime.Walk] {
        walks.filter { walk in
            guard time.mayBegin(walk, at: moment) else { return false }
            time.begin(walk, at: moment)
            return true
        }
    }

    @Test("while there is time each may do a part; when it is over nobody begins another")
    func shared() {
        var time = time()
        #expect(begun(&time, Self.begin + 9) == TurnTime.Walk.allCases)
        #expect(time.isLeft(at: Self.begin + 9) && !time.isLeft(at: Self.begin + 10))
        time.begin(at: Self.begin + 20)
        #expect(begun(&time, Self.begin + 20, [.mailings]) == [.mailings])
        #expect(begun(&time, Self.begin + 31) == [])
    }

    @Test("what registrations ask for has more time than what nobody waits for, and not without end")
    func changes() {
        var time = time()
        _ = begun(&time, Self.begin)
        #expect(time.isLeftForChanges(at: Self.begin + 20) && !time.isLeft(at: Self.begin + 20))
        #expect(TurnTime.forChanges <= 30, "another writer waits for this, for recording, and for the commit")
        #expect(!time.isLeftForChanges(at: Self.begin + TurnTime.forChanges))
    }

    @Test("the first does a part even where recording has taken all the time: none waits for letters to end")
    func first() {
        var time = time()
        #expect(begun(&time, Self.begin + 1) == TurnTime.Walk.allCases)
        time.begin(at: Self.begin + 20)
        #expect(begun(&time, Self.begin + 50, [.retention, .mailings]) == [.retention])
    }

    @Test("whoever had no part for a while gets one, whatever others have taken")
    func patience() {
        var time = time(0)
        #expect(begun(&time, Self.begin) == TurnTime.Walk.allCases)
        for turn in 1..<TurnTime.patience / 10 {
            let moment = Self.begin + turn * 10
            time.begin(at: moment)
            #expect(begun(&time, moment, [.mailings, .retention]) == [.mailings])
        }
        let moment = Self.begin + TurnTime.patience
        time.begin(at: moment)
        #expect(begun(&time, moment, [.mailings, .retention]) == [.mailings, .retention])
        #expect(begun(&time, moment + 1, [.retention]) == [])
    }

    @Test("whose commits take long does less in each: all of it together takes what a commit is to take")
    func commits() {
        var time = TurnTime()
        var (moment, held): (Int64, Int64) = (1_000_000_000, 0)
        for turn in 0..<200 {
            let begin = moment
            time.begin(at: Uptime(milliseconds: moment / 1000))
            time.begin(.retention, at: Uptime(milliseconds: moment / 1000))
            var parts: Int64 = 0
            repeat {
                (moment, parts) = (moment + 1000, parts + 1)
            } while time.isLeft(at: Uptime(milliseconds: moment / 1000))
            // Writing the pages of a part takes twice as long as changing its rows.
            moment += parts * 2000
            held = moment - begin
            time.hold(from: begin, to: moment)
            if turn > 20 { #expect(held <= 2 * TurnTime.wanted && held >= TurnTime.wanted / 2) }
            moment += 10_000
        }
        // What others do is not shortened by it.
        time.begin(at: Uptime(milliseconds: moment / 1000))
        time.begin(.mailings, at: Uptime(milliseconds: moment / 1000))
        #expect(time.isLeft(at: Uptime(milliseconds: moment / 1000 + time.most - 1)))
    }

    @Test("a lock that was held for long is left alone for a moment, one that was not is taken again at once")
    func rest() {
        var time = TurnTime()
        #expect(time.rest(at: 0) == 0)
        time.hold(from: 0, to: TurnTime.longestHold - 1)
        #expect(time.rest(at: TurnTime.longestHold - 1) == 0)
        let end = TurnTime.longestHold + 1
        time.hold(from: TurnTime.longestHold, to: end)
        #expect(time.rest(at: end) == TurnTime.leave, "two short ones in a row are a long one")
        #expect(time.rest(at: end + TurnTime.leave / 2) == TurnTime.leave - TurnTime.leave / 2)
        #expect(time.rest(at: end + TurnTime.leave) == 0)
        time.hold(from: end + TurnTime.leave, to: end + TurnTime.leave + 1)
        #expect(time.rest(at: end + TurnTime.leave + 1) == 0, "it was left alone")
    }

    @Test(
        "however much is due at once, no turn does more than one part of each, and a retention ends all the same"
    )
    func together() throws {
        let bed = try EngineMailingTests.bed(.friendly, EngineMailingTests.atTen)
        try bed.invite(2 * Engine.gatheredRows + 20)
        let past = bed.clock.now - 4_000_000_000_000
        try bed.database.run(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
            INSERT INTO attempts (at, kind, outcome) SELECT ? + i, 'admin', 'sent' FROM n
            """,
            past
        )
        let engine = try bed.start()
        engine.turnTime.most = 0
        engine.gatheringRest = 0
        var before = (gone: Int64(900), made: Int64(0))
        let isDone = try bed.run {
            let old = try bed.database.integer("SELECT count(*) FROM attempts WHERE at < ?", past + 1000)
            let made = try bed.database.integer("SELECT count(*) FROM messages")
            #expect(before.gone - old <= 100)
            #expect(made - before.made <= Engine.gatheredRows)
            before = (old, made)
            return old == 0 && made == 2 * Engine.gatheredRows + 20
        }
        #expect(isDone)
    }
}
