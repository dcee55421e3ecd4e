@testable import Delivery
import Testing
import TestSupport

@Suite("How much may go to one domain")
struct DestinationThrottleTests {
    @Test("a domain's connections are never more than configured", arguments: 1...10)
    func connections(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var throttle = DestinationThrottle(limits: ["a.example": .init(connections: 2)], most: 8)
        var inFlight: [UInt64] = []
        for moment in Int64(0)..<500 {
            let now = Uptime(milliseconds: moment)
            let session = UInt64.random(in: 1...8, using: &random)
            if Bool.random(using: &random), throttle.start("a.example", on: session, at: now) {
                inFlight.append(session)
            } else if let session = inFlight.popLast() {
                let slowDown = Int.random(in: 0..<5, using: &random) == 0
                throttle.finished("a.example", on: session, slowDown: slowDown)
            }
            #expect(Set(inFlight).count <= 2)
        }
    }

    @Test(
        "mail for one domain may use every connection, and what is queued behind a transfer takes none more"
    )
    func oneDomain() {
        var throttle = DestinationThrottle(limits: ["b.example": .init(connections: 2)], most: 8)
        for session in UInt64(1)...8 {
            for _ in 0..<2 { #expect(throttle.start("a.example", on: session, at: 0) == true) }
        }
        for session in UInt64(1)...2 {
            for _ in 0..<2 { #expect(throttle.start("b.example", on: session, at: 0) == true) }
        }
        #expect(throttle.start("b.example", on: 3, at: 0) == false)
        #expect(throttle.full(at: 0) == ["b.example"])
    }

    @Test("a domain that asks for less gets half, and one more for each window of successes")
    func feedback() {
        var throttle = DestinationThrottle(limits: [:], most: 8)
        for session in UInt64(1)...8 { #expect(throttle.start("a.example", on: session, at: 0) == true) }
        throttle.finished("a.example", on: 1, slowDown: true)
        #expect(throttle.start("a.example", on: 1, at: 0) == false)
        for session in UInt64(2)...5 { throttle.finished("a.example", on: session, slowDown: false) }
        #expect(throttle.full(at: 0) == [])
        #expect(throttle.start("a.example", on: 1, at: 0) == true)
    }

    @Test("slowed down as often as may be, one transfer at a time still goes")
    func atLeastOne() {
        var throttle = DestinationThrottle(limits: [:], most: 4)
        for _ in 0..<20 {
            #expect(throttle.start("a.example", on: 1, at: 0) == true)
            throttle.finished("a.example", on: 1, slowDown: true)
        }
        #expect(throttle.start("a.example", on: 1, at: 0) == true)
    }

    @Test("no more is claimed for a domain than its limits allow, and any number for the others")
    func allowances() {
        let limits: [String: DestinationThrottle.Limit] = [
            "a.example": .init(perMinute: 600, perDay: 11), "b.example": .init(connections: 1),
        ]
        var throttle = DestinationThrottle(limits: limits, most: 8)
        #expect(throttle.allowances(at: 0) == ["a.example": 10, "b.example": 8])
        for session in UInt64(1)...9 { #expect(throttle.start("a.example", on: session, at: 0) == true) }
        for session in UInt64(1)...8 { #expect(throttle.start("c.example", on: session, at: 0) == true) }
        #expect(throttle.allowances(at: 0) == ["a.example": 1, "b.example": 8])
        throttle.finished("c.example", on: 1, slowDown: true)
        #expect(throttle.allowances(at: 70_000) == ["a.example": 2, "b.example": 8, "c.example": 32])
    }

    @Test("messages of a minute and of a day are counted, and those of before a restart with them")
    func rates() {
        var throttle = DestinationThrottle(limits: ["a.example": .init(perMinute: 2, perDay: 3)], most: 8)
        throttle.restore("a.example", 1, at: 0)
        throttle.restore("b.example", 1, at: 0)
        #expect(throttle.spent(at: 30_499) == ["a.example"], "two a minute are one in half a minute")
        #expect(throttle.start("a.example", on: 1, at: 30_500) == true)
        throttle.finished("a.example", on: 1, slowDown: false)
        #expect(throttle.spent(at: 30_500) == ["a.example"])
        #expect(throttle.full(at: 30_500) == ["a.example"])
        #expect(throttle.nextOpening(after: 30_500) == 61_000)
        #expect(throttle.start("a.example", on: 1, at: 61_000) == true)
        throttle.finished("a.example", on: 1, slowDown: false)
        let opening = throttle.nextOpening(after: 61_000)
        #expect(opening == 86_460_000)
        #expect(throttle.start("b.example", on: 1, at: 1000) == true)
    }
}
