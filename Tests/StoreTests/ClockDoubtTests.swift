import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("A doubt about the clock")
struct ClockDoubtTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private let doubt = ClockDoubt(kind: .jumped, by: 31_536_000_000, since: 77, offset: -5)

    @Test("stands until the clock is believed or accepted, and the log names who did it")
    func life() throws {
        #expect(try store.clockDoubt() == nil)
        try store.doubtClock(doubt)
        #expect(try store.clockDoubt() == doubt)
        try store.believeClock(now: 1000)
        #expect(try store.clockDoubt() == nil)
        try store.doubtClock(doubt)
        try store.acceptClock(actor: "anna", now: 1_795_849_200_123)
        #expect(try store.clockDoubt() == nil)
        #expect(
            try fixture.rows("SELECT kind, outcome, actor, note FROM delivery_log")
                == ["admin|clock_accepted|anna|2026-11-28T07:00:00.123Z"]
        )
    }

    @Test(
        "what others have written into the row is no doubt",
        arguments: ["", "jumped", "jumped 1 2", "leapt 1 2 3", "jumped a b c"]
    )
    func unreadable(text: String) throws {
        try store.setMeta("clock:doubt", text)
        #expect(try store.clockDoubt() == nil)
    }

    @Test("the newest moment is one of our own, and not one of a clock that was found wrong")
    func newest() throws {
        #expect(try store.newestBelievedMoment() == nil)
        try fixture.register("a@example.org")
        #expect(try store.newestBelievedMoment() == nil)
        try fixture.queue(1, due: 5000)
        #expect(try store.newestBelievedMoment() == 5000)
        try fixture.finish(.sent, now: 900_000)
        #expect(try store.newestBelievedMoment() == 900_000)
        // Back in the present: what stands in the future was written by a wrong clock.
        try store.believeClock(now: 6000)
        #expect(try store.newestBelievedMoment() == 6000)
        try store.act(.hold, on: LogFilter(ids: [1]), actor: "anna", now: 7000)
        #expect(try store.newestBelievedMoment() == 6000)
        try store.suppress("b@example.org", reason: nil, actor: nil, now: 990_000)
        #expect(try store.newestBelievedMoment() == 990_000)
    }

    @Test(
        "the sentence says how far, which way, and what to do, in both languages",
        arguments: [
            (ClockDoubt.Kind.jumped, Int64(31_536_000_000), "365 days ahead", "365 дн. вперёд"),
            (.jumped, -7_200_000, "2 h back", "2 ч назад"),
            (.apart, 3_456_000_000, "40 days after", "40 дн. позже"),
            (.apart, -600_000, "10 min before", "10 мин раньше"),
        ]
    )
    func wording(kind: ClockDoubt.Kind, by: Int64, en: String, ru: String) {
        let wording = ClockDoubt(kind: kind, by: by, since: 0, offset: 0).wording
        #expect(wording.en.contains(en) && wording.ru.contains(ru))
        #expect(
            wording.en.contains("vestnik clock --accept") && wording.ru.contains("vestnik clock --accept")
        )
    }

    @Test("what was planned under a clock that was ahead has its time from now when it is back")
    func rebased() throws {
        try fixture.queue(1, due: 9_000_000, expires: 9_000_000 + 500)
        try store.rebase(now: 1000, tolerance: 10)
        #expect(try fixture.rows("SELECT ready_at, expires_at FROM messages") == ["1000|1500"])
    }
}
