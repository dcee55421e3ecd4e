import Foundation
import TestSupport
import Testing

@Suite("show --letter")
struct ShowLetterTests {
    @Test("the bytes that went are written, texts are decoded; what is not there says so by its exit code")
    func forms() throws {
        let house = try House()
        _ = try house.vestnik("init")
        try house.register("a@example.org")
        #expect(try house.sendOnce().status == 0)
        // What the installation says now is not asked for.
        try house.folder.write("Subject: Other\n\nOther\n", to: "events/meeting/templates/confirmation.ru.md")
        let sent = try #require(house.server.messages.first)
        let message = try house.vestnik("show", "1", "--letter", "eml")
        #expect(message.status == 0, "\(message.errors)")
        #expect(Array(message.output.utf8) == sent.bytes)
        let text = try house.vestnik("show", "1", "--letter", "text")
        let page = try house.vestnik("show", "1", "--letter", "html", "--attempt", "1")
        #expect(text.status == 0 && page.status == 0)
        #expect(page.output.contains("<html") && !page.output.contains("Other"))
        #expect(!text.output.contains("<html") && !text.output.isEmpty)

        for (arguments, status, words) in [
            (
                ["show", "1", "--letter", "eml", "--attempt", "2"], Int32(66),
                "no attempt 2, but 1 attempt in all"
            ),
            (["show", "1", "--letter", "eml", "--attempt", "0"], 64, "counted from 1"),
            (["show", "1", "--attempt", "1"], 64, "goes with --letter"),
            (["show", "1", "--letter", "pdf"], 64, "text, html, eml"),
            (["show", "a@example.org", "--letter", "eml"], 64, "by its id"),
            (["show", "9", "--letter", "eml"], 66, "no message 9"),
        ] {
            let result = try house.run(arguments)
            #expect(result.status == status, "\(arguments)")
            #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
            #expect(result.output.isEmpty)
        }

        let database = try Connection(path: house.database, mode: .readWrite)
        try database.execute("UPDATE attempts SET checksum = checksum + 1")
        let other = try house.vestnik("show", "1", "--letter", "eml")
        #expect(other.status == 65)
        #expect(other.errors.contains("is not the one that went: what it was made from has changed since"))
        #expect(Array(other.output.utf8) == sent.bytes)
        #expect(try house.vestnik("forget", "a@example.org", "--yes").status == 0)
        let gone = try house.vestnik("show", "1", "--letter", "text")
        #expect(gone.status == 66 && gone.output.isEmpty)
    }
}
