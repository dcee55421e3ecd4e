import Foundation
import Testing

@testable import Letters

@Suite("Names of people, judged")
struct PersonNameJudgedTests {
    @Test("each of a long list is addressed as a careful reader would address it")
    func list() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/names.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(rows.count > 800)
        for row in rows {
            let cells = row.split(separator: "→", omittingEmptySubsequences: false).map { String($0).trimmed }
            let found = PersonName(full: cells[0])
            let told = found.map { ($0.gender == .feminine ? "ж " : "м ") + $0.address } ?? ""
            #expect(told == cells[1], "\(row)")
        }
    }
}
