@testable import Delivery
import TestSupport
import Testing
import Wording

@Suite("Too many refused alike")
struct RefusalTallyTests {
    private func tally(_ sent: Int, _ refused: [Wording: Int]) -> RefusalTally {
        var tally = RefusalTally()
        for _ in 0..<sent { tally.count(refusedFor: nil) }
        for (reason, count) in refused { for _ in 0..<count { tally.count(refusedFor: reason) } }
        return tally
    }

    @Test("five dead addresses in a row are too many, four are not, nor are ten in a hundred")
    func addresses() {
        #expect(tally(0, ["550 5.1.1": 4]).alarm == nil)
        #expect(tally(0, ["550 5.1.1": 5]).alarm == Alarm(reason: "550 5.1.1", count: 5, ended: 5))
        var spread = RefusalTally()
        for index in 0..<100 {
            spread.count(refusedFor: index % 10 == 3 ? "550 5.1.1" : nil)
            #expect(spread.alarm == nil)
        }
    }

    @Test("when refusals begin late, the newest count by themselves")
    func late() {
        #expect(tally(300, ["550 5.1.1": 9]).alarm == nil)
        #expect(tally(300, ["550 5.1.1": 10]).alarm == Alarm(reason: "550 5.1.1", count: 10, ended: 20))
        #expect(tally(300, ["554 5.7.1": 4]).alarm == nil)
        #expect(tally(300, ["554 5.7.1": 5]).alarm == Alarm(reason: "554 5.7.1", count: 5, ended: 10))
    }

    @Test("policy is noticed sooner: three, and three in ten")
    func policy() {
        #expect(tally(0, ["550 5.7.1": 2]).alarm == nil)
        #expect(tally(7, ["550 5.7.1": 3]).alarm?.count == 3)
        #expect(tally(8, ["550 5.7.1": 3]).alarm == nil)
    }

    @Test("different reasons do not add up")
    func different() {
        #expect(tally(0, ["550 5.1.1": 4, "550 5.2.1": 4, "552 5.2.2": 4]).alarm == nil)
    }

    @Test(
        "five refusals in a row that explain nothing are too many; an enhanced code, or a letter that cannot be made, explains",
        arguments: [
            ("550", 5, true), ("550", 4, false), ("550 5.1.1", 5, false),
            ("unknown variable «nane»", 5, false),
        ]
    )
    func unexplained(_ reason: String, _ count: Int, _ isTooMany: Bool) {
        var tally = RefusalTally()
        for _ in 0..<count { tally.count(refusedFor: Wording(verbatim: reason)) }
        #expect((tally.unexplained != nil) == isTooMany)
        tally.count(refusedFor: nil)
        #expect(tally.unexplained == nil, "one that was taken ends the row")
    }
}
