import Testing

@testable import Intake

@Suite("The watch over the intake")
struct IntakeWatchTests {
    @Test("looks again within a quarter of a millisecond after a write, and goes on for more than a second")
    func stranger() throws {
        let pauses = IntakeWatch.pauses(afterOwnCommit: false)
        #expect(try #require(pauses.first) <= 250)
        #expect(pauses.reduce(0, +) > 1_000_000)
    }

    @Test("looks less often after its own commit, but as long")
    func own() throws {
        let pauses = IntakeWatch.pauses(afterOwnCommit: true)
        #expect(pauses.count < IntakeWatch.pauses(afterOwnCommit: false).count)
        #expect(try 1000...2000 ~= #require(pauses.first))
        #expect(pauses.reduce(0, +) > 1_000_000)
    }
}
