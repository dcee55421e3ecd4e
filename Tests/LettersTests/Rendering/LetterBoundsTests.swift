import Foundation
import Mail
import Testing

@testable import Letters

@Suite("What one letter may come to")
struct LetterBoundsTests {
    /// Sixty kilobytes of details: a list of numbers, a list of texts, a long text of quotes.
    static let numbers = "{\"x\":[\((1...10_900).map { String($0) }.joined(separator: ","))]}"
    static let texts =
        "{\"x\":[\((1...6000).map { "\"v\($0)\"" }.joined(separator: ","))],\"q\":\"\(String(repeating: "'", count: 8000))\"}"

    private func person(_ details: String, name: String? = nil) -> Person {
        var person = Sample.maria
        person.details = details
        if let name { person.name = name }
        return person
    }

    /// Drafts that make more of a row than a letter can be, with the sentence that is said.
    static let bombs: [(draft: String, details: String, says: String)] = [
        ("{{#details.x}}{{details.x}}{{/details.x}}", numbers, "10485760"),
        ("{{#details.x}}{{{details.x}}}{{/details.x}}", numbers, "10485760"),
        ("{{#details.x}}{{#details.x}}{{.}}{{/details.x}}{{/details.x}}", numbers, "100000"),
        (
            "{{#details.x}}{{#details.x}}{{#details.x}}{{/details.x}}{{/details.x}}{{/details.x}}", numbers,
            "100000"
        ),
        ("{{#details.x}}\(String(repeating: "**a** ", count: 40))\n\n{{/details.x}}", texts, "1048576"),
        ("{{#details.x}}{{details.q}}{{/details.x}}", texts, "10485760"),
        ("{{#details.x}}[a]({{details.q}}) {{/details.x}}", texts, "10485760"),
        ("{{#details.x}}\n\n{{>again}}\n\n{{/details.x}}", texts, "500"),
    ]

    @Test(
        "a row that makes too much of its letter costs that letter, in words with a figure",
        arguments: bombs
    )
    func tooMuch(_ bomb: (draft: String, details: String, says: String)) throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\n\(bomb.draft)\n",
            ["templates/_again.ru.md": "{{>again}}"]
        )
        for _ in 1...2 {
            var out: [UInt8] = []
            let error = #expect(throws: LetterError.self) {
                try writer.compose(Sample.request("letter", person(bomb.details)), into: &out)
            }
            #expect(error?.kind == .tooLarge)
            for language in ["ru", "en"] {
                #expect(
                    error?.text(in: language).contains(bomb.says) == true,
                    "\(error?.text(in: language) ?? "")"
                )
            }
            #expect(error?.text(in: "ru") != error?.text(in: "en"))
            #expect(throws: LetterError.self) {
                try writer.preview(Sample.request("letter", person(bomb.details)))
            }
        }
        var next: [UInt8] = []
        #expect(throws: Never.self) {
            try writer.compose(Sample.request("letter", person("{\"x\":[],\"q\":\"\"}")), into: &next)
        }
    }

    @Test("a layout that repeats the body for each element is bounded as well")
    func layout() throws {
        let writer = try Sample.writer(
            draft: "Subject: x\n\n\(String(repeating: "word ", count: 2000))\n",
            ["layout.html": "<html>{{#details.x}}{{{body}}}{{/details.x}}</html>"]
        )
        let error = #expect(throws: LetterError.self) {
            try writer.preview(Sample.request("letter", person(Self.texts)))
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test("what a value becomes in HTML and in plain text counts together, not what it was")
    func escaping() throws {
        let quotes = "{\"q\":\"\(String(repeating: "'", count: 30_000))\"}"
        for (limit, fits) in [(500_000, true), (100_000, false), (170_000, false)] {
            let writer = try LetterWriter(
                event: Sample.smallEvent(),
                files: TemplateFiles(["templates/letter.ru.md": Array("Subject: x\n\n{{details.q}}\n".utf8)]),
                letterBytes: limit
            )
            var out: [UInt8] = []
            let result = Result {
                try writer.compose(Sample.request("letter", person(quotes)), into: &out)
            }
            #expect(((try? result.get()) != nil) == fits, "\(limit): \(result)")
            if fits { #expect(out.count <= limit && out.count > 180_000) }
        }
    }

    @Test("a header line has a limit of its own")
    func line() throws {
        let writer = try Sample.writer(draft: "Subject: {{details.q}}\n\ntext\n")
        #expect(throws: Never.self) { try writer.preview(Sample.request("letter", person(Self.texts))) }
        let long = "{\"q\":\"\(String(repeating: "я", count: 5000))\"}"
        let other = #expect(throws: LetterError.self) {
            try writer.preview(Sample.request("letter", person(long)))
        }
        #expect(other?.text(in: "en").contains("8192") == true)
    }

    @Test("attachments that no letter can carry are a fault of the event, and pictures count with the letter")
    func attachments() throws {
        let event = try Sample.event()
        let faults = #expect(throws: LetterFaults.self) {
            var files = TemplateFiles.embedded().bytes
            files["attachments/letter.pdf"] = [UInt8](repeating: 7, count: 900_000)
            _ = try LetterWriter(event: event, files: TemplateFiles(files), letterBytes: 1 << 20)
        }
        #expect(faults?.description.contains("invitation") == true)
        let writer = try LetterWriter(
            event: Sample.smallEvent(),
            files: TemplateFiles([
                "templates/letter.ru.md": Array("Subject: x\n\n![a](a.png)\n".utf8),
                "attachments/a.png": [UInt8](repeating: 7, count: 900_000),
            ]),
            letterBytes: 1 << 20
        )
        var out: [UInt8] = []
        let error = #expect(throws: LetterError.self) { try writer.compose(Sample.request(), into: &out) }
        #expect(error?.kind == .tooLarge && error?.text(in: "ru").contains("1048576") == true)
    }

    @Test("one character with marks without end is as long as its bytes")
    func marks() throws {
        let name = "а" + String(repeating: "\u{301}", count: 300_000)
        #expect(name.count == 1)
        var person = Sample.maria
        person.name = name
        for language in ["ru", "en"] { #expect(Suspicion.reason(person, language: language) != nil) }
        #expect(MessageBuilder.displayName(name) == nil)
        #expect(MessageBuilder.displayName(String(repeating: "я", count: 100)) != nil)
        person.name = String(repeating: "я", count: 200)
        #expect(Suspicion.reason(person) == nil)
        person.name = String(repeating: "я", count: 201)
        #expect(Suspicion.reason(person) != nil)
    }

    @Test("values by the thousand keep their slots apart, equal ones together")
    func placeholders() {
        var values = PlaceholderValues()
        let first = (0..<2000).map { values.number(of: "v\($0 % 1500)") }
        #expect(first == (0..<2000).map { $0 % 1500 })
        #expect(values.texts.count == 1500)
        // Equal as characters and as long; equal but longer.
        #expect(values.number(of: "e\u{301}\u{323}") == values.number(of: "e\u{323}\u{301}"))
        #expect(values.number(of: "\u{E9}") != values.number(of: "e\u{301}"))
    }
}
