@testable import Delivery
import Testing
import TestSupport

@Suite("How much may go to one domain")
struct DestinationBoardTests {
    @Test("a domain's connections are never more than configured", arguments: 1...10)
    func connections(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var board = DestinationBoard(limits: ["a.example": .init(connections: 2)], most: 8)
        var inFlight = 0
        for now in Int64(0)..<500 {
            if Bool.random(using: &random), board.mayStart("a.example", at: now) {
                board.started("a.example", at: now)
                inFlight += 1
            } else if inFlight > 0 {
                board.finished("a.example", slowDown: Int.random(in: 0..<5, using: &random) == 0)
                inFlight -= 1
            }
            #expect(inFlight <= 2)
        }
    }

    @Test("a domain that asks for less gets half, and one more for each window of successes")
    func feedback() {
        var board = DestinationBoard(limits: [:], most: 8)
        for _ in 0..<8 { board.started("a.example", at: 0) }
        board.finished("a.example", slowDown: true)
        #expect(board.mayStart("a.example", at: 0) == false)
        for _ in 0..<4 { board.finished("a.example", slowDown: false) }
        #expect(board.mayStart("a.example", at: 0) == true)
        #expect(board.full(at: 0) == [])
    }

    @Test("slowed down as often as may be, one transfer at a time still goes")
    func atLeastOne() {
        var board = DestinationBoard(limits: [:], most: 4)
        for _ in 0..<20 {
            board.started("a.example", at: 0)
            board.finished("a.example", slowDown: true)
        }
        #expect(board.mayStart("a.example", at: 0) == true)
    }

    @Test("no more is claimed for a domain than its limits allow, and any number for the others")
    func allowances() {
        let limits: [String: DestinationBoard.Limit] = [
            "a.example": .init(perMinute: 10, perDay: 11), "b.example": .init(connections: 1),
        ]
        var board = DestinationBoard(limits: limits, most: 8)
        #expect(board.allowances(at: 0) == ["a.example": 10, "b.example": 8])
        for _ in 0..<9 { board.started("a.example", at: 0) }
        for _ in 0..<8 { board.started("c.example", at: 0) }
        #expect(board.allowances(at: 0) == ["a.example": 1, "b.example": 8])
        board.finished("c.example", slowDown: true)
        #expect(board.allowances(at: 70_000) == ["a.example": 2, "b.example": 8, "c.example": 32])
    }

    @Test("messages of a minute and of a day are counted, and those of before a restart with them")
    func rates() {
        var board = DestinationBoard(limits: ["a.example": .init(perMinute: 2, perDay: 3)], most: 8)
        board.restore("a.example", 1, at: 0)
        board.restore("b.example", 1, at: 0)
        board.started("a.example", at: 1000)
        board.finished("a.example", slowDown: false)
        #expect(board.spent(at: 1000) == ["a.example"])
        #expect(board.full(at: 1000) == ["a.example"])
        #expect(board.nextOpening(after: 1000) == 60_000)
        #expect(board.mayStart("a.example", at: 60_000) == true)
        board.started("a.example", at: 60_000)
        board.finished("a.example", slowDown: false)
        let opening = board.nextOpening(after: 60_000)
        #expect(opening == 86_400_000)
        #expect(board.mayStart("b.example", at: 1000) == true)
    }
}
