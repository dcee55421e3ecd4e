@testable import Delivery
import Store
import Testing
import TestSupport

@Suite("Messages that the program died with")
struct CrashSuspectsTests {
    private let store: MessageStore
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        store = try MessageStore(path: folder.path("vestnik.db"), access: .create)
    }

    /// What each of some deaths comes to, given over several runs.
    private func verdicts(_ deaths: [(message: Int64, isCertain: Bool)]) throws -> [Bool] {
        try deaths.map { death in
            var suspects = try CrashSuspects(store)
            let isTooOften = suspects.died(with: death.message, isCertain: death.isCertain)
            try suspects.save(in: store)
            return isTooOften
        }
    }

    @Test("the second death is one too many; a person's word begins anew")
    func deaths() throws {
        let deaths: [Int64] = [7, 8, 7, 7, 8, 7]
        #expect(
            try verdicts(deaths.map { ($0, true) }) == [false, false, true, false, true, true]
        )
        #expect(try CrashSuspects(store).weights.isEmpty)
        #expect(try store.meta("crash_suspects") == nil)
    }

    @Test("who was killed from outside proves little: four times with the same message, or twice and a crash")
    func killed() throws {
        #expect(try verdicts((1...4).map { _ in (7, false) }) == [false, false, false, true])
        #expect(try verdicts([(8, false), (8, false), (8, true)]) == [false, false, true])
    }

    @Test("no more are remembered than a page holds")
    func bounded() throws {
        #expect(try verdicts((1...300).map { (Int64($0), true) }).allSatisfy { !$0 })
        let suspects = try CrashSuspects(store)
        #expect(suspects.weights.count == CrashSuspects.mostKept)
        #expect(suspects.weights[300] == 2)
    }
}
