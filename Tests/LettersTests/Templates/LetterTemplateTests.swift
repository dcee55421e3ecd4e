import Testing

@testable import Letters

@Suite("Letter drafts")
struct LetterTemplateTests {
    private func faults(_ source: String) -> [String] {
        do {
            _ = try LetterTemplate(source, file: "a.ru.md")
            return []
        } catch { return error.all.map(\.en) }
    }

    @Test("header lines, an empty line, a body")
    func whole() {
        #expect(faults("Subject: x\nPreheader: y\n\nbody").isEmpty)
        #expect(faults("subject: x\r\n\r\nbody\r\n").isEmpty)
        #expect(faults("Subject: x").isEmpty)
    }

    @Test("a draft without a Subject is a fault")
    func noSubject() {
        #expect(faults("Preheader: y\n\nbody") == ["a.ru.md:1:1: the first lines lack a Subject"])
        #expect(faults("").count == 1)
    }

    @Test("an unknown or repeated header line is a fault with its line")
    func badHeaders() {
        #expect(faults("Subject: x\nSubjekt: y\n\nbody").first?.hasPrefix("a.ru.md:2:1:") == true)
        #expect(
            faults("Subject: x\nSubject: y\n\nbody") == ["a.ru.md:2:1: Subject stands here a second time"]
        )
        #expect(
            faults("Subject: x\nText without an empty line before\n").first?.hasPrefix("a.ru.md:2:1:") == true
        )
    }

    @Test("errors of Mustache name the line and the column of the file")
    func places() {
        #expect(faults("Subject: {{#x}}\n\nbody").first?.hasPrefix("a.ru.md:1:10:") == true)
        #expect(faults("Subject: x\n\nbody\n{{/y}}\n").first?.hasPrefix("a.ru.md:4:1:") == true)
    }

    @Test(
        "names of template files are taken apart",
        arguments: [
            ("templates/reminder-day.ru.md", "reminder-day ru md"), ("templates/a.en.html", "a en html"),
            ("templates/a.en.txt", "a en txt"), ("templates/_sig.ru.md", "_sig ru md"),
            ("templates/a.md", ""),
            ("templates/a.ru.md.bak", ""), ("templates/.ru.md", ""), ("templates/README", ""),
            ("templates/_a.ru.txt", ""),
        ]
    )
    func fileNames(_ path: String, _ expected: String) {
        let name = TemplateName(path: path)
        let shown = name.map { "\($0.isPartial ? "_" : "")\($0.name) \($0.language) \($0.kind)" }
        #expect(shown ?? "" == expected)
    }

    @Test("a replacement without its draft is a fault, since the Subject stands in the draft")
    func replacementAlone() {
        let files = TemplateFiles(["templates/a.ru.html": Array("<p>".utf8)])
        #expect(throws: LetterFaults.self) { try TemplateSet(files) }
    }
}
