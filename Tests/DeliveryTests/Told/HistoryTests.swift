import Foundation
import Testing
import TestSupport

/// One property: at rest, what a person was told is what their registration is.
///
/// With `VESTNIK_HISTORIES=200` so many histories are tried besides the usual ones, from `VESTNIK_HISTORY_SEED` on.
@Suite("A random history")
struct HistoryTests {
    static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        let more = environment["VESTNIK_HISTORIES"].flatMap(UInt64.init) ?? 0
        let first = environment["VESTNIK_HISTORY_SEED"].flatMap(UInt64.init) ?? 1000
        return [1, 2, 3, 4, 5, 6, 7, 8, 5119] + (first..<(first + more))
    }()

    @Test("comes to rest with the truth in every mailbox and calendar", arguments: seeds)
    func told(seed: UInt64) throws {
        let history = try History(seed: seed)
        for _ in 0..<40 { try history.step() }
        try history.rest()
        let faults = try history.faults()
        #expect(
            faults.isEmpty,
            "\(faults.joined(separator: "\n"))\n\(history.trace.joined(separator: "\n"))\n\(history.told.story)"
        )
    }

    @Test(
        "leaves in a calendar that Python keeps what the registration is",
        .enabled(if: PythonCalendar.isThere, "python3-icalendar is not installed"),
        arguments: seeds.prefix(8)
    )
    func calendar(seed: UInt64) throws {
        let history = try History(seed: seed)
        for _ in 0..<40 { try history.step() }
        try history.rest()
        let messages = history.told.bed.relay.messages
        for person in History.people {
            guard let right = try history.hours(of: person) else { continue }
            let found = try PythonCalendar.hours(of: person, in: messages)
            #expect(
                found == right,
                "\(person)\n\(history.trace.joined(separator: "\n"))\n\(history.told.story)"
            )
        }
    }
}
