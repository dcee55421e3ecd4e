import SQLite
import TestSupport
import Testing

@testable import Store

@Suite("What a letter was made from")
struct LetterOriginTests {
    private let fixture: Fixture
    private var store: MessageStore { fixture.store }

    init() throws { fixture = try Fixture() }

    private func origin(_ id: Int64) throws -> LetterOrigin? {
        try store.message(id: id).flatMap { try store.origin(of: $0) }
    }

    @Test("a version of its registration, as it was then, and the facts of that time")
    func version() throws {
        let id = try fixture.register("a@example.org") { $0.name = "Ann" }
        try fixture.owner.execute(
            "INSERT INTO event_facts (id, event, facts, at) VALUES (1, 'meeting', '{\"venue\":\"A\"}', 1)"
        )
        let letter = try #require(try fixture.add([fixture.letter(about: id)], now: 1).first)
        try fixture.alter(id) { $0.name = "Anna" }
        let made = try #require(try origin(letter))
        #expect(made.version == 1)
        #expect(made.registration?.name == "Ann")
        #expect(made.facts == "{\"venue\":\"A\"}")
    }

    @Test("a letter that is about no registration has none; one whose version is erased keeps its number")
    func none() throws {
        let other = try #require(try fixture.queue(1).first)
        #expect(try origin(other) == nil)
        let id = try fixture.register("a@example.org")
        let letter = try #require(try fixture.add([fixture.letter(about: id)], now: 1).first)
        try fixture.owner.execute("DELETE FROM registrations")
        let made = try #require(try origin(letter))
        #expect(made.version == 1 && made.registration == nil && made.facts == nil)
    }
}
