import Testing
import Wording

@testable import Settings

@Suite("What readers declare of their keys")
struct DeclaredKeyTests {
    private func key(_ path: String) throws -> DeclaredKey {
        try #require(Configuration.declaredKeys.first { $0.path == path })
    }

    @Test(
        "a key tells what it may be, whether it must be there and what counts without it",
        arguments: [
            // One of each kind of reading, so that each says its default as the file would.
            ("database", true, "the database file, as \"vestnik.db\"", []),
            ("language", false, "one of \"ru\", \"en\"", ["\"ru\""]),
            (
                "poll", false,
                "a duration, at least \"1s\", at most \"1d\"",
                ["\"2s\""]
            ),
            ("relays[].connections", false, "a whole number from 1 to 1000", ["8"]),
            ("relays[].password.file", false, "a path", []),
            ("domains.DOMAIN.messagesPerDay", false, "a whole number from 0 to 1000000000", ["0"]),
            ("retry.factor", false, "a number from 1 to 100", ["2"]),
            ("retry.longest", false, "a duration, at least \"1s\"", ["\"2h\""]),
            (
                "limits.detailsBytes", false,
                "a size, at least \"1KB\", at most \"1MB\"", ["\"64KB\""]
            ),
            (
                "dsn.notify", false,
                "a list, [ … ]; of: one of \"never\", \"success\", \"failure\", \"delay\"",
                ["[\"failure\", \"delay\"]"]
            ),
            (
                "import.headings", false,
                "an object, { … }; its values: email, second_email, name, organization, position, region, "
                    + "language, time_zone, details.KEY or - (leave it out)",
                ["{}"]
            ),
            ("mailbox.url", true, "\"imaps://HOST\", \"imap://HOST\" or \"maildir:PATH\"", []),
            ("mailbox.folder", false, "a mailbox's folder", ["\"INBOX\""]),
        ] as [(String, Bool, String, [String])]
    )
    func kinds(path: String, isRequired: Bool, expected: String, defaults: [String]) throws {
        let key = try key(path)
        #expect(key.isRequired == isRequired)
        #expect(key.expected.en == expected)
        #expect(key.defaults.map(\.text) == defaults)
    }

    @Test("each key stands once, and says what it may be")
    func whole() {
        let keys = Configuration.declaredKeys
        #expect(Set(keys.map(\.path)).count == keys.count)
        for key in keys { #expect(!key.expected.isEmpty, "\(key.path)") }
    }

    @Test("the keys that a fault names are those that are declared, in the same order")
    func sameAsFaults() throws {
        let faults = configurationFaults(sound("colour: 1"))
        let named = try #require(faults.first?.components(separatedBy: "here go ").last)
        let declared = Configuration.declaredKeys.map(\.path).filter {
            !$0.contains(".") && !$0.contains("[")
        }
        #expect(named == declared.joined(separator: ", "))
    }

    @Test("a key that only some objects have is declared with the default of each kind")
    func samples() {
        let reading = Reading<Bool>.object(samples: ["kind: \"b\"", "kind: \"c\""]) { scope in
            let kind = scope.optional("kind", .string)
            if kind != "c" { _ = scope.required("some", .string, .nothing) }
            _ = scope.required("all", .string, .nothing)
            if kind == "b" { _ = scope.value("own", .integer(0...9), default: 3) }
            if kind == "c" { scope.refuse("own", .nothing) }
            _ = scope.value("shared", .integer(0...9), default: kind == "c" ? 2 : 1)
            return true
        }
        #expect(reading.declaredKeys.map(\.path) == ["kind", "some", "all", "shared", "own"])
        #expect(reading.declaredKeys.map(\.isRequired) == [false, false, true, false, false])
        #expect(
            reading.declaredKeys.map { key in key.defaults.map { "\($0.sample ?? "-"): \($0.text)" } } == [
                [], [], [], ["-: 1", "kind: \"c\": 2"], ["kind: \"b\": 3"],
            ]
        )
    }
}
