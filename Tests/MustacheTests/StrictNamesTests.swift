import Testing
@testable import Mustache

struct StrictNamesTests {
    private func fault(
        _ template: String,
        _ data: Value,
        partials: [String: String] = [:]
    ) throws -> MustacheError? {
        let template = try Template(template, name: "reminder.ru.md")
        let partials = try Partials(sources: partials)
        return #expect(throws: MustacheError.self) {
            try template.render(data, partials: partials, missing: .error)
        }
    }

    @Test("a missing name is an error with its place and the names it may have meant")
    func missingName() throws {
        let error = try fault("Dear\n {{persn.name}}", ["person": ["name": "A", "email": "b"]])
        #expect(
            error?.description
                == "reminder.ru.md:2:2: the data hold no “persn.name”; did you mean “person.name”?"
        )
        #expect(error?.missingName == "persn.name")
        #expect(error?.suggestions == ["person.name"])
    }

    @Test(
        "null is missing, and so is half of a dotted name",
        arguments: ["{{a}}", "{{{a}}}", "{{b.c}}", "{{&b.c.d}}"]
    )
    func nullIsMissing(template: String) throws {
        #expect(try fault(template, ["a": nil, "b": ["x": 1]]) != nil)
    }

    @Test("sections may test for names that are missing")
    func sectionsMayTest() throws {
        let template = try Template("{{#a}}{{b}}{{/a}}{{^a}}none{{/a}}{{#x.y}}{{z}}{{/x.y}}")
        #expect(try template.render([:], missing: .error) == "none")
    }

    @Test("an empty text is there")
    func emptyTextIsThere() throws {
        #expect(try Template("[{{a}}]").render(["a": ""], missing: .error) == "[]")
    }

    @Test("a partial that is not there is an error, plain, dynamic or as a parent")
    func missingPartial() throws {
        let error = try fault("{{>signatur}}", [:], partials: ["signature": ""])
        #expect(error?.message.en == "there is no template “signatur” to include; did you mean “signature”?")
        #expect(try fault("{{>*which}}", ["which": "other"]) != nil)
        #expect(try fault("{{>*which}}", [:])?.missingName == "which")
        #expect(try fault("{{<layout}}{{/layout}}", [:]) != nil)
    }

    @Test("an object cannot be inserted: its members are named")
    func objectIsNoText() throws {
        let error = try fault("{{event}}", ["event": ["dates": "1", "name": "2"]])
        #expect(error?.message.en == "“event” is not one value; did you mean “event.dates” or “event.name”?")
    }

    @Test("an error in a partial names the partial")
    func errorInPartial() throws {
        #expect(
            try fault("{{>p}}", [:], partials: ["p": "\n\n{{x}}"])?.description.hasPrefix("p:3:1: ") == true
        )
    }

    @Test("names unlike all others get no suggestion")
    func noSuggestion() throws {
        #expect(try fault("{{zzzzzz}}", ["person": "x"])?.suggestions == [])
    }

    @Test("a swap of neighbouring letters is one slip")
    func swappedLetters() {
        #expect(Nearest.closest(to: "naem", among: ["name", "other"]) == ["name"])
    }
}
