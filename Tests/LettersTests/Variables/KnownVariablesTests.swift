import Foundation
import Testing

@testable import Letters

@Suite("Names that templates may use")
struct KnownVariablesTests {
    private func page() throws -> String {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let file = folder.appendingPathComponent("Sources/vestnikd/Documentation.docc/TemplateAuthors.md")
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test("the page for authors tells every name, what it holds, and whether every letter has it")
    func documented() throws {
        let rows = try page().split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        let wanted = KnownVariables.all.map { name in
            "| `\(name.path)` | \(name.isOptional ? "" : "yes") | \(name.meaning.en) |"
        }
        let names = rows.filter { !$0.hasPrefix("| `vestnik") }
        for row in wanted where !names.contains(row) { Issue.record("TemplateAuthors.md lacks: \(row)") }
        for row in names where !wanted.contains(row) {
            Issue.record("TemplateAuthors.md tells too much: \(row)")
        }
    }

    @Test("the page tells the names of the layout")
    func layout() throws {
        let text = try page()
        for name in KnownVariables.layout { #expect(text.contains(name.path)) }
    }

    @Test("each key of details that is told for the salutation is read, in each of its spellings")
    func salutationDetails() {
        let samples = ["gender": "f", "пол": "ж"]
        for key in KnownVariables.salutationDetails.flatMap({ $0.path.components(separatedBy: ", ") }) {
            let fields = SalutationFields(.object([key: .string(samples[key] ?? "X")]))
            let texts = [
                fields.surname, fields.englishSurname, fields.given, fields.patronymic, fields.title,
            ]
            let isRead = fields.own != nil || fields.gender != nil || texts.contains("X")
            #expect(isRead, "\(key)")
        }
    }

    @Test("each name is told once, in both languages")
    func once() {
        let all = KnownVariables.all + KnownVariables.layout
        #expect(Set(all.map(\.path)).count == all.count)
        #expect(all.allSatisfy { !$0.meaning.ru.isEmpty && !$0.meaning.en.isEmpty })
    }
}
