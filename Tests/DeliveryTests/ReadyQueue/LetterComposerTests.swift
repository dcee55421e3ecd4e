@testable import Delivery
import Letters
import Mustache
import Testing
import TestSupport

@Suite("Where claimed messages become letters")
struct LetterComposerTests {
    private func request(_ data: String) throws -> LetterRequest {
        var request = LetterRequest(
            person: Person(
                kind: .registration,
                id: 1,
                email: "a@example.org",
                name: nil,
                organization: nil,
                position: nil,
                region: nil,
                language: nil,
                timeZone: nil,
                status: nil,
                details: "",
                createdAt: nil,
                updatedAt: nil
            ),
            notification: "n",
            messageID: "<1@example.org>",
            date: .init(timeIntervalSince1970: 0),
            sequence: 0,
            language: nil
        )
        try request.add(data)
        return request
    }

    @Test("what was planned with the message reaches the letter: its thread, its values")
    func planned() throws {
        let data =
            MessageData(references: ["<0@example.org>"], more: ["room": "7"]).json(
                language: LetterLanguages.builtIn["en"]
            ) ?? ""
        let request = try request(data)
        #expect(request.references == ["<0@example.org>"])
        #expect(request.extra["room"] == .string("7"))
    }

    @Test(
        "data of another shape are not taken for what they are not",
        arguments: ["[]", "7", #"{"references":"x"}"#]
    )
    func otherShapes(_ data: String) throws {
        #expect(try request(data).references.isEmpty)
    }

    @Test("data that are no JSON reject the one message, in words")
    func broken() {
        #expect(throws: LetterError.self) { try request("{") }
    }

    @Test("a letter for an event that is not configured any more is rejected, and says which")
    func noEvent() throws {
        let bed = try Bed()
        bed.relay.setScript(Script.friendly.on(.connect, .reply("421 later").then(.close)))
        try bed.register("reader@example.org")
        #expect(try bed.run { try bed.states("state = 'deferred'") == "deferred 1" })
        try bed.folder.remove("events/meeting")
        try bed.reload()
        bed.relay.setScript(.friendly)
        bed.clock.advance(by: .seconds(600))
        #expect(try bed.run { try bed.states() == "rejected 1" })
        #expect(try bed.rows("SELECT reason FROM messages_view").first?.contains("meeting") == true)
    }
}
