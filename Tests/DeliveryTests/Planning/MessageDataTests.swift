@testable import Delivery
import Events
import Letters
import Testing
import TestSupport

@Suite("What is planned with a message")
struct MessageDataTests {
    private let english = LetterLanguages.builtIn["en"]

    @Test("nothing to keep is no text")
    func nothing() { #expect(MessageData().json(language: english) == nil) }

    @Test("only columns that differ are told, in the reader's language, with words for what is empty")
    func change() {
        let change = RegistrationChange(
            old: #"{"name":"A","region":null,"organization":"X","details":{"a":1}}"#,
            new: #"{"name":"B","region":"54","organization":"X","details":{"a":1}}"#
        )
        #expect(change.columns.map(\.name) == ["name", "region"])
        #expect(change.values(language: english)["what"] as? String == "participant, region")
        #expect(change.values(language: english)["old"] as? String == "A; not given")
        #expect(change.values(language: LetterLanguages.builtIn["ru"])["old"] as? String == "A; не указано")
    }

    @Test(
        "what is no JSON object changes nothing, and crashes nothing",
        arguments: ["", "[]", "7", "{", "null", "\u{0}"]
    )
    func broken(_ text: String) {
        #expect(RegistrationChange(old: text, new: text).columns.isEmpty)
        #expect(RegistrationChange(old: nil, new: text).columns.isEmpty)
    }

    @Test("facts that were told come back from the database as they went in, and tell what has moved")
    func facts() throws {
        let (bed, event) = try MailingPlannerTests.kit("", #"{ name: "n", on: "registered" },"#)
        defer { bed.stop() }
        let told = ToldFacts(event)
        #expect(ToldFacts(json: told.json) == told)
        #expect(ToldFacts(json: "{}") == nil)
        var moved = told
        moved.starts = "2035-03-30T10:00"
        moved.venue = ["en": "Elsewhere"]
        let change = told.changes(to: moved, language: english)
        #expect(change.columns.map(\.name) == ["Start", "Venue"])
        #expect(change.columns.last?.new == "Elsewhere")
        #expect(told.changes(to: told, language: english).columns.isEmpty)
    }
}
