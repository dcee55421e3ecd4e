import Invitees
import Testing

@Suite("A suppression list out of a file")
struct SuppressionFileTests {
    private func read(_ text: String) -> SuppressionFile { SuppressionFile(Array(text.utf8), language: .en) }

    @Test("what the list itself gives is read back, hashes of the erased included")
    func readBack() {
        let hash = "sha256:" + String(repeating: "0a", count: 32)
        let file = read(
            """
            email,scope,since,actor,reason
            maria@example.org,bulk,2026-11-27T10:00:00Z,vestnikd,unsubscribed by mail
            \(hash),all,2026-11-27T10:00:00Z,,
            """
        )
        #expect(file.faults.isEmpty)
        #expect(file.rows.map(\.key) == ["maria@example.org", hash])
        #expect(file.rows.map(\.scope) == ["bulk", "all"])
        #expect(file.rows.map(\.reason) == ["unsubscribed by mail", nil])
    }

    @Test(
        "addresses alone need no heading; other files are read by their headings, in Russian too",
        arguments: [
            ("Maria@Example.ORG\npeter@example.org\n", ["maria@example.org", "peter@example.org"], nil),
            ("Эл. почта;Причина\nпетр@почта.рф;просил\n", ["петр@xn--80a1acny.xn--p1ai"], "просил"),
            ("Name\tE-mail\tWhat\nMaria\tmaria@example.org\tx\n", ["maria@example.org"], nil),
        ] as [(String, [String], String?)]
    )
    func forms(text: String, keys: [String], reason: String?) {
        let file = read(text)
        #expect(file.faults.isEmpty, "\(file.faults)")
        #expect(file.rows.map(\.key) == keys)
        #expect(file.rows.first?.reason == reason)
    }

    @Test("Russian text in an encoding of the days of Windows is recognised")
    func encoding() {
        // «Эл. почта;Причина», «a@example.org;просил не писать».
        let heading: [UInt8] = [0xDD, 0xEB, 0x2E, 0x20, 0xEF, 0xEE, 0xF7, 0xF2, 0xE0, 0x3B, 0xCF, 0xF0, 0xE8]
        let rest: [UInt8] = [0xF7, 0xE8, 0xED, 0xE0, 0x0A] + Array("a@example.org;".utf8)
        let reason: [UInt8] = [0xEF, 0xF0, 0xEE, 0xF1, 0xE8, 0xEB, 0x20, 0xED, 0xE5, 0x20, 0xEF, 0xE8, 0xF1]
        let file = SuppressionFile(heading + rest + reason + [0xE0, 0xF2, 0xFC, 0x0A], language: .ru)
        #expect(file.faults.isEmpty && file.rows.first?.reason == "просил не писать", "\(file)")
    }

    @Test(
        "every fault is told with its line and column, and what to write instead",
        arguments: [
            ("email,scope\nmaria@example.org,none\n", "f:2:2: scope: “none”: write all"),
            ("email,scope\nmaria,bulk\n", "f:2:1: email: The address has no @"),
            ("email,reason\n,gone\n", "f:2:1: email: the row has no address"),
            ("email\n\"maria@example.org\n", "f:2:1: email: a quote is opened and never closed"),
            ("name,scope\nMaria,bulk\n", "f:1:1: there is no column with addresses"),
            ("maria@example.org,bulk\n", "f:1:1: the first row has no headings"),
            ("", "f:1:1: the file has no rows"),
            // Whoever forges a hash of the wrong length means something else.
            ("email\nsha256:00\n", "f:2:1: email: "),
        ]
    )
    func faults(text: String, expected: String) {
        let told = read(text).faults.map { $0.text(file: "f") }
        #expect(
            told.count == 1 && told.first?.lowercased().hasPrefix(expected.lowercased()) == true,
            "\(told)"
        )
    }
}
