import Testing

@testable import Settings

@Suite("Reading keys")
struct ScopeTests {
    @Test("a word is recognised behind slips of typing, case and underscores, but not behind another word")
    func near() {
        let keys = ["database", "events", "relays", "perAddressPerDay", "tls"]
        #expect(nearest(to: "realys", among: keys) == "relays")
        #expect(nearest(to: "relay", among: keys) == "relays")
        #expect(nearest(to: "per_address_per_day", among: keys) == "perAddressPerDay")
        #expect(nearest(to: "TLS", among: keys) == "tls")
        #expect(nearest(to: "colour", among: keys) == nil)
        #expect(nearest(to: "", among: keys) == nil)
        #expect(nearest(to: "a", among: []) == nil)
    }

    @Test("an unknown key names the one that was meant, or those that there are")
    func unknown() {
        #expect(
            configurationFaults(sound("pol: \"2s\"")).first?.hasSuffix(
                "pol: unknown key; did you mean `poll`?"
            ) == true
        )
        let unlike = configurationFaults(sound("limits: { colour: 1 }"))
        #expect(
            unlike.first?.hasSuffix(
                "limits.colour: unknown key; here go perAddressPerDay, detailsBytes, letterBytes"
            ) == true
        )
        let twice = configurationFaults(sound("Database: \"b\""))
        #expect(
            twice.first?.hasSuffix("Database: unknown key; did you mean `database`, which is there already?")
                == true
        )
    }

    @Test("an unknown key is shown at the key, a wrong value at the value")
    func places() {
        #expect(
            configurationFaults(
                "{\n  database: 7,\n  intake: \"i\",\n  events: \"e\",\n  relays: [{ url: \"smtp://h\" }],\n  colour: 1,\n}"
            )
            .map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
                "2:13: database:", "6:3: colour:",
            ]
        )
    }

    @Test("what is missing in a part that could not be read is not asked for")
    func damaged() {
        #expect(
            configurationFaults("{ database: a.db, intake: \"i\", relays: [{ url: \"smtp://h\" }] }") == [
                "1:13: database: expected a value, found `a.db`: a text goes in quotes, \"a.db\""
            ]
        )
    }

    @Test(
        "a wrong type says what was expected and what is there",
        arguments: [
            (
                "poll: 2",
                "poll: expected a duration such as \"90s\", \"15m\", \"2h\" or \"4d\", found a whole number"
            ),
            (
                "poll: \"2\"",
                "poll: expected a duration such as \"90s\", \"15m\", \"2h\" or \"4d\", found \"2\""
            ),
            ("poll: \"0s\"", "poll: expected at least \"1s\", found \"0s\""),
            ("poll: \"2d\"", "poll: expected at most \"1d\", found \"2d\""),
            ("language: \"de\"", "language: expected one of \"ru\", \"en\", found \"de\""),
            (
                "language: \"RU\"",
                "language: expected one of \"ru\", \"en\", found \"RU\"; did you mean \"ru\"?"
            ),
            ("language: null", "language: expected one of \"ru\", \"en\", found null"),
            ("limits: []", "limits: expected an object, { … }, found a list"),
            (
                "limits: { perAddressPerDay: 1.5 }",
                "limits.perAddressPerDay: expected a whole number from 0 to 100000, found a number"
            ),
            (
                "limits: { perAddressPerDay: -1 }",
                "limits.perAddressPerDay: expected a whole number from 0 to 100000, found -1"
            ),
            ("retry: { factor: 0.5 }", "retry.factor: expected a number from 1 to 100, found 0.5"),
            ("retry: { factor: NaN }", "retry.factor: expected a number from 1 to 100, found nan"),
            ("retry: { factor: \"2\" }", "retry.factor: expected a number from 1 to 100, found a string"),
            ("calendar: \" \"", "calendar: expected a path, found an empty one"),
            ("calendar: \"a\\0b\"", "calendar: has a line break or another control character in it"),
            ("dsn: { notify: \"never\" }", "dsn.notify: expected a list, [ … ], found a string"),
            ("domains: 1", "domains: expected an object, { … }, found a whole number"),
        ]
    )
    func types(keys: String, expected: String) {
        let faults = configurationFaults(sound(keys))
        #expect(faults.count == 1)
        #expect(faults.first?.hasSuffix(": " + expected) == true, "\(faults)")
    }
}
