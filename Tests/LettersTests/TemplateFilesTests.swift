import Foundation
import TestSupport
import Testing

@testable import Letters

@Suite("The files that letters are made of")
struct TemplateFilesTests {
    @Test(
        "what is not UTF-8 is a fault with its place",
        arguments: ["templates/letter.ru.md", "layout.html"]
    )
    func encoding(_ path: String) throws {
        var files = ["templates/letter.ru.md": Array("Subject: x\n\ntext\n".utf8)]
        // «Да» in Windows-1251, on the third line.
        files[path] = Array("Subject: x\n\n<p>".utf8) + [0xC4, 0xE0]
        let faults = #expect(throws: LetterFaults.self) {
            _ = try LetterWriter(event: Sample.smallEvent(), files: TemplateFiles(files, folder: "meeting"))
        }
        #expect(
            faults?.all.map(\.en) == ["meeting/\(path):3:4: is not UTF-8: save the file in that encoding"]
        )
    }

    @Test("a byte order mark is no fault")
    func mark() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("Subject: x\n\ntext\n".utf8)
        _ = try LetterWriter(
            event: Sample.smallEvent(),
            files: TemplateFiles(["templates/letter.ru.md": bytes])
        )
    }

    @Test("a link that leads nowhere is a file that cannot be read, and a folder within is left alone")
    func links() throws {
        let folder = try TemporaryFolder()
        try folder.write("Subject: x\n\ntext\n", to: "templates/letter.ru.md")
        try folder.write("x", to: "attachments/old/letter.pdf")
        #expect(try TemplateFiles.load(folder: folder.path).bytes.count == 1)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("templates/other.ru.md"),
            withDestinationPath: "nowhere"
        )
        let faults = #expect(throws: LetterFaults.self) { try TemplateFiles.load(folder: folder.path) }
        #expect(faults?.all.map(\.en) == ["\(folder.path("templates/other.ru.md")):1:1: cannot be read"])
    }
}
